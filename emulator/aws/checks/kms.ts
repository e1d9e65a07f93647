/** What KMS refuses, and what services that encrypt logs refuse of keys. */
import type { Candidate, Check, CloudResource, Cloud } from "../../model.ts";
import { ACCOUNT, partitionOf, regionOf } from "../account.ts";
import { allows, documentText, flawOf, RESOURCE_POLICY } from "../policy.ts";
import { tokens } from "../tokens.ts";
import { between, matching, rule, shorterThan, textOf, type Finding, late } from "./rules.ts";

const API = "https://docs.aws.amazon.com/kms/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide/";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";

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

/** The key that an ARN names, where the emulated cloud has it. */
const keyOf = (cloud: Cloud, arn: string): CloudResource | undefined =>
  tokens(...KEYS.split(" "))
    .flatMap((type) => cloud.ofType(type))
    .find(({ outputs }) => outputs["arn"] === arn);

/** A log group's key must let the logs service of its region use it. */
function keyServesLogs(candidate: Candidate, cloud: Cloud): Finding {
  const arn = textOf(candidate, "kmsKeyId");
  if (arn === undefined) return undefined;
  if (!arn.startsWith("arn:")) return { property: "kmsKeyId", reason: `"${arn}" is not an ARN: pass the key's arn` };
  const policy = documentText(keyOf(cloud, arn)?.outputs["policy"]);
  const region = regionOf(candidate.inputs, cloud);
  const services = [`logs.${region}.amazonaws.com`, "logs.amazonaws.com"];
  if (policy === undefined || allows(policy, services, "kms:Encrypt")) return undefined;
  return {
    property: "kmsKeyId",
    reason: `the key's policy does not let ${services[0]} encrypt (kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*)`,
  };
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
  late(rule("cloudwatch:LogGroup", LOGS, keyServesLogs)),
];
