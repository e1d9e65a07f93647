import assert from "node:assert/strict";
import { clouds } from "../../../components/tables/clouds.ts";
import { kubernetesVersions, kubernetesVersionsChosenOn } from "../../../components/tables/kubernetes-versions.ts";

describe("Kubernetes versions", () => {
  for (const cloud of clouds) {
    const { default: chosen, supportedUntil } = kubernetesVersions[cloud];

    it(`are supported on ${cloud}, and the default is supported longest`, () => {
      for (const [version, end] of Object.entries(supportedUntil)) {
        assert.match(version, /^1\.\d\d$/);
        assert.match(end, /^\d{4}-\d\d-\d\d$/);
        assert.ok(end >= kubernetesVersionsChosenOn, version);
      }
      assert.equal(supportedUntil[chosen], Object.values(supportedUntil).sort().at(-1));
    });
  }
});
