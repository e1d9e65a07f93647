import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Properties } from "../../emulator/model.ts";
import { Shapes } from "../../emulator/shapes/index.ts";
import { repository } from "../support/honua.ts";
import { propertiesOf, sampleOf, sdks, shapeOf } from "../support/shapes.ts";

const kindsOf = (properties: Properties) =>
  Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type.kind]));

describe("shapes", () => {
  describe("of the installed SDKs", () => {
    for (const sdk of sdks) {
      it(`are there for every type of ${sdk} in the sample`, () => {
        for (const token of sampleOf(sdk)) {
          const { inputs, outputs } = shapeOf(token);
          assert.ok(Object.keys(inputs).length + Object.keys(outputs).length > 0, token);
        }
      });
    }

    it("say what is an input, what may be left out, and what is computed", () => {
      const { inputs, outputs } = shapeOf("aws:ec2/subnet:Subnet");
      assert.deepEqual(inputs["vpcId"], { type: { kind: "string" }, optional: false, replaces: false });
      assert.equal(inputs["cidrBlock"]?.optional, true);
      assert.equal(inputs["arn"], undefined);
      assert.deepEqual(outputs["arn"], { type: { kind: "string" }, optional: false, replaces: false });
      assert.equal(outputs["mapPublicIpOnLaunch"]?.optional, true);
      assert.equal(outputs["mapPublicIpOnLaunch"]?.default, false);
      assert.deepEqual(outputs["tagsAll"]?.type, { kind: "map", value: { kind: "string" } });
    });

    it("follow nested types, lists of them and cycles", () => {
      const subnets = propertiesOf(shapeOf("azure-native:network:VirtualNetwork").inputs["subnets"]?.type);
      assert.equal(subnets["addressPrefix"]?.type.kind, "string");
      assert.equal(propertiesOf(subnets["networkSecurityGroup"]?.type)["securityRules"]?.type.kind, "array");
      const definition = shapeOf("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition").inputs["spec"];
      const schema = propertiesOf(propertiesOf(definition?.type)["versions"]?.type)["schema"];
      const root = propertiesOf(propertiesOf(schema?.type)["openAPIV3Schema"]?.type);
      assert.equal(propertiesOf(root["not"]?.type), root);
    });

    it("take enumerations only where they are closed", () => {
      const account = shapeOf("azure-native:storage:StorageAccount").inputs;
      assert.deepEqual(account["accessTier"]?.type, { kind: "string", values: ["Hot", "Cool", "Premium", "Cold"] });
      assert.deepEqual(account["minimumTlsVersion"]?.type, { kind: "string" });
      const { stackType } = shapeOf("gcp:compute/subnetwork:Subnetwork").inputs;
      assert.deepEqual(stackType?.type, { kind: "string", values: ["IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"] });
      const { kind } = shapeOf("kubernetes:core/v1:Namespace").inputs;
      assert.deepEqual(kind?.type, { kind: "string", values: ["Namespace"] });
      assert.deepEqual(shapeOf("aws:ec2/instance:Instance").inputs["instanceType"]?.type, { kind: "string" });
    });

    it("keep alternatives apart", () => {
      const { policy } = shapeOf("aws:iam/policy:Policy").inputs;
      const members = policy?.type.kind === "union" ? policy.type.members : [];
      assert.deepEqual(
        members.map(({ kind }) => kind),
        ["string", "object"],
      );
    });

    it("know which changes replace, from the comments", () => {
      assert.equal(shapeOf("random:index/randomString:RandomString").inputs["keepers"]?.replaces, true);
      assert.equal(shapeOf("gcp:bigquery/dataset:Dataset").inputs["location"]?.replaces, true);
      assert.equal(shapeOf("aws:ec2/vpc:Vpc").inputs["tags"]?.replaces, false);
    });

    it("fill in nothing that kubernetes only echoes", () => {
      const { outputs } = shapeOf("kubernetes:core/v1:Service");
      assert.equal(outputs["spec"]?.optional, true);
      assert.equal(propertiesOf(outputs["metadata"]?.type)["labels"]?.optional, true);
      assert.equal(outputs["status"]?.optional, false);
      assert.equal(propertiesOf(outputs["status"]?.type)["loadBalancer"]?.optional, false);
    });

    it("are not there for what no SDK declares", () => {
      const shapes = new Shapes({ roots: [repository], cacheDir: mkdtempSync(join(tmpdir(), "honua-shapes-")) });
      assert.equal(shapes.shapeOf("kubernetes:cert-manager.io/v1:Certificate"), undefined);
      assert.equal(shapes.shapeOf("nosuch:index:Thing"), undefined);
    });
  });

  describe("of a program's own SDK", () => {
    let folder: string;
    const shapesIn = (...roots: string[]) =>
      new Shapes({ roots: roots.map((root) => join(folder, root)), cacheDir: join(folder, "cache") });
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "honua-shapes-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    /** An SDK with one type. */
    function install(root: string, version: string, file: string, token: string, output: string): void {
      const sdk = join(folder, root, "node_modules/@pulumi/toy");
      const [, , name] = token.split(":");
      const declaration = `import * as pulumi from "@pulumi/pulumi";
export declare class ${name} extends pulumi.CustomResource {
    readonly ${output}: pulumi.Output<string>;
    constructor(name: string, args?: ${name}Args, opts?: pulumi.CustomResourceOptions);
}
export interface ${name}Args {
}
`;
      mkdirSync(dirname(join(sdk, file)), { recursive: true });
      writeFileSync(join(sdk, "package.json"), JSON.stringify({ name: "@pulumi/toy", version }));
      writeFileSync(join(sdk, `${file}.js`), `${name}.__pulumiType = '${token}';`);
      writeFileSync(join(sdk, `${file}.d.ts`), declaration);
    }

    it("go before ours, version by version", () => {
      install("program", "2.0.0", "box", "toy:index:Box", "theirs");
      install("ours", "1.0.0", "box", "toy:index:Box", "ours");
      const outputsOf = (...roots: string[]) => Object.keys(shapesIn(...roots).shapeOf("toy:index:Box")?.outputs ?? {});
      assert.deepEqual(outputsOf("program", "ours"), ["theirs"]);
      assert.deepEqual(outputsOf("elsewhere", "ours"), ["ours"]);
    });

    it("are found in whatever file registers the type", () => {
      install("program", "1.0.0", "deep/strange_name", "toy:deep/box:Box", "size");
      assert.deepEqual(kindsOf(shapesIn("program").shapeOf("toy:deep/box:Box")!.outputs), { size: "string" });
      assert.equal(shapesIn("program").shapeOf("toy:deep/lid:Lid"), undefined);
    });
  });

  describe("on disk", () => {
    const TOKENS = sampleOf("random");
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "honua-shapes-"))));
    afterEach(() => rmSync(folder, { recursive: true }));
    const read = (cacheDir = folder) => {
      const shapes = new Shapes({ roots: [repository], cacheDir });
      return TOKENS.map((token) => shapes.shapeOf(token));
    };
    const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

    it("survive damage", () => {
      const whole = read();
      const damages = ["", "{", "null", "[]", JSON.stringify({ name: "another", value: {} })];
      for (const [index, file] of files().entries()) {
        writeFileSync(join(file.parentPath, file.name), damages[index % damages.length]!);
      }
      assert.deepEqual(read(), whole);
      for (const file of files()) JSON.parse(readFileSync(join(file.parentPath, file.name), "utf8"));
    });

    it("are not needed: a folder that cannot be written to costs time only", () => {
      const file = join(folder, "file");
      writeFileSync(file, "");
      chmodSync(file, 0o400);
      assert.equal(read(file).length, TOKENS.length);
    });

    /** A program of its own that reads the shapes and says whether it had to load TypeScript. */
    const program = `
      import { createRequire } from "node:module";
      import { Shapes } from ${JSON.stringify(join(repository, "emulator/shapes/index.ts"))};
      const shapes = new Shapes({ roots: [${JSON.stringify(repository)}], cacheDir: process.argv[1] });
      const found = ${JSON.stringify(TOKENS)}.filter((token) => shapes.shapeOf(token)).length;
      const loaded = Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("/typescript/"));
      console.log(JSON.stringify({ found, loaded }));
    `;
    const run = async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, folder]);
      return JSON.parse(stdout) as unknown;
    };

    it("do without TypeScript the second time", async () => {
      assert.deepEqual(await run(), { found: TOKENS.length, loaded: true });
      assert.deepEqual(await run(), { found: TOKENS.length, loaded: false });
    });

    it("are written by several programs at once", async () => {
      const results = await Promise.all([run(), run(), run()]);
      for (const result of results) assert.deepEqual(result, { found: TOKENS.length, loaded: true });
      assert.equal(files().length, TOKENS.length, "no drafts are left");
      assert.deepEqual(await run(), { found: TOKENS.length, loaded: false });
    });
  });
});
