/** What Azure Container Registry refuses. */
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { locationOf, regionName, resourceWithId, sameName } from "../subscription.ts";
import { atMost, between, frozen, isAbsent, late, matching, rule, valued } from "./rules.ts";

const ACR = "https://learn.microsoft.com/azure/container-registry/";
const TIERS = `${ACR}container-registry-skus`;
const TOKENS = `${ACR}container-registry-token-based-repository-permissions`;
const CMK = `${ACR}tutorial-customer-managed-keys`;

const NAMES =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerregistry";

const REGISTRY = "containerregistry:Registry";
const REPLICATION = "containerregistry:Replication";
const SCOPE_MAP = "containerregistry:ScopeMap";
const TOKEN = "containerregistry:Token";
const TASK = "containerregistry:Task";

/** What only a Premium registry has; zones belong to every tier by now. */
const PREMIUM_FEATURES: Readonly<Record<string, (value: string) => boolean>> = {
  "encryption.status": (value) => value === "enabled",
  "policies.retentionPolicy.status": (value) => value === "enabled",
  "policies.trustPolicy.status": (value) => value === "enabled",
  publicNetworkAccess: (value) => value === "Disabled",
  "networkRuleSet.defaultAction": (value) => value === "Deny",
  dataEndpointEnabled: (value) => value === "true",
  "policies.exportPolicy.status": (value) => value === "disabled",
};

const premiumFeatures = ({ inputs }: Candidate): Finding => {
  const tier = textAt(inputs, "sku.name");
  if (tier === "" || tier === "Premium") return undefined;
  const [property] = Object.entries(PREMIUM_FEATURES).find(([path, isUsed]) => isUsed(textAt(inputs, path))) ?? [];
  return property === undefined ? undefined : { property, reason: `needs sku.name "Premium", not "${tier}"` };
};

const anonymousPull = ({ inputs }: Candidate): Finding =>
  inputs["anonymousPullEnabled"] === true && textAt(inputs, "sku.name") === "Basic"
    ? { property: "anonymousPullEnabled", reason: 'needs sku.name "Standard" or "Premium", not "Basic"' }
    : undefined;

const exportNeedsAccess = ({ inputs }: Candidate): Finding =>
  textAt(inputs, "policies.exportPolicy.status") === "disabled" &&
  (isAbsent(inputs, "publicNetworkAccess") || textAt(inputs, "publicNetworkAccess") === "Enabled")
    ? { property: "policies.exportPolicy", reason: "can be disabled only beside publicNetworkAccess Disabled" }
    : undefined;

const hasKey = (inputs: Values) => textAt(inputs, "encryption.status") === "enabled";

/** The key is used from the start, by an identity that exists before: one of the user's. */
function keyHasIdentity({ inputs }: Candidate): Finding {
  if (!hasKey(inputs)) return undefined;
  const missing = ["keyIdentifier", "identity"].find((key) => isAbsent(inputs, `encryption.keyVaultProperties.${key}`));
  if (missing !== undefined) {
    return {
      property: `encryption.keyVaultProperties.${missing}`,
      reason: "is missing: the key's URL, and the client id of the identity that reads it",
    };
  }
  const kind = textAt(inputs, "identity.type");
  const hasOwn = /UserAssigned/.test(kind) || (kind === "" && !isAbsent(inputs, "identity.type"));
  return hasOwn
    ? undefined
    : { property: "identity.type", reason: 'must be "UserAssigned": a key of your own needs an identity' };
}

/** An identity is named by its client id here, unlike elsewhere. */
function identityIsClient({ inputs }: Candidate, cloud: Cloud): Finding {
  const given = textAt(inputs, "encryption.keyVaultProperties.identity");
  const identity =
    given &&
    cloud.find(
      ({ id, outputs }) =>
        sameName(id, given) || (outputs["principalId"] === given && outputs["clientId"] !== undefined),
    );
  return identity && textAt(identity.outputs, "clientId") !== given
    ? {
        property: "encryption.keyVaultProperties.identity",
        reason: "is the identity's client id, not its id or principal",
      }
    : undefined;
}

const registryOf = (candidate: Candidate, cloud: Cloud) =>
  resourceWithId(
    cloud,
    idFrom(candidate.type, candidate.inputs)?.split(/\/(replications|tokens|scopeMaps)\//)[0] ?? "",
  );

function replicaIsElsewhere(candidate: Candidate, cloud: Cloud): Finding {
  const registry = registryOf(candidate, cloud);
  const tier = textAt(registry?.outputs ?? {}, "sku.name");
  if (tier !== "" && tier !== "Premium") {
    return { property: "registryName", reason: `the registry's sku is "${tier}"; replication needs "Premium"` };
  }
  const [own, home] = [locationOf(candidate.inputs, cloud), textAt(registry?.outputs ?? {}, "location")].map(
    regionName,
  );
  return own && own === home ? { property: "location", reason: `${own} is where the registry is itself` } : undefined;
}

function mapIsOfRegistry({ inputs, type }: Candidate): Finding {
  const id = textAt(inputs, "scopeMapId");
  const registry = idFrom(type, inputs)?.split("/tokens/")[0];
  return id === "" || registry === undefined || id.toLowerCase().startsWith(`${registry.toLowerCase()}/scopemaps/`)
    ? undefined
    : { property: "scopeMapId", reason: `"${id}" is not a scope map of that registry` };
}

const taskIsWhole = ({ inputs }: Candidate): Finding => {
  const isSystem = inputs["isSystemTask"] === true;
  const missing = ["platform", "step"].find((property) => isSystem !== isAbsent(inputs, property));
  if (missing === undefined) return undefined;
  return { property: missing, reason: isSystem ? "is not for a system task" : "is missing" };
};

/** A wildcard stands for every repository, or for all below a prefix. */
const ACTION =
  /^(repositories\/(\*|[^\s*]+(\/\*)?)\/(content\/(read|write|delete)|metadata\/(read|write))|gateway\/[^\s/]+\/(config|message)\/(read|write))$/;

/** How often a task runs: https://learn.microsoft.com/azure/container-registry/container-registry-tasks-scheduled */
const CRON = /^(\S+\s+){4}\S+$/;

const ipRulesArePublic = ({ inputs }: Candidate): Finding => {
  const given = valuesAt(inputs, "networkRuleSet.ipRules[]")
    .filter(isRecord)
    .map((rule) => textAt(rule, "iPAddressOrRange"));
  const wrong = given.find((text) => text.includes(":") || /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text));
  return wrong === undefined
    ? undefined
    : { property: "networkRuleSet.ipRules", reason: `"${wrong}" is no public IPv4 address or block` };
};

const STATES: readonly string[] = [
  "encryption.status",
  ...[
    "retentionPolicy",
    "trustPolicy",
    "quarantinePolicy",
    "exportPolicy",
    "softDeletePolicy",
    "azureADAuthenticationAsArmPolicy",
  ].map((policy) => `policies.${policy}.status`),
];

const child = (min: number, allowed: RegExp) => new RegExp(`^(?=.{${min},50}$)${allowed.source}$`);

export const registries: readonly Check[] = [
  valued(REGISTRY, "sku.name", "Basic Standard Premium", TIERS),
  ...STATES.map((path) =>
    valued(REGISTRY, path, "enabled disabled", "@pulumi/azure-native containerregistry.PolicyStatus"),
  ),
  valued(
    REGISTRY,
    "publicNetworkAccess",
    "Enabled Disabled",
    "@pulumi/azure-native containerregistry.PublicNetworkAccess",
  ),
  valued(
    REGISTRY,
    "networkRuleBypassOptions",
    "AzureServices None",
    "@pulumi/azure-native containerregistry.NetworkRuleBypassOptions",
  ),
  valued(
    REGISTRY,
    "networkRuleSet.defaultAction",
    "Allow Deny",
    "@pulumi/azure-native containerregistry.DefaultAction",
  ),
  rule(REGISTRY, TIERS, premiumFeatures),
  rule(REGISTRY, `${ACR}anonymous-pull-access`, anonymousPull),
  rule(REGISTRY, `${ACR}data-loss-prevention`, exportNeedsAccess),
  rule(REGISTRY, `${ACR}container-registry-access-selected-networks`, ipRulesArePublic),
  between(REGISTRY, "policies.retentionPolicy.days", 0, 365, `${ACR}container-registry-retention-policy`),
  between(REGISTRY, "policies.softDeletePolicy.retentionDays", 1, 90, `${ACR}container-registry-soft-delete-policy`),
  rule(REGISTRY, CMK, keyHasIdentity),
  late(rule(REGISTRY, "@pulumi/azure-native containerregistry.KeyVaultPropertiesArgs: identity", identityIsClient)),
  ...frozen(REGISTRY, ["encryption.status"], CMK),
  late(rule(REPLICATION, TIERS, replicaIsElsewhere)),
  matching(SCOPE_MAP, "scopeMapName", child(5, /[\w-]+/), "5 to 50 letters, digits, _ and -", NAMES),
  matching(
    SCOPE_MAP,
    "actions[]",
    ACTION,
    "repositories/<name>/content/read, …/write or …/delete, or repositories/<name>/metadata/read or …/write; * only last, as in team/*",
    `${TOKENS}#concepts`,
  ),
  matching(TOKEN, "tokenName", child(5, /[A-Za-z0-9_-]+/), "5 to 50 letters, digits, _ and -", NAMES),
  valued(TOKEN, "status", "enabled disabled", "@pulumi/azure-native containerregistry.TokenStatus"),
  valued(
    TOKEN,
    "credentials.passwords[].name",
    "password1 password2",
    "@pulumi/azure-native containerregistry.TokenPasswordName",
  ),
  atMost(TOKEN, "credentials.passwords", 2, "@pulumi/azure-native containerregistry.TokenPasswordName"),
  rule(TOKEN, TOKENS, mapIsOfRegistry),
  matching(TASK, "taskName", child(5, /[\w-]+/), "5 to 50 letters, digits, _ and -", NAMES),
  rule(TASK, "terraform-provider-azurerm, container_registry_task_resource.go", taskIsWhole),
  between(
    TASK,
    "timeout",
    300,
    28800,
    "terraform-provider-azurerm, container_registry_task_resource.go: timeout_in_seconds",
  ),
  valued(TASK, "platform.os", "Linux Windows", "@pulumi/azure-native containerregistry.OS"),
  valued(
    TASK,
    "platform.architecture",
    "amd64 x86 386 arm arm64",
    "@pulumi/azure-native containerregistry.Architecture",
  ),
  matching(
    TASK,
    "trigger.timerTriggers[].schedule",
    CRON,
    "five cron fields, as in 0 3 * * *",
    `${ACR}container-registry-tasks-scheduled`,
  ),
];
