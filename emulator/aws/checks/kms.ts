/** What KMS refuses. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { ACCOUNT, partitionOf, regionOf } from "../account.ts";
import { allows, documentText, flawOf, RESOURCE_POLICY } from "../policy.ts";
import { between, matching, rule, shorterThan, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/kms/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide/";

const KEYS = "kms:Key kms:ReplicaKey kms:ExternalKey";

// https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit
const MAX_KEY_POLICY = 32768;

function policyIsValid({ inputs }: Candidate): Finding {
  const text = documentText(inputs["policy"]);
  const flaw = text === undefined ? undefined : flawOf(text, RESOURCE_POLICY, MAX_KEY_POLICY);
  return flaw ? { property: "policy", reason: flaw } : undefined;
}

/** Who can still change the policy: the account, or the caller, which the emulator takes to be an administrator. */
const administrators = (candidate: Candidate, cloud: Cloud): string[] => {
  const partition = partitionOf(regionOf(candidate.inputs, cloud));
  return [`arn:${partition}:iam::${ACCOUNT}:root`, ACCOUNT, `arn:${partition}:iam::${ACCOUNT}:user/emulated`];
};

function leavesAdministrator(candidate: Candidate, cloud: Cloud): Finding {
  const text = documentText(candidate.inputs["policy"]);
  if (text === undefined || candidate.inputs["bypassPolicyLockoutSafetyCheck"] === true) return undefined;
  if (allows(text, administrators(candidate, cloud), "kms:PutKeyPolicy")) return undefined;
  return {
    property: "policy",
    reason: `lets nobody change it again: allow kms:* to arn:…:iam::${ACCOUNT}:root, or set bypassPolicyLockoutSafetyCheck`,
  };
}

function rotationFits({ inputs }: Candidate): Finding {
  const isSymmetric = (inputs["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
  if (inputs["enableKeyRotation"] === true && !isSymmetric) {
    return { property: "enableKeyRotation", reason: "is for symmetric encryption keys only" };
  }
  const isOff = inputs["enableKeyRotation"] === false || inputs["enableKeyRotation"] === undefined;
  return typeof inputs["rotationPeriodInDays"] === "number" && isOff
    ? { property: "rotationPeriodInDays", reason: "needs enableKeyRotation" }
    : undefined;
}

export const kms: readonly Check[] = [
  matching(
    "kms:Alias",
    "name",
    /^alias\/[a-zA-Z0-9/_-]{1,250}$/,
    "alias/ and then up to 250 letters, digits, / _ -",
    `${API}CreateAlias.html`,
  ),
  matching("kms:Alias", "name", /^(?!alias\/aws\/)/, "alias/aws/ is kept for AWS's own keys", `${API}CreateAlias.html`),
  between(KEYS, "deletionWindowInDays", 7, 30, `${API}ScheduleKeyDeletion.html`),
  between("kms:Key", "rotationPeriodInDays", 90, 2560, `${API}EnableKeyRotation.html`),
  rule("kms:Key", `${GUIDE}rotate-keys.html`, rotationFits),
  shorterThan(KEYS, "description", 8192, `${API}CreateKey.html`),
  rule(KEYS, `${GUIDE}key-policies.html`, policyIsValid),
  rule(KEYS, `${GUIDE}key-policy-default.html#prevent-unmanageable-key`, leavesAdministrator),
];
