import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { environmentNames } from "../../components/tables/environments.ts";
import { SettingsError } from "../../config/mistakes.ts";
import { parseSettings } from "../../config/parse.ts";

const good = {
  "aws:region": "us-east-1",
  "honua:cloud": "aws",
  "honua:environment": "dev",
  "honua:tags": { owner: "platform", costCenter: "engineering" },
};

function mistakesIn(changes: Record<string, unknown>): readonly string[] {
  try {
    parseSettings({ ...good, ...changes }, "dev");
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    assert.ok(error.mistakes.every((line) => !line.includes("\n")));
    return error.mistakes;
  }
  return [];
}

const onlyMistakeIn = (changes: Record<string, unknown>): string => {
  const [line = "", ...others] = mistakesIn(changes);
  assert.deepEqual(others, []);
  return line;
};

describe("settings", () => {
  it("take what is not set from the environment and the region", () => {
    assert.deepEqual(parseSettings({ ...good, "honua:environment": "production" }, "production"), {
      cloud: "aws",
      environment: "production",
      region: "us-east-1",
      tags: {
        project: "honua",
        environment: "production",
        owner: "platform",
        costCenter: "engineering",
        managedBy: "pulumi",
        dataClassification: "confidential",
        compliance: "soc2-iso27001",
      },
      network: {
        cidr: "10.1.0.0/16",
        zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
        natGateways: "per-zone",
        privateEndpoints: "all",
      },
      recovery: { region: "us-west-2", manageReplication: true },
    });
  });

  it("let a stack differ from its environment", () => {
    const network = {
      cidr: "192.168.16.0/20",
      zones: ["us-east-1f", "us-east-1a"],
      natGateways: "single",
      privateEndpoints: "all",
    };
    const recovery = { region: "eu-west-1", manageReplication: false };
    const settings = parseSettings({ ...good, "honua:network": network, "honua:recovery": recovery }, "dev");
    assert.deepEqual(settings.network, network);
    assert.deepEqual(settings.recovery, recovery);
  });

  it("take a tag that `pulumi config set` stored as a number", () => {
    const tags = { owner: "platform", costCenter: 4711 };
    assert.equal(parseSettings({ ...good, "honua:tags": tags }, "dev").tags.costCenter, "4711");
  });

  for (const environment of environmentNames) {
    it(`are right in Pulumi.${environment}.yaml`, () => {
      const { config } = parse(readFileSync(new URL(`../../Pulumi.${environment}.yaml`, import.meta.url), "utf8"));
      assert.equal(parseSettings(config, environment).environment, environment);
    });
  }

  it("are all described in Pulumi.yaml", () => {
    const { config } = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8"));
    const [line = ""] = mistakesIn({ "honua:typo": 1 });
    const [, keys = ""] = /allowed: ([\w, ]+)/.exec(line) ?? [];
    assert.deepEqual(Object.keys(config), keys.split(", "));
    for (const key of Object.values<{ description?: string }>(config)) assert.ok(key.description);
  });
});

describe("mistakes in the settings", () => {
  it("name the key, the value, what is allowed and where to set it", () => {
    assert.equal(
      onlyMistakeIn({ "honua:environment": "prod" }),
      'honua:environment is "prod"; allowed: dev | staging | production (did you mean production?). ' +
        "Set it: pulumi config set --stack dev honua:environment <value>, or in Pulumi.dev.yaml",
    );
    assert.equal(
      onlyMistakeIn({ "honua:network": { natGateways: 2 } }),
      "honua:network.natGateways is 2; allowed: per-zone | single. " +
        "Set it: pulumi config set --stack dev --path 'honua:network.natGateways' <value>, or in Pulumi.dev.yaml",
    );
  });

  it("name a cloud that is not there yet, and one that never will be", () => {
    assert.match(
      onlyMistakeIn({ "honua:cloud": "gcp" }),
      /honua:cloud is "gcp"; allowed: aws \(gcp is not available yet\)/,
    );
    assert.match(
      onlyMistakeIn({ "honua:cloud": "awss" }),
      /honua:cloud is "awss"; allowed: aws \(did you mean aws\?\)/,
    );
  });

  it("name what is missing", () => {
    assert.match(onlyMistakeIn({ "honua:cloud": undefined }), /^honua:cloud is missing; allowed: aws\./);
    assert.match(
      onlyMistakeIn({ "aws:region": undefined }),
      /^aws:region is missing; allowed: us-east-1 \| .* config set --stack dev aws:region </,
    );
    assert.equal(mistakesIn({ "honua:tags": undefined }).length, 2);
  });

  it("say which key a typo may have meant, at the top and further down", () => {
    assert.match(onlyMistakeIn({ "honua:netwrok": {} }), /^honua:netwrok is not a key; .*\(did you mean network\?\)/);
    assert.match(
      onlyMistakeIn({ "honua:network": { natgateway: "single" } }),
      /^honua:network\.natgateway is not a key; allowed: cidr, zones, natGateways, privateEndpoints \(did you mean natGateways\?\)/,
    );
  });

  it("refuse addresses that are public, too many, too few, or no range", () => {
    for (const cidr of ["8.8.0.0/16", "10.64.0.0/15", "10.64.0.0/21", "10.64.1.0/16", "10.64.0.0", 10]) {
      assert.match(onlyMistakeIn({ "honua:network": { cidr } }), /allowed: a private range with a prefix of 16 to 20/);
    }
  });

  it("refuse addresses that another environment or the cluster's services have", () => {
    assert.match(
      onlyMistakeIn({ "honua:network": { cidr: "10.1.16.0/20" } }),
      /does not overlap 10\.1\.0\.0\/16 \(production\)/,
    );
    assert.match(
      onlyMistakeIn({ "honua:network": { cidr: "172.20.0.0/16" } }),
      /172\.20\.0\.0\/16 \(the cluster's services\)/,
    );
    assert.deepEqual(mistakesIn({ "honua:network": { cidr: "10.0.128.0/17" } }), []);
  });

  it("refuse zones that are too few, the same, or of another region", () => {
    for (const zones of [["us-east-1a"], ["us-east-1a", "us-east-1a"], 3]) {
      assert.match(
        onlyMistakeIn({ "honua:network": { zones } }),
        /^honua:network\.zones is .* two or more different zones of us-east-1a,/,
      );
    }
    assert.match(
      onlyMistakeIn({ "honua:network": { zones: ["us-east-1a", "us-west-2b"] } }),
      /^honua:network\.zones\[1\] is "us-west-2b"/,
    );
    assert.match(
      onlyMistakeIn({ "honua:network": { zones: ["us-east-1a", "us-east-1e"] } }),
      /^honua:network\.zones\[1\] is "us-east-1e"/,
    );
  });

  it("refuse copies in the region that they are to outlive", () => {
    assert.match(
      onlyMistakeIn({ "honua:recovery": { region: "us-east-1" } }),
      /allowed: a region other than the stack's own/,
    );
  });

  it("refuse tags that a cloud could not hold", () => {
    for (const owner of ["", "a\nb", "x".repeat(64), true, 0.5]) {
      assert.match(onlyMistakeIn({ "honua:tags": { owner, costCenter: "engineering" } }), /^honua:tags\.owner is /);
    }
  });

  it("refuse a value where a map belongs", () => {
    assert.match(onlyMistakeIn({ "honua:network": "10.0.0.0/16" }), /allowed: a map with the keys cidr, zones/);
  });

  it("name a command that mends them, where there is one", () => {
    assert.match(
      onlyMistakeIn({ "honua:network": { natGateways: 1 } }),
      / Set it: pulumi config set --stack dev --path 'honua:network\.natGateways' <value>, or in Pulumi\.dev\.yaml$/,
    );
    for (const network of ["10.0.0.0/16", { zones: "us-east-1a" }, { zones: ["us-east-1a"] }]) {
      assert.match(onlyMistakeIn({ "honua:network": network }), /[^,] Change it in Pulumi\.dev\.yaml$/);
    }
  });

  it("are found in values that are names of JavaScript's own", () => {
    assert.match(onlyMistakeIn({ "aws:region": "constructor" }), /^aws:region is "constructor"; allowed: us-east-1/);
  });

  it("are all reported at once, also where the cloud is wrong", () => {
    const changes = {
      "honua:cloud": "azure",
      "honua:environment": "prod",
      "honua:netwrok": {},
      "honua:network": { cidr: "1.2.3.4", natGateways: 7 },
      "honua:tags": { owner: "platform" },
    };
    assert.deepEqual(
      mistakesIn(changes)
        .map((line) => line.split(" ")[0])
        .sort(),
      [
        "honua:cloud",
        "honua:environment",
        "honua:network.cidr",
        "honua:network.natGateways",
        "honua:netwrok",
        "honua:tags.costCenter",
      ],
    );
  });

  it("leave the providers' own keys alone", () => {
    assert.deepEqual(mistakesIn({ "aws:profile": "dev", "aws:allowedAccountIds": ["123456789012"] }), []);
  });
});
