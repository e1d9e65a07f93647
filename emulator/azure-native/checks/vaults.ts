/** What Key Vault refuses. */
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { among, between, frozen, isAbsent, late, matching, rule, shorterThan, valued } from "./rules.ts";

const VAULTS = "https://learn.microsoft.com/azure/key-vault/";
const SDK = "@pulumi/azure-native keyvault.VaultPropertiesArgs";

const VAULT = "keyvault:Vault";
const KEY = "keyvault:Key";
const SECRET = "keyvault:Secret";

const PURGE = "properties.enablePurgeProtection";

const purgeProtectionIsTrue = ({ inputs }: Candidate): Finding =>
  textAt(inputs, PURGE) === "false"
    ? { property: PURGE, reason: "is true or left out: Azure does not take false, not even for a new vault" }
    : undefined;

const purgeProtectionStays = ({ inputs, old }: Candidate): Finding =>
  textAt(old?.inputs ?? {}, PURGE) === "true" && textAt(inputs, PURGE) !== "true"
    ? { property: PURGE, reason: "cannot be turned off once it is on" }
    : undefined;

const someoneHasAccess = ({ inputs }: Candidate): Finding => {
  const isOpen = ["enableRbacAuthorization", "accessPolicies", "createMode"].every(
    (key) => isAbsent(inputs, `properties.${key}`) || textAt(inputs, `properties.${key}`) === "false",
  );
  return isOpen && isRecord(inputs["properties"])
    ? { property: "properties.accessPolicies", reason: "must be given, if only as [], without enableRbacAuthorization" }
    : undefined;
};

const isElliptic = (inputs: Values) => /^EC/i.test(textAt(inputs, "properties.kty"));

const keyFits = ({ inputs }: Candidate): Finding => {
  if (isElliptic(inputs) && !isAbsent(inputs, "properties.keySize")) {
    return { property: "properties.keySize", reason: "is for RSA keys; an elliptic key has a curveName" };
  }
  const isRsa = /^RSA/i.test(textAt(inputs, "properties.kty"));
  return isRsa && !isAbsent(inputs, "properties.curveName")
    ? { property: "properties.curveName", reason: "is for elliptic keys; an RSA key has a keySize" }
    : undefined;
};

const TRIGGERS = ["timeAfterCreate", "timeBeforeExpiry"];

function rotationIsWhole({ inputs }: Candidate): Finding {
  const property = "properties.rotationPolicy.lifetimeActions";
  for (const action of valuesAt(inputs, `${property}[]`).filter(isRecord)) {
    const given = TRIGGERS.filter((key) => textAt(action, `trigger.${key}`) !== "");
    const isNotice = sameName(textAt(action, "action.type"), "notify");
    if (given.length > 1) return { property, reason: `has one trigger each, ${TRIGGERS.join(" or ")}` };
    if (isNotice && given[0] === "timeAfterCreate") return { property, reason: '"notify" goes by timeBeforeExpiry' };
    const expires = textAt(inputs, "properties.rotationPolicy.attributes.expiryTime") !== "";
    if (
      given[0] === "timeBeforeExpiry" &&
      !expires &&
      isAbsent(inputs, "properties.rotationPolicy.attributes.expiryTime")
    ) {
      return { property, reason: "timeBeforeExpiry needs attributes.expiryTime" };
    }
  }
  return undefined;
}

/** Keys of hardware are in premium vaults. */
const hardwareIsThere = (candidate: Candidate, cloud: Cloud): Finding => {
  const vault = resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/keys/")[0] ?? "");
  return /-HSM$/i.test(textAt(candidate.inputs, "properties.kty")) &&
    sameName(textAt(vault?.outputs ?? {}, "properties.sku.name"), "standard")
    ? { property: "properties.kty", reason: `"${textAt(candidate.inputs, "properties.kty")}" needs a premium vault` }
    : undefined;
};

const DURATION = /^P(\d+[YMWD])+$/;
const DURATION_ALLOWED = "a duration in days, weeks, months or years, as P90D or P1Y";
const ROTATION = "properties.rotationPolicy";

export const vaults: readonly Check[] = [
  rule(VAULT, "https://github.com/Azure/azure-rest-api-specs/issues/18106", purgeProtectionIsTrue),
  rule(VAULT, `${VAULTS}general/soft-delete-overview#purge-protection`, purgeProtectionStays),
  between(VAULT, "properties.softDeleteRetentionInDays", 7, 90, `${VAULTS}general/soft-delete-overview`),
  ...frozen(VAULT, ["properties.softDeleteRetentionInDays"], `${VAULTS}general/soft-delete-overview`),
  rule(VAULT, `${SDK}: accessPolicies`, someoneHasAccess),
  valued(VAULT, "properties.sku.family", "A", "@pulumi/azure-native keyvault.SkuFamily"),
  valued(VAULT, "properties.sku.name", "standard premium", "@pulumi/azure-native keyvault.SkuName"),
  matching(VAULT, "properties.tenantId", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "the GUID of a tenant", SDK),
  valued(VAULT, "properties.publicNetworkAccess", "enabled disabled", SDK),
  valued(
    VAULT,
    "properties.networkAcls.bypass",
    "AzureServices None",
    "@pulumi/azure-native keyvault.NetworkRuleBypassOptions",
  ),
  valued(
    VAULT,
    "properties.networkAcls.defaultAction",
    "Allow Deny",
    "@pulumi/azure-native keyvault.NetworkRuleAction",
  ),
  valued(KEY, "properties.kty", "EC EC-HSM RSA RSA-HSM", "@pulumi/azure-native keyvault.JsonWebKeyType"),
  among(KEY, "properties.keySize", [2048, 3072, 4096], `${VAULTS}keys/about-keys#key-types-and-protection-methods`),
  valued(KEY, "properties.curveName", "P-256 P-384 P-521 P-256K", "@pulumi/azure-native keyvault.JsonWebKeyCurveName"),
  valued(
    KEY,
    "properties.keyOps[]",
    "encrypt decrypt sign verify wrapKey unwrapKey import release",
    "@pulumi/azure-native keyvault.JsonWebKeyOperation",
  ),
  rule(KEY, `${VAULTS}keys/about-keys#key-types-and-protection-methods`, keyFits),
  late(rule(KEY, `${VAULTS}keys/about-keys#key-types-and-protection-methods`, hardwareIsThere)),
  matching(
    KEY,
    `${ROTATION}.attributes.expiryTime`,
    DURATION,
    DURATION_ALLOWED,
    "@pulumi/azure-native keyvault.KeyRotationPolicyAttributesArgs",
  ),
  ...TRIGGERS.map((key) =>
    matching(
      KEY,
      `${ROTATION}.lifetimeActions[].trigger.${key}`,
      DURATION,
      DURATION_ALLOWED,
      "@pulumi/azure-native keyvault.TriggerArgs",
    ),
  ),
  rule(KEY, `${VAULTS}keys/how-to-configure-key-rotation#key-rotation-policy`, rotationIsWhole),
  shorterThan(SECRET, "properties.value", 25_600, `${VAULTS}secrets/about-secrets`),
  shorterThan(SECRET, "properties.contentType", 255, `${VAULTS}secrets/about-secrets`),
];
