import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { AwsFoundation } from "../../../components/aws/foundation.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { statementsOf } from "./statements.ts";

const policy = "aws:iam/policy:Policy";
const role = "aws:iam/role:Role";
const boundary = "arn:aws:iam::123456789012:policy/honua-production-boundary";

const foundation = () =>
  deployed(() => {
    const result = new AwsFoundation("foundation", { environment: "production", logRetentionDays: 30 });
    const opts = { transformations: [result.transformation] };
    new aws.iam.Role("bounded", { assumeRolePolicy: "{}" }, opts);
    new aws.iam.Role("own", { assumeRolePolicy: "{}", permissionsBoundary: "its-own" }, opts);
    new aws.sns.Topic("topic", {}, opts);
    return result;
  });

describe("AwsFoundation", () => {
  it("keeps everything in the account", async () => {
    assert.equal(await valueOf((await foundation()).result.scope), "123456789012");
  });

  it("bounds every role that is made after it and has no boundary of its own", async () => {
    const { one } = await foundation();
    assert.equal(one(role, "bounded").inputs["permissionsBoundary"], boundary);
    assert.equal(one(role, "own").inputs["permissionsBoundary"], "its-own");
    assert.ok(!("permissionsBoundary" in one("aws:sns/topic:Topic", "topic").inputs));
  });

  it("lets no role make or change identities, but for customers within their own boundary", async () => {
    const { one } = await foundation();
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
    const { one } = await foundation();
    const resource = one(policy, "foundation-customer-boundary");
    assert.equal(resource.inputs["name"], "honua-production-customer-boundary");
    const { LogIn, PullAndPush, ...others } = statementsOf(resource);
    assert.deepEqual(others, {});
    assert.equal(LogIn?.Action, "ecr:GetAuthorizationToken");
    assert.equal(PullAndPush?.Resource, "arn:aws:ecr:*:123456789012:repository/honua/customers/*");
    assert.ok([PullAndPush.Action].flat().every((action) => action.startsWith("ecr:")));
  });
});
