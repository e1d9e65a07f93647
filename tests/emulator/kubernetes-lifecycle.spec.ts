import assert from "node:assert/strict";
import { kubernetes } from "../../emulator/kubernetes/index.ts";
import { lifecycleOf } from "./support.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const SERVICE = "kubernetes:core/v1:Service";
const MAP = "kubernetes:core/v1:ConfigMap";

describe("emulated Kubernetes: an object's life", () => {
  let cluster: ReturnType<typeof lifecycleOf>;
  beforeEach(() => (cluster = lifecycleOf(kubernetes)));
  afterEach(() => cluster.end());

  it("gets a name and a namespace", () => {
    const service = cluster.create(SERVICE, "web", { spec: { ports: [{ port: 80 }] } });
    assert.match(service.id, /^default\/web-[0-9a-f]{8}$/);
    assert.throws(
      () => cluster.create(SERVICE, "web", { metadata: { namespace: "gone" } }),
      /no such .*Namespace exists/,
    );
    assert.equal(
      cluster.create(SERVICE, "dns", { metadata: { name: "dns", namespace: "kube-system" } }).id,
      "kube-system/dns",
    );
  });

  it("goes with its namespace", () => {
    const namespace = cluster.create(NAMESPACE, "apps", { metadata: { name: "apps" } });
    const map = cluster.create(MAP, "settings", { metadata: { namespace: "apps" }, data: { a: "b" } });
    const other = cluster.create(MAP, "other", { data: {} });
    cluster.remove(namespace);
    assert.deepEqual([cluster.exists(map), cluster.exists(other)], [false, true]);
  });

  it("keeps its encoded texts secret", () => {
    const { rawOutputs } = cluster.create("kubernetes:core/v1:Secret", "s", { stringData: { password: "x" } });
    assert.doesNotMatch(JSON.stringify(Object.keys(rawOutputs["data"] as object)), /password/);
  });

  it("is replaced for what the provider replaces it for, and for nothing else", () => {
    const map = cluster.create(MAP, "settings", { data: { a: "b" } });
    assert.deepEqual(cluster.replaces(map, { data: { a: "c" } }), ["data"]);
    const service = cluster.create(SERVICE, "web", { spec: { clusterIP: "10.96.0.1", type: "ClusterIP" } });
    assert.deepEqual(cluster.replaces(service, { spec: { clusterIP: "10.96.0.1", type: "NodePort" } }), []);
    assert.deepEqual(cluster.replaces(service, { spec: { clusterIP: "10.96.0.2", type: "ClusterIP" } }), ["spec"]);
  });
});
