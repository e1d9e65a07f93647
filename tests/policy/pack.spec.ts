/** The pack as the engine runs it: a process started by the SDK's own runner, asked over gRPC. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import analyzerService from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeResponse, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import project from "../../package.json" with { type: "json" };
import { rules, UNKNOWN } from "./support.ts";

const pack = join(import.meta.dirname, "../../policy");
const { ADVISORY, MANDATORY, DISABLED } = analyzer.EnforcementLevel;

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const tags = {
  ...{ Project: "honua", Environment: "dev", Owner: "platform", CostCenter: "engineering", ManagedBy: "pulumi" },
  ...{ DataClassification: "internal", Compliance: "soc2-iso27001" },
};

describe("the policy pack", () => {
  let child: ChildProcess;
  let client: InstanceType<typeof analyzerService.AnalyzerClient>;

  before(async () => {
    const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
    const env = { ...process.env, PULUMI_NODEJS_STACK: "dev", PULUMI_CONFIG: '{"honua:environment":"dev"}' };
    child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
      cwd: pack,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise((resolve) => child.stdout?.once("data", (line) => resolve(String(line).trim())));
    client = new analyzerService.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });

  after(() => {
    client.close();
    child.kill();
  });

  async function analyze(type: string, inputs: Record<string, unknown>) {
    const request = new analyzer.AnalyzeRequest();
    request.setType(type);
    request.setUrn(`urn:pulumi:dev::honua::${type}::it`);
    request.setName("it");
    request.setProperties(struct.Struct.fromJavaScript(inputs as Record<string, string>));
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    const response = (await promisify(client.analyze.bind(client) as never)(request)) as AnalyzeResponse;
    return response
      .getDiagnosticsList()
      .map((one) => [one.getPolicyname(), one.getEnforcementlevel(), one.getMessage()]);
  }

  it("serves every rule, with what the SDK has fields for", async () => {
    const info = (await promisify(client.getAnalyzerInfo.bind(client) as never)(new empty.Empty())) as AnalyzerInfo;
    const policies = new Map(info.getPoliciesList().map((policy) => [policy.getName(), policy.toObject()]));
    assert.deepEqual(
      [...policies.keys()],
      rules.map(({ name }) => name),
    );
    assert.equal(info.getVersion(), project.version, "policy/package.json has the version of the project");
    assert.deepEqual(policies.get("aws-kms-key-enables-rotation"), {
      ...policies.get("aws-kms-key-enables-rotation"),
      description: "Symmetric KMS keys rotate every year.",
      enforcementlevel: MANDATORY,
      severity: analyzer.PolicySeverity.POLICY_SEVERITY_MEDIUM,
      tagsList: ["encryption-at-rest"],
      remediationSteps: 'Write enableKeyRotation: true, where customerMasterKeySpec: "SYMMETRIC_DEFAULT", or nothing',
      url: "https://www.pulumi.com/registry/packages/aws/api-docs/kms/key/",
    });
    assert.equal(policies.get("compute-runs-on-arm")?.enforcementlevel, ADVISORY);
  });

  it("lets right inputs pass, known or not", async () => {
    assert.deepEqual(await analyze("aws:cloudwatch/logGroup:LogGroup", { kmsKeyId: UNKNOWN, tags }), []);
    assert.deepEqual(await analyze("honua:aws:Network", {}), []);
  });

  it("says what is wrong and what to write", async () => {
    assert.deepEqual(await analyze("aws:cloudwatch/logGroup:LogGroup", { tags }), [
      [
        "aws-cloudwatch-loggroup-uses-own-key",
        MANDATORY,
        "Log groups are encrypted with a KMS key of ours.\nkmsKeyId is not set. Write kmsKeyId: the ARN of a KMS key of yours",
      ],
    ]);
  });

  it("enforces at the level of the stack's environment, unless configured for one run", async () => {
    const inputs = { instanceTypes: ["m7i.large"], tags };
    assert.deepEqual(
      (await analyze(nodeGroup, inputs)).map(([name, level]) => [name, level]),
      [["compute-runs-on-arm", ADVISORY]],
    );

    const request = new analyzer.ConfigureAnalyzerRequest();
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(DISABLED);
    config.setProperties(new struct.Struct());
    request.getPolicyconfigMap().set("compute-runs-on-arm", config);
    await promisify(client.configure.bind(client) as never)(request);
    assert.deepEqual(await analyze(nodeGroup, inputs), []);
  });
});
