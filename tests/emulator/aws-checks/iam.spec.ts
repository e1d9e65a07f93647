import type { Values } from "../../../emulator/model.ts";
import { iam } from "../../../emulator/aws/checks/iam.ts";
import { describeChecks, policy, allow, trust } from "./samples.ts";

const GITHUB = "token.actions.githubusercontent.com";
const gitHub = (Condition: Values | undefined) =>
  policy({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition,
  });

describeChecks("iam", iam, [
  {
    type: "iam:Role",
    right: {
      name: "node",
      path: "/team/",
      description: "Nodes",
      maxSessionDuration: 3600,
      assumeRolePolicy: trust,
      inlinePolicies: [{ name: "p", policy: policy(allow()) }],
    },
    wrong: [
      [{ name: "x".repeat(65) }, "name"],
      [{ name: "a b" }, "name"],
      [{ path: "team" }, "path"],
      [{ description: "x".repeat(1001) }, "description"],
      [{ maxSessionDuration: 60 }, "maxSessionDuration"],
      [{ assumeRolePolicy: policy(allow()) }, "assumeRolePolicy"],
      [{ assumeRolePolicy: { Version: "2012-10-17", Statement: [] } }, "assumeRolePolicy"],
      [{ inlinePolicies: [{ name: "p", policy: trust }] }, "inlinePolicies[].policy"],
    ],
  },
  { type: "iam:User", right: { name: "ci" }, wrong: [[{ name: "" + "x".repeat(65) }, "name"]] },
  {
    type: "iam:Policy",
    right: { name: "read", policy: policy(allow()) },
    wrong: [
      [{ name: "x".repeat(129) }, "name"],
      [{ policy: "not json" }, "policy"],
      [{ policy: policy(allow({ Effect: "allow" })) }, "policy"],
      [{ policy: policy(allow({ Action: undefined })) }, "policy"],
      [{ policy: policy(allow({ Action: "GetObject" })) }, "policy"],
      [{ policy: policy(allow({ Resources: "*" })) }, "policy"],
      [{ policy: policy(allow({ Sid: "A" }), allow({ Sid: "A" })) }, "policy"],
      [{ policy: policy(allow({ Resource: "x".repeat(6144) })) }, "policy"],
      [{ policy: JSON.stringify({ Version: "2020-01-01", Statement: [allow()] }) }, "policy"],
    ],
  },
  {
    type: "iam:RolePolicy",
    right: { name: "p", policy: policy(allow()) },
    wrong: [
      [{ name: "p p" }, "name"],
      [{ policy: trust }, "policy"],
    ],
  },
  { type: "iam:UserPolicy", right: { policy: policy(allow()) }, wrong: [[{ policy: trust }, "policy"]] },
  { type: "iam:GroupPolicy", right: { policy: policy(allow()) }, wrong: [[{ policy: trust }, "policy"]] },
  {
    type: "iam:RolePolicyAttachment",
    right: { role: "other", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    wrong: [
      [{ role: "full" }, "role"],
      [{ policyArn: "ReadOnlyAccess" }, "policyArn"],
    ],
    live: Array.from({ length: 10 }, (_, index) => ({
      type: "iam:RolePolicyAttachment",
      id: `full/${index}`,
      inputs: { role: "full" },
    })),
  },
  {
    type: "iam:OpenIdConnectProvider",
    right: {
      url: "https://token.actions.githubusercontent.com",
      thumbprintLists: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
    },
    wrong: [
      [{ url: "token.actions.githubusercontent.com" }, "url"],
      [{ thumbprintLists: ["abc"] }, "thumbprintLists[]"],
    ],
  },
  {
    type: "iam:AccessKey",
    right: { user: "one" },
    wrong: [[{ user: "two" }, "user"]],
    live: [
      { type: "iam:AccessKey", id: "AKIA1", inputs: { user: "one" } },
      { type: "iam:AccessKey", id: "AKIA2", inputs: { user: "two" } },
      { type: "iam:AccessKey", id: "AKIA3", inputs: { user: "two" } },
    ],
  },
  {
    type: "iam:Role",
    right: { assumeRolePolicy: gitHub({ StringLike: { [`${GITHUB}:sub`]: "repo:honua/honua:environment:dev" } }) },
    wrong: [
      [{ assumeRolePolicy: gitHub(undefined) }, "assumeRolePolicy"],
      [{ assumeRolePolicy: gitHub({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }) }, "assumeRolePolicy"],
    ],
  },
]);
