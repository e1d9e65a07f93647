/** What IAM refuses: names, sizes, trust policies and permissions. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { documentText, IDENTITY_POLICY, statementsOf, TRUST_POLICY } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { between, matching, rule, shorterThan, siblings, type Finding, late } from "./rules.ts";

const API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

const CHARACTERS = "letters, digits and +=,.@_-";
const name = (types: string, max: number, call: string): Check =>
  matching(types, "name", new RegExp(`^[\\w+=,.@-]{1,${max}}$`), `1 to ${max} ${CHARACTERS}`, `${API}${call}.html`);

// The default quota; it can be raised to 25.
const ATTACHMENTS = 10;

function attachmentsFit(candidate: Candidate, cloud: Cloud): Finding {
  const others = siblings(candidate, cloud, "iam:RolePolicyAttachment", "role");
  return others.length < ATTACHMENTS
    ? undefined
    : {
        property: "role",
        reason: `${String(candidate.inputs["role"])} has ${others.length} policies attached; ${ATTACHMENTS} are allowed`,
      };
}

/** Each user has two keys at most: the stale one has to go before a new one comes. */
const KEYS = 2;

function keysFit(candidate: Candidate, cloud: Cloud): Finding {
  const others = siblings(candidate, cloud, "iam:AccessKey", "user");
  return others.length < KEYS || candidate.old
    ? undefined
    : {
        property: "user",
        reason: `${String(candidate.inputs["user"])} has ${others.length} access keys; ${KEYS} are allowed: delete one first`,
      };
}

const GITHUB = "token.actions.githubusercontent.com";

/** GitHub is everyone's: a role that asks for no more than its token is open to all of it. */
function gitHubIsNarrowed({ inputs }: Candidate): Finding {
  const open = statementsOf(documentText(inputs["assumeRolePolicy"]) ?? "").find(
    ({ Effect, Principal, Condition }) =>
      Effect === "Allow" &&
      JSON.stringify(Principal ?? "").includes(`oidc-provider/${GITHUB}`) &&
      !new RegExp(`"${GITHUB}:(?!aud")`, "i").test(JSON.stringify(Condition ?? "")),
  );
  return (
    open && {
      property: "assumeRolePolicy",
      reason: `lets every repository of GitHub in: ask for ${GITHUB}:sub in a Condition`,
    }
  );
}

export const iam: readonly Check[] = [
  name("iam:Role", 64, "CreateRole"),
  name("iam:User", 64, "CreateUser"),
  name("iam:Group iam:Policy iam:InstanceProfile", 128, "CreatePolicy"),
  name("iam:RolePolicy iam:UserPolicy iam:GroupPolicy", 128, "PutRolePolicy"),
  matching(
    "iam:Role iam:User iam:Group iam:Policy iam:InstanceProfile",
    "path",
    /^\/$|^\/[!-~]{1,510}\/$/,
    "a path starts and ends with /",
    `${API}CreateRole.html`,
  ),
  shorterThan("iam:Role iam:Policy", "description", 1000, `${API}CreateRole.html`),
  between("iam:Role", "maxSessionDuration", 3600, 43200, `${API}CreateRole.html`),
  // The default quotas: that of trust policies can be doubled.
  policyAt("iam:Role", "assumeRolePolicy", TRUST_POLICY, 2048, QUOTAS),
  policyAt("iam:Role", "inlinePolicies[].policy", IDENTITY_POLICY, 10240, QUOTAS),
  policyAt("iam:Policy", "policy", IDENTITY_POLICY, 6144, QUOTAS),
  policyAt("iam:RolePolicy", "policy", IDENTITY_POLICY, 10240, QUOTAS),
  policyAt("iam:UserPolicy", "policy", IDENTITY_POLICY, 2048, QUOTAS),
  policyAt("iam:GroupPolicy", "policy", IDENTITY_POLICY, 5120, QUOTAS),
  late(rule("iam:RolePolicyAttachment", QUOTAS, attachmentsFit)),
  matching(
    "iam:OpenIdConnectProvider",
    "url",
    /^https:\/\/[^?#]{1,247}$/,
    "an https:// address without query",
    `${API}CreateOpenIDConnectProvider.html`,
  ),
  matching(
    "iam:OpenIdConnectProvider",
    "thumbprintLists[]",
    /^[0-9a-fA-F]{40}$/,
    "40 hexadecimal digits",
    `${API}CreateOpenIDConnectProvider.html`,
  ),
  matching(
    "iam:RolePolicyAttachment iam:UserPolicyAttachment iam:GroupPolicyAttachment",
    "policyArn",
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\//,
    "the ARN of a policy is wanted",
    `${API}AttachRolePolicy.html`,
  ),
  late(rule("iam:AccessKey", QUOTAS, keysFit)),
  rule(
    "iam:Role",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html (GitHub)",
    gitHubIsNarrowed,
  ),
];
