import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { providerConfig, writeStockProgram, type StateResource } from "../../bench/stock.ts";
import { repository, scratchFolder } from "../support/honua.ts";

const resource = (type: string, name: string, rest: Partial<StateResource> = {}): StateResource => ({
  urn: `urn:pulumi:production::honua::${type}::${name}`,
  type,
  custom: true,
  ...rest,
});

describe("the stock program", () => {
  const { path: folder, remove } = scratchFolder();
  after(remove);

  let written = 0;
  function program(...state: StateResource[]): string {
    const place = join(folder, String(written++));
    writeStockProgram(place, state, join(repository, "node_modules"), "template");
    return readFileSync(join(place, "index.ts"), "utf8");
  }

  const constructors: Record<string, string> = {
    "aws:ec2/vpc:Vpc": "aws.ec2.Vpc",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws.s3.BucketPublicAccessBlock",
    "azure-native:network:VirtualNetwork": "azurenative.network.VirtualNetwork",
    "azure-native:redis:Redis": "azurenative.redis.Redis",
    "gcp:compute/network:Network": "gcp.compute.Network",
    "random:index/randomPassword:RandomPassword": "random.RandomPassword",
    "kubernetes:core/v1:Namespace": "kubernetes.core.v1.Namespace",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy": "kubernetes.networking.v1.NetworkPolicy",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": "kubernetes.rbac.v1.ClusterRole",
    "kubernetes:helm.sh/v3:Release": "kubernetes.helm.v3.Release",
    "kubernetes:operator.tigera.io/v1:Installation": "kubernetes.apiextensions.CustomResource",
  };
  for (const [type, constructor] of Object.entries(constructors)) {
    it(`makes ${type} with ${constructor}`, () => {
      assert.ok(
        program(resource(type, "it")).includes(`new ${constructor}("it", {  });`),
        program(resource(type, "it")),
      );
    });
  }

  it("refers to what another resource gets from its cloud, and keeps secrets", () => {
    const text = program(
      resource("aws:ec2/vpc:Vpc", "network", { id: "vpc-0123456789", inputs: { cidrBlock: "10.0.0.0/16" } }),
      resource("aws:ec2/subnet:Subnet", "subnet", {
        inputs: { vpcId: "vpc-0123456789", tags: { of: "in vpc-0123456789" }, __defaults: [] },
      }),
      resource("aws:ssm/parameter:Parameter", "secret", { inputs: { value: { plaintext: '"hush"' } } }),
    );
    assert.ok(text.includes('"vpcId": r0.id, "tags": { "of": pulumi.interpolate`in ${r0.id}` } }'), text);
    assert.ok(text.includes('{ "value": pulumi.secret("hush") }'), text);
  });

  it("has neither components, providers, nor what the program only reads", () => {
    const text = program(
      resource("honua:aws:Network", "network", { custom: false }),
      resource("pulumi:providers:kubernetes", "cluster"),
      resource("aws:route53/zone:Zone", "given", { external: true }),
    );
    assert.doesNotMatch(text, / new /);
  });

  it("is configured as the default providers are", () => {
    const state = [
      resource("pulumi:providers:gcp", "default_9_37_0", {
        inputs: { project: "honua", region: "us-central1", version: "9.37.0", __internal: {} },
      }),
      resource("pulumi:providers:aws", "elsewhere", { inputs: { region: "us-west-2" } }),
    ];
    assert.deepEqual(providerConfig(state), [
      ["gcp:project", "honua"],
      ["gcp:region", "us-central1"],
    ]);
  });
});
