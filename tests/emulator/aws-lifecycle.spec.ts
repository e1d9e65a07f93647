import assert from "node:assert/strict";
import { aws } from "../../emulator/aws/index.ts";
import { token } from "../../emulator/aws/tokens.ts";
import { lifecycleOf } from "./support.ts";

const ROLE = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
};

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
    const fresh = { engine: "postgres", allocatedStorage: 20, username: "honua", password: "not-a-secret" };
    assert.throws(() => cloud.remove(database("a", fresh)), /finalSnapshotIdentifier is required/);
    cloud.remove(database("b", { ...fresh, skipFinalSnapshot: true }));
    const primary = database("c", { ...fresh, backupRetentionPeriod: 1, finalSnapshotIdentifier: "last" });
    const replica = { replicateSourceDb: "c" };
    const careful = database("d", { ...replica, finalSnapshotIdentifier: "replica" });
    assert.throws(() => cloud.remove(careful), /a replica takes no finalSnapshotIdentifier/);
    cloud.remove(database("e", { ...replica, skipFinalSnapshot: true }));
    cloud.remove(primary);
    assert.throws(
      () => cloud.remove(database("f", { ...fresh, finalSnapshotIdentifier: "last" })),
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
});
