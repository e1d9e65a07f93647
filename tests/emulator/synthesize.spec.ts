import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../emulator/model.ts";
import type { Emulation, Format, Properties, SynthesisContext, TypeRef, Value, Values } from "../../emulator/model.ts";
import { isRecord } from "../../emulator/paths.ts";
import { planned, synthesize } from "../../emulator/synthesize.ts";
import { memberFor } from "../../emulator/unions.ts";
import { sampleOf, sdks, shapeOf } from "../support/shapes.ts";

const contextOf = (type: string, inputs: Values = {}): SynthesisContext => ({
  type,
  name: "web",
  urn: `urn:pulumi:dev::honua::${type}::web`,
  id: "web-1",
  inputs,
  cloud: { config: {}, get: () => undefined, find: () => undefined, ofType: () => [], all: () => [] },
  hex: (length, salt = "") => createHash("sha512").update(`${type} ${salt}`).digest("hex").slice(0, length),
});

const withFormats = (formats: Emulation["formats"]): Emulation => ({
  package: "aws",
  ids: {},
  formats,
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
});

const outputsOf = (type: string, inputs: Values = {}, formats: Emulation["formats"] = {}) =>
  synthesize(shapeOf(type), withFormats(formats), contextOf(type, inputs));

const plannedOf = (type: string, inputs: Values = {}, formats: Emulation["formats"] = {}) =>
  planned(shapeOf(type), withFormats(formats), type, inputs);

/** Paths of the values that are not of their declared type. */
function misfits(type: TypeRef, value: Value, path: string): string[] {
  switch (type.kind) {
    case "any":
      return [];
    case "array":
      return Array.isArray(value) ? value.flatMap((element) => misfits(type.element, element, `${path}[]`)) : [path];
    case "map":
      return isRecord(value)
        ? Object.values(value).flatMap((inner) => misfits(type.value, inner, `${path}{}`))
        : [path];
    case "object":
      return isRecord(value) ? misfitsOfObject(type.properties(), value, path) : [path];
    case "union": {
      const member = memberFor(type.members, value);
      return member ? misfits(member, value, path) : [path];
    }
    case "string":
      return typeof value === "string" && (type.values?.includes(value) ?? true) ? [] : [path];
    default:
      return typeof value === type.kind ? [] : [path];
  }
}

const misfitsOfObject = (properties: Properties, values: Values, path: string) =>
  Object.entries(values).flatMap(([name, value]) =>
    properties[name] ? misfits(properties[name].type, value, `${path}.${name}`) : [`${path}.${name}?`],
  );

const VPC = "aws:ec2/vpc:Vpc";
const NETWORK = "azure-native:network:VirtualNetwork";
const NAMESPACE = "kubernetes:core/v1:Namespace";

describe("synthesised outputs", () => {
  for (const sdk of sdks) {
    it(`are of their declared types, complete and the same each time: ${sdk}`, () => {
      for (const type of sampleOf(sdk)) {
        const { outputs } = shapeOf(type);
        const values = outputsOf(type);
        assert.deepEqual(misfitsOfObject(outputs, values, type), []);
        const required = Object.keys(outputs).filter((name) => !outputs[name]!.optional);
        assert.deepEqual(Object.keys(values), required, type);
        assert.ok(isDeepStrictEqual(outputsOf(type), values), type);
      }
    });
  }

  it("are only those that the inputs do not give", () => {
    const values = outputsOf(VPC, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    assert.equal("cidrBlock" in values, false);
    assert.equal("enableDnsHostnames" in values, false);
    assert.equal("instanceTenancy" in values, false, "optional outputs are left out");
    assert.equal(values["enableNetworkAddressUsageMetrics"], false, "the documented default");
  });

  it("come from the type's formats, the documentation, the formats of all types and the name, in this order", () => {
    const format =
      (value: Value): Format =>
      () =>
        value;
    const common = {
      mtu: format(1),
      routingMode: format("COMMON"),
      selfLink: format("https://common"),
      numericId: format({ not: "a string" }),
      description: format("none"),
    };
    const own = { mtu: format(9000), description: format("mine"), undeclared: format("no output of this type") };
    const type = "gcp:compute/network:Network";
    const values = outputsOf(type, {}, { "*": common, [type]: own });
    assert.equal(values["mtu"], 9000);
    assert.equal(values["bgpBestPathSelectionMode"], "LEGACY");
    assert.equal(values["selfLink"], "https://common");
    assert.match(String(values["networkId"]), /^[0-9a-f]{16}$/);
    assert.match(String(values["numericId"]), /^[0-9a-f]{16}$/, "a row for all types that does not fit this one");
    assert.equal(values["description"], "mine", "a row for the type makes an optional output");
    assert.equal("undeclared" in values, false);
    assert.equal("description" in outputsOf(type, {}, { "*": common }), false);
    assert.equal(outputsOf(type, { mtu: 1500 }, { [type]: own })["mtu"], undefined, "a given value stays");
  });

  it("look like what their names promise, and never like a clock", () => {
    const cluster = outputsOf("aws:eks/cluster:Cluster");
    assert.match(String(cluster["endpoint"]), /^https:\/\/web-[0-9a-f]{8}\.example\.com$/);
    assert.equal(cluster["createdAt"], "2026-01-01T00:00:00Z");
    assert.equal(cluster["status"], "ACTIVE");
    assert.match(String((cluster["certificateAuthority"] as Values)["data"]), /^web-[0-9a-f]{8}$/);
    assert.match(String(outputsOf("aws:ec2/eip:Eip")["publicIp"]), /^10(\.\d{1,3}){3}$/);
  });

  it("have one element in lists that only the cloud fills, none in those that may be given", () => {
    const certificate = outputsOf("aws:acm/certificate:Certificate");
    assert.equal((certificate["domainValidationOptions"] as Value[]).length, 1);
    assert.deepEqual(certificate["subjectAlternativeNames"], []);
  });

  it("complete what is given in part, and leave the given as it is", () => {
    const given = { name: "a", addressPrefix: "10.0.0.0/24" };
    const format: Format = ({ id, inputs }) =>
      (inputs["subnets"] as Values[]).map(({ name }) => ({ id: `${id}/subnets/${String(name)}`, name: "other" }));
    const { subnets } = outputsOf(NETWORK, { subnets: [given] }, { [NETWORK]: { subnets: format } });
    const [subnet] = subnets as Values[];
    assert.deepEqual({ ...subnet, ...given, id: "web-1/subnets/a" }, subnet);
    assert.match(String(subnet!["etag"]), /^[0-9a-f]{32}$/);
    const metadata = { labels: { app: "web" } };
    const row: Format = ({ name }) => ({ uid: "42", name });
    assert.deepEqual(outputsOf(NAMESPACE, { metadata }, { "*": { metadata: row } })["metadata"], {
      labels: { app: "web" },
      uid: "42",
      name: "web",
    });
    assert.equal(outputsOf(NAMESPACE, { metadata })["metadata"], undefined, "nothing to add");
  });

  it("pick the alternative that a given object is", () => {
    const type = "azure-native:datafactory:LinkedService";
    const properties = { type: "AzureBlobStorage", serviceEndpoint: "https://a.example.com" };
    const merged = (outputsOf(type, { properties })["properties"] ?? properties) as Values;
    assert.deepEqual(misfitsOfObject(shapeOf(type).outputs, { properties: merged }, type), []);
  });

  it("tell no other value that was given, which may be a secret", () => {
    const values = outputsOf("aws:rds/instance:Instance", { password: "hunter2", instanceClass: "db.t4g.micro" });
    assert.equal(JSON.stringify(values).includes("hunter2"), false);
  });

  it("end where types contain themselves", () => {
    const node: Properties = {
      parent: { type: { kind: "object", properties: () => node }, optional: false, replaces: false },
      children: {
        type: { kind: "array", element: { kind: "object", properties: () => node } },
        optional: false,
        replaces: false,
      },
    };
    const shape = { inputs: {}, outputs: node };
    assert.deepEqual(synthesize(shape, undefined, contextOf("test:Tree")), {
      parent: { children: [] },
      children: [{ children: [] }],
    });
  });

  it("are what the tables say where nothing declares the type", () => {
    const emulation = withFormats({ "*": { metadata: () => ({ uid: "42" }) } });
    const inputs = { metadata: { name: "a" } };
    const context = contextOf("kubernetes:cert-manager.io/v1:Certificate", inputs);
    assert.deepEqual(synthesize(undefined, emulation, context), { metadata: { name: "a", uid: "42" } });
    assert.deepEqual(synthesize(undefined, undefined, context), {});
  });
});

describe("planned outputs", () => {
  for (const sdk of sdks.filter((name) => name !== "azure-native")) {
    it(`are unknown where a create computes them: ${sdk}`, () => {
      for (const type of sampleOf(sdk)) {
        const unknown = plannedOf(type);
        assert.ok(Object.values(unknown).every((value) => value === UNKNOWN));
        assert.deepEqual(Object.keys(unknown), Object.keys(outputsOf(type)), type);
      }
    });
  }

  it("leave what is given known", () => {
    const unknown = plannedOf(VPC, { cidrBlock: "10.0.0.0/16" });
    assert.equal("cidrBlock" in unknown, false);
    assert.equal(unknown["arn"], UNKNOWN);
    assert.equal("instanceTenancy" in unknown, false);
    assert.equal(plannedOf(VPC, {}, { [VPC]: { instanceTenancy: () => "default" } })["instanceTenancy"], UNKNOWN);
  });

  it("are unknown inside what is given", () => {
    const vpcConfig = { subnetIds: ["subnet-1"] };
    const cluster = plannedOf("aws:eks/cluster:Cluster", { vpcConfig })["vpcConfig"] as Values;
    assert.deepEqual(cluster["subnetIds"], ["subnet-1"]);
    assert.equal(cluster["vpcId"], UNKNOWN);
    const [subnet] = plannedOf(NETWORK, { subnets: [{ name: "a" }] })["subnets"] as Values[];
    assert.equal(subnet!["name"], "a");
    assert.equal(subnet!["id"], UNKNOWN, "azure-native knows nothing that is not given");
    assert.equal(plannedOf(NETWORK)["flowTimeoutInMinutes"], UNKNOWN);
  });

  it("leave kubernetes metadata known: other objects refer to it", () => {
    const unknown = plannedOf(NAMESPACE, { metadata: { name: "a" } }, { "*": { metadata: () => ({ uid: "42" }) } });
    assert.deepEqual(unknown, { status: UNKNOWN });
  });

  it("keep what is unknown already", () => {
    const unknown = plannedOf("aws:eks/cluster:Cluster", { vpcConfig: UNKNOWN, name: UNKNOWN });
    assert.equal("vpcConfig" in unknown, false);
    assert.equal("name" in unknown, false);
  });
});
