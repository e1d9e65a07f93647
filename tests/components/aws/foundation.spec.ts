import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { AwsFoundation } from "../../../components/aws/foundation.ts";
import { deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { statementsOf } from "./statements.ts";

const policy = "aws:iam/policy:Policy";
const role = "aws:iam/role:Role";

const foundation = () => deployed(() => new AwsFoundation("foundation", { environment: "dev", logRetentionDays: 7 }));

const guard = async (type: string) => (await foundation()).one(type, "foundation").inputs;

const bounded = () =>
  deployed(() => {
    const result = new AwsFoundation("foundation", { environment: "production", logRetentionDays: 30 });
    const opts = { transformations: [result.transformation] };
    new aws.iam.Role("bounded", { assumeRolePolicy: "{}" }, opts);
    new aws.iam.Role("own", { assumeRolePolicy: "{}", permissionsBoundary: "its-own" }, opts);
    new aws.sns.Topic("topic", {}, opts);
    return result;
  });

const boundary = "arn:aws:iam::123456789012:policy/honua-production-boundary";

describe("AwsFoundation", () => {
  it("is the account", async () => {
    assert.equal(await valueOf((await foundation()).result.scope), "123456789012");
  });

  it("keeps buckets, snapshots and images from becoming public", async () => {
    assert.deepEqual(await guard("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"), {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const snapshots = await guard("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess");
    assert.equal(snapshots["state"], "block-all-sharing");
    const images = await guard("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess");
    assert.equal(images["state"], "block-new-sharing");
  });

  it("encrypts every volume", async () => {
    assert.equal((await guard("aws:ebs/encryptionByDefault:EncryptionByDefault"))["enabled"], true);
  });

  it("gives metadata to machines that ask with a token, and not to their containers", async () => {
    assert.deepEqual(await guard("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"), {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("watches for what others can get at", async () => {
    assert.equal((await guard("aws:accessanalyzer/analyzer:Analyzer"))["type"], "ACCOUNT");
  });

  it("comes before whatever takes its scope", async () => {
    const { result } = await foundation();
    const guards = (await neededFor(result.scope)).filter((name) => name.startsWith("foundation"));
    assert.equal(guards.length, 8);
  });

  it("bounds every role that is made after it and has no boundary of its own", async () => {
    const { one } = await bounded();
    assert.equal(one(role, "bounded").inputs["permissionsBoundary"], boundary);
    assert.equal(one(role, "own").inputs["permissionsBoundary"], "its-own");
    assert.ok(!("permissionsBoundary" in one("aws:sns/topic:Topic", "topic").inputs));
  });

  it("lets no role make or change identities, but for customers within their own boundary", async () => {
    const { one } = await bounded();
    const resource = one(policy, "foundation-boundary");
    assert.equal(resource.inputs["name"], "honua-production-boundary");
    const { AllButIdentities, LookAtIdentities, ServiceLinkedRoles, PassOwnRoles, ...customers } =
      statementsOf(resource);
    assert.ok(AllButIdentities?.NotAction?.includes("iam:*"));
    assert.ok([LookAtIdentities?.Action].flat().every((action) => /^iam:(Get|List|Generate)/.test(action ?? "")));
    assert.equal(ServiceLinkedRoles?.Resource, "arn:aws:iam::123456789012:role/aws-service-role/*");
    assert.equal(PassOwnRoles?.Action, "iam:PassRole");
    for (const { Resource } of Object.values(customers)) {
      assert.equal(Resource, "arn:aws:iam::123456789012:user/honua-customer-*");
    }
    assert.deepEqual(customers["GiveCustomersRights"]?.Condition?.["StringEquals"], {
      "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/honua-production-customer-boundary",
    });
  });

  it("lets customers have images of customers, and nothing more", async () => {
    const { one } = await bounded();
    const resource = one(policy, "foundation-customer-boundary");
    assert.equal(resource.inputs["name"], "honua-production-customer-boundary");
    const { LogIn, PullAndPush, ...others } = statementsOf(resource);
    assert.deepEqual(others, {});
    assert.equal(LogIn?.Action, "ecr:GetAuthorizationToken");
    assert.equal(PullAndPush?.Resource, "arn:aws:ecr:*:123456789012:repository/honua/customers/*");
    assert.ok([PullAndPush.Action].flat().every((action) => action.startsWith("ecr:")));
  });
});
