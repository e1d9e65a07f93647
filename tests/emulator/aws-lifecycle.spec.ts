import assert from "node:assert/strict";
import { ACCOUNT } from "../../emulator/aws/account.ts";
import { aws } from "../../emulator/aws/index.ts";
import { diffInputs } from "../../emulator/diff.ts";
import type { Values } from "../../emulator/model.ts";
import { token } from "../../emulator/aws/tokens.ts";
import type { RawValues } from "../../emulator/wire.ts";
import { lifecycleOf } from "./support.ts";

const ARN = "arn:aws:";
const ROLE = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
};

const DATABASE = {
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "honua",
  password: "not-a-secret",
};
const OPEN = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: "*" },
  ],
});

describe("emulated AWS: a resource's life", () => {
  let cloud: ReturnType<typeof lifecycleOf>;
  beforeEach(() => (cloud = lifecycleOf(aws, { region: "eu-central-1" })));
  afterEach(() => cloud.end());

  it("has its policies as text, and the descriptions that the provider makes up", () => {
    const role = cloud.create(token("iam:Role"), "a", { assumeRolePolicy: ROLE });
    assert.match(String(role.inputs["assumeRolePolicy"]), /^{"Statement":\[{"Action":"sts:AssumeRole"/);
    const group = cloud.create(token("ec2:SecurityGroup"), "a", {});
    assert.equal(group.inputs["description"], "Managed by Pulumi");
  });

  it("gets no name made up where that would be too long", () => {
    const named = (name: string) => cloud.create(token("iam:Role"), name, { assumeRolePolicy: JSON.stringify(ROLE) });
    assert.match(named("r".repeat(56)).id, /^r{56}-[0-9a-f]{7}$/);
    assert.throws(() => named("r".repeat(57)), /name: the logical name is 57 characters long/);
  });

  it("goes before its replacement where both would be the same thing", () => {
    const role = cloud.create(token("iam:Role"), "a", { assumeRolePolicy: JSON.stringify(ROLE) });
    const policyArn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy";
    const attached = cloud.create(token("iam:RolePolicyAttachment"), "a", { role: role.id, policyArn });
    const change = { policyArn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy" };
    assert.deepEqual(cloud.replaces(attached, change), ["policyArn"]);
    assert.equal(cloud.goesFirst(attached, change), true);
  });

  it("is replaced for what the provider says, and for nothing else", () => {
    const replaces = (type: string, inputs: Values, change: Values) =>
      diffInputs(token(type), undefined, aws, inputs, { ...inputs, ...change }, []).replaces;
    const key = (keyArn: string) => ({ resources: ["secrets"], provider: { keyArn } });
    const cluster = {
      name: "c",
      encryptionConfig: key("a"),
      kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/16" },
    };
    assert.deepEqual(replaces("eks:Cluster", cluster, { encryptionConfig: key("b") }), []);
    assert.deepEqual(replaces("eks:Cluster", cluster, { encryptionConfig: null }), ["encryptionConfig"]);
    assert.deepEqual(replaces("eks:Cluster", { name: "c" }, { encryptionConfig: key("a") }), []);
    const range = { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.1.0.0/16" } };
    assert.deepEqual(replaces("eks:Cluster", cluster, range), ["kubernetesNetworkConfig"]);
    const nodes = { launchTemplate: { id: "lt-1", version: "1" } };
    assert.deepEqual(replaces("eks:NodeGroup", nodes, { launchTemplate: { id: "lt-1", version: "2" } }), []);
    assert.deepEqual(replaces("eks:NodeGroup", nodes, { launchTemplate: { id: "lt-2", version: "1" } }), [
      "launchTemplate",
    ]);
  });

  it("is the account's in all regions where the service is global", () => {
    const role = (name: string, region?: string) =>
      cloud.create(token("iam:Role"), name, {
        name: "ci",
        assumeRolePolicy: JSON.stringify(ROLE),
        ...(region && { region }),
      });
    role("a");
    assert.throws(() => role("b", "eu-west-1"), /already exists/);
    const provider = (name: string, region?: string) =>
      cloud.create(token("iam:OpenIdConnectProvider"), name, {
        url: "https://token.actions.githubusercontent.com",
        clientIdLists: ["sts.amazonaws.com"],
        ...(region && { region }),
      });
    provider("a");
    assert.throws(() => provider("b", "eu-west-1"), /already exists/);
    const alarms = (name: string, region: string) => cloud.create(token("sns:Topic"), name, { name: "alarms", region });
    alarms("a", "eu-central-1");
    alarms("b", "eu-west-1");
    assert.throws(() => alarms("c", "eu-west-1"), /already exists/);
  });

  it("leaves a last snapshot, unless that is waived", () => {
    const database = (name: string, inputs: object) =>
      cloud.create(token("rds:Instance"), name, { identifier: name, instanceClass: "db.t4g.micro", ...inputs });
    assert.throws(() => cloud.remove(database("a", DATABASE)), /finalSnapshotIdentifier is required/);
    cloud.remove(database("b", { ...DATABASE, skipFinalSnapshot: true }));
    const primary = database("c", { ...DATABASE, backupRetentionPeriod: 1, finalSnapshotIdentifier: "last" });
    const replica = { replicateSourceDb: "c" };
    const careful = database("d", { ...replica, finalSnapshotIdentifier: "replica" });
    assert.throws(() => cloud.remove(careful), /a replica takes no finalSnapshotIdentifier/);
    cloud.remove(database("e", { ...replica, skipFinalSnapshot: true }));
    cloud.remove(primary);
    assert.throws(
      () => cloud.remove(database("f", { ...DATABASE, finalSnapshotIdentifier: "last" })),
      /a snapshot already/,
    );
  });

  it("holds the name of a secret that can still be recovered, in its region", () => {
    const secret = (inputs: object) => cloud.create(token("secretsmanager:Secret"), "a", { name: "db", ...inputs });
    cloud.remove(secret({ recoveryWindowInDays: 0 }));
    cloud.remove(secret({ region: "eu-west-1" }));
    cloud.remove(secret({}));
    assert.throws(() => secret({}), /"db \(eu-central-1\)" has a deleted secret that still holds the name/);
  });

  it("does not go with the logs that are in it", () => {
    const bucket = (name: string, forceDestroy: boolean) =>
      cloud.create(token("s3:Bucket"), name, { bucket: name, forceDestroy });
    const [kept, open] = [bucket("kept-logs", false), bucket("open-logs", true)];
    for (const { id } of [kept, open]) {
      cloud.create(token("s3:BucketPolicy"), id, {
        bucket: id,
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action: "s3:GetBucketAcl",
              Resource: `arn:aws:s3:::${id}`,
            },
            {
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action: "s3:PutObject",
              Resource: `arn:aws:s3:::${id}/*`,
            },
          ],
        },
      });
      cloud.remove(cloud.create(token("cloudtrail:Trail"), id, { s3BucketName: id }));
    }
    cloud.remove(open);
    assert.throws(() => cloud.remove(kept), /"kept-logs" has objects in it: set forceDestroy/);
  });

  const DANGLING: [type: string, inputs: RawValues, path: string][] = [
    [
      "secretsmanager:SecretRotation",
      {
        secretId: `${ARN}secretsmanager:eu-central-1:${ACCOUNT}:secret:a-AAAAAA`,
        rotationRules: { automaticallyAfterDays: 30 },
      },
      "secretId",
    ],
    ["secretsmanager:SecretPolicy", { secretArn: "gone", policy: OPEN }, "secretArn"],
    [
      "rds:Instance",
      { ...DATABASE, identifier: "a", monitoringInterval: 60, monitoringRoleArn: `${ARN}iam::${ACCOUNT}:role/gone` },
      "monitoringRoleArn",
    ],
    [
      "rds:InstanceAutomatedBackupsReplication",
      { sourceDbInstanceArn: `${ARN}rds:eu-west-1:${ACCOUNT}:db:gone` },
      "sourceDbInstanceArn",
    ],
    ["backup:VaultPolicy", { backupVaultName: "gone" }, "backupVaultName"],
    ["sns:TopicPolicy", { arn: `${ARN}sns:eu-central-1:${ACCOUNT}:gone` }, "arn"],
    [
      "guardduty:DetectorFeature",
      { detectorId: "0".repeat(32), name: "EKS_AUDIT_LOGS", status: "ENABLED" },
      "detectorId",
    ],
    ["cloudwatch:LogMetricFilter", { logGroupName: "gone", pattern: "", name: "a" }, "logGroupName"],
    ["cloudwatch:EventTarget", { rule: "gone", arn: `${ARN}sns:eu-central-1:${ACCOUNT}:alarms` }, "rule"],
    ["lambda:EventSourceMapping", { functionName: "gone" }, "functionName"],
    ["s3:BucketNotification", { bucket: "gone" }, "bucket"],
    [
      "wafv2:WebAclLoggingConfiguration",
      { resourceArn: `${ARN}wafv2:eu-central-1:${ACCOUNT}:regional/webacl/gone/0` },
      "resourceArn",
    ],
  ];
  for (const [type, inputs, path] of DANGLING)
    it(`does not come where ${path} of ${type} names nothing`, () => {
      assert.throws(() => cloud.create(token(type), "a", inputs), new RegExp(`${path} is .*no such`));
    });

  it("may name what services, other accounts and AWS itself have made", () => {
    cloud.create(token("cloudwatch:LogMetricFilter"), "a", {
      logGroupName: "/aws/eks/a/cluster",
      pattern: "",
      name: "a",
    });
    cloud.create(token("sns:TopicPolicy"), "a", { arn: "arn:aws:sns:eu-central-1:999999999999:alarms", policy: OPEN });
    cloud.create(token("backup:VaultNotifications"), "a", {
      backupVaultName: "Default",
      snsTopicArn: "arn:aws:sns:eu-central-1:999999999999:alarms",
      backupVaultEvents: ["COPY_JOB_FAILED"],
    });
    cloud.create(token("lambda:Alias"), "a", { functionName: "f:1", functionVersion: "1" });
  });
});
