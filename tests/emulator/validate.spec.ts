import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN, type Properties, type TypeRef, type Value, type Values } from "../../emulator/model.ts";
import { validate } from "../../emulator/validate.ts";
import { sampleOf, sdks, shapeOf } from "../support/shapes.ts";

const faultsOf = (type: string, inputs: Values) =>
  validate(shapeOf(type), inputs).map(({ property, reason }) => `${property} ${reason}`);

const CLUSTER = "aws:eks/cluster:Cluster";
const VPC_CONFIG = { subnetIds: ["subnet-1"] };
const cluster = (inputs: Values): Values => ({ roleArn: "arn:aws:iam::1:role/a", vpcConfig: VPC_CONFIG, ...inputs });

/** Values of a type; inner objects get only what they must have below the second level. */
function valuesOf(type: TypeRef, depth: number): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "string":
      return type.values
        ? fc.constantFrom<Value>(...type.values)
        : fc.oneof<fc.Arbitrary<Value>[]>(fc.string(), fc.nat());
    case "number":
      return fc.oneof<fc.Arbitrary<Value>[]>(fc.integer(), fc.integer().map(String));
    case "boolean":
      return fc.constantFrom<Value>(true, false, "true", "false");
    case "any":
      return fc.object().map((value) => value as Value);
    case "array":
      return fc.array(valuesOf(type.element, depth), { maxLength: 2 });
    case "map":
      return fc.dictionary(fc.constantFrom("a", "b"), valuesOf(type.value, depth));
    case "union":
      return fc.oneof(...type.members.map((member) => valuesOf(member, depth)));
    case "object":
      return fc.constant(null).chain(() => objectsOf(type.properties(), depth + 1));
  }
}

function objectsOf(properties: Properties, depth: number): fc.Arbitrary<Values> {
  const wanted = Object.entries(properties).filter(([, { optional }]) => !optional || depth < 3);
  const requiredKeys = wanted.filter(([, { optional }]) => !optional).map(([name]) => name);
  const record = Object.fromEntries(
    wanted.map(([name, { type }]) => [name, fc.oneof(valuesOf(type, depth), fc.constant<Value>(UNKNOWN))]),
  );
  return fc.record(record, { requiredKeys }) as fc.Arbitrary<Values>;
}

describe("validation by declaration", () => {
  for (const sdk of sdks) {
    it(`accepts whatever fits: ${sdk}`, () => {
      const tokens = sampleOf(sdk);
      for (const type of tokens.filter((_, index) => index % Math.ceil(tokens.length / 12) === 0)) {
        const shape = shapeOf(type);
        const fits = (inputs: Values) => assert.deepEqual(validate(shape, inputs), [], type);
        fc.assert(fc.property(objectsOf(shape.inputs, 0), fits), { numRuns: 8 });
      }
    });
  }

  it("names unknown arguments and what was meant", () => {
    assert.deepEqual(faultsOf("aws:ec2/vpc:Vpc", { cidrblock: "10.0.0.0/16" }), [
      "cidrblock no such argument; did you mean `cidrBlock`?",
    ]);
    assert.deepEqual(faultsOf("aws:ec2/vpc:Vpc", { constructor: "x" }), ["constructor no such argument"]);
    assert.deepEqual(faultsOf(CLUSTER, cluster({ vpcConfig: { ...VPC_CONFIG, subnetId: "subnet-2" } })), [
      "vpcConfig.subnetId no such argument; did you mean `subnetIds`?",
    ]);
  });

  it("names what is missing, also inside lists", () => {
    assert.deepEqual(faultsOf("aws:ec2/subnet:Subnet", {}), ["vpcId is required"]);
    assert.deepEqual(faultsOf("aws:ec2/subnet:Subnet", { vpcId: null }), ["vpcId is required"]);
    const metadata = { name: "web" };
    const deployment = (containers: Value): Values => ({
      metadata,
      spec: { selector: { matchLabels: { app: "web" } }, template: { metadata, spec: { containers } } },
    });
    assert.deepEqual(faultsOf("kubernetes:apps/v1:Deployment", deployment([{ name: "a" }, { image: "nginx" }])), [
      "spec.template.spec.containers[1].name is required",
    ]);
    assert.deepEqual(faultsOf("kubernetes:apps/v1:Deployment", deployment(UNKNOWN)), []);
  });

  it("tells types apart, as leniently as the bridge, and repeats no value", () => {
    const table: readonly (readonly [inputs: Values, fault: string | undefined])[] = [
      [{ deletionProtection: "true" }, undefined],
      [{ deletionProtection: "yes" }, "deletionProtection must be a boolean, not a string"],
      [{ version: 1.31 }, undefined],
      [{ version: ["1.31"] }, "version must be a string, not a list"],
      [{ version: { major: 1 } }, "version must be a string, not an object"],
      [{ vpcConfig: [VPC_CONFIG] }, "vpcConfig must be an object, not a list"],
      [{ vpcConfig: { subnetIds: "subnet-1" } }, "vpcConfig.subnetIds must be a list, not a string"],
      [{ tags: { owner: ["a"] } }, "tags.owner must be a string, not a list"],
      [{ tags: "a" }, "tags must be an object, not a string"],
      [{ version: UNKNOWN, tags: { owner: UNKNOWN } }, undefined],
    ];
    for (const [inputs, fault] of table) assert.deepEqual(faultsOf(CLUSTER, cluster(inputs)), fault ? [fault] : []);
    const size = (desired: Value): Values => ({ maxSize: 3, minSize: 1, desiredCapacity: desired });
    assert.deepEqual(faultsOf("aws:autoscaling/group:Group", size("2")), []);
    assert.deepEqual(faultsOf("aws:autoscaling/group:Group", size("two")), [
      "desiredCapacity must be a number, not a string",
    ]);
  });

  it("refuses values outside a closed enumeration, in any letter case", () => {
    const subnet = (stackType: string) =>
      faultsOf("gcp:compute/subnetwork:Subnetwork", { network: "default", stackType });
    assert.deepEqual(subnet("IPV4_ONLY"), []);
    assert.deepEqual(subnet("ipv4_only"), []);
    assert.deepEqual(subnet("IPV5"), ['stackType must be one of "IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY", not "IPV5"']);
    assert.deepEqual(faultsOf("kubernetes:core/v1:Namespace", { kind: "Pod" }), [
      'kind must be "Namespace", not "Pod"',
    ]);
  });

  it("takes any of several alternatives, and blames the one that was meant", () => {
    const type = "aws:iam/policy:Policy";
    assert.deepEqual(faultsOf(type, { policy: "{}" }), []);
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    assert.deepEqual(faultsOf(type, { policy: { Version: "2012-10-17", Statement: [statement] } }), []);
    assert.deepEqual(
      faultsOf(type, { policy: { Version: "2012-10-17", Statement: [{ ...statement, Effect: "No" }] } }),
      ['policy.Statement[0].Effect must be one of "Allow", "Deny", not "No"'],
    );
  });

  it("leaves alone what the engine marks and what providers keep for themselves", () => {
    const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "a" };
    assert.deepEqual(faultsOf("aws:ec2/vpc:Vpc", { __defaults: ["cidrBlock"], cidrBlock: asset }), []);
  });
});
