import { registries } from "../../../emulator/azure-native/checks/registries.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, guid, identity, identityId, idOf, live } from "./samples.ts";

const registry = (name: string, sku: string) =>
  live("containerregistry:Registry", `Microsoft.ContainerRegistry/registries/${name}`, { sku: { name: sku } });
const LIVE = [registry("premium", "Premium"), registry("basic", "Basic")];
const of = (name: string, more: Values): Values => ({ resourceGroupName: "rg", registryName: name, ...more });

describeChecks("registries", registries, [
  {
    type: "containerregistry:Registry",
    live: [identity("id", "1")],
    right: {
      registryName: "honua",
      sku: { name: "Premium" },
      publicNetworkAccess: "Disabled",
      networkRuleBypassOptions: "AzureServices",
      networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "203.0.113.0/24" }] },
      dataEndpointEnabled: true,
      anonymousPullEnabled: false,
      policies: {
        retentionPolicy: { status: "enabled", days: 7 },
        trustPolicy: { status: "disabled" },
        quarantinePolicy: { status: "disabled" },
        exportPolicy: { status: "disabled" },
        softDeletePolicy: { status: "disabled", retentionDays: 7 },
        azureADAuthenticationAsArmPolicy: { status: "enabled" },
      },
      identity: { type: "UserAssigned", userAssignedIdentities: { [identityId("id")]: {} } },
      encryption: {
        status: "enabled",
        keyVaultProperties: {
          keyIdentifier: "https://elsewhere.vault.azure.net/keys/registry",
          identity: guid("1").replace(/^./, "c"),
        },
      },
    },
    wrong: [
      [{ "sku.name": "Classic" }, "sku.name"],
      [{ "sku.name": "Standard" }, "encryption.status"],
      [{ "sku.name": "Basic", anonymousPullEnabled: true }, "anonymousPullEnabled"],
      [{ publicNetworkAccess: "None" }, "publicNetworkAccess"],
      [{ publicNetworkAccess: "Enabled" }, "policies.exportPolicy"],
      [{ networkRuleBypassOptions: "All" }, "networkRuleBypassOptions"],
      [{ "networkRuleSet.defaultAction": "Block" }, "networkRuleSet.defaultAction"],
      [{ "networkRuleSet.ipRules.0.iPAddressOrRange": "10.0.0.0/8" }, "networkRuleSet.ipRules"],
      ...[
        "retentionPolicy",
        "trustPolicy",
        "quarantinePolicy",
        "exportPolicy",
        "softDeletePolicy",
        "azureADAuthenticationAsArmPolicy",
      ].map((policy) => [{ [`policies.${policy}.status`]: "on" }, `policies.${policy}.status`] as const),
      [{ "policies.retentionPolicy.days": 366 }, "policies.retentionPolicy.days"],
      [{ "policies.softDeletePolicy.retentionDays": 0 }, "policies.softDeletePolicy.retentionDays"],
      [{ "encryption.status": "on" }, "encryption.status"],
      [{ "encryption.keyVaultProperties.keyIdentifier": undefined }, "encryption.keyVaultProperties.keyIdentifier"],
      [{ "encryption.keyVaultProperties.identity": undefined }, "encryption.keyVaultProperties.identity"],
      [{ "encryption.keyVaultProperties.identity": identityId("id") }, "encryption.keyVaultProperties.identity"],
      [{ "encryption.keyVaultProperties.identity": guid("1") }, "encryption.keyVaultProperties.identity"],
      [{ identity: { type: "SystemAssigned" } }, "identity.type"],
    ],
    frozen: [[{ encryption: { status: "disabled" } }, "encryption.status"]],
  },
  {
    type: "containerregistry:Replication",
    live: LIVE,
    right: of("premium", { replicationName: "northeurope", location: "northeurope" }),
    wrong: [
      [{ registryName: "basic" }, "registryName"],
      [{ location: "westeurope" }, "location"],
    ],
  },
  {
    type: "containerregistry:ScopeMap",
    live: LIVE,
    right: of("basic", {
      scopeMapName: "acme-pull",
      actions: ["repositories/acme/*/content/read", "repositories/*/metadata/read", "gateway/edge/config/read"],
    }),
    wrong: [
      [{ scopeMapName: "acme" }, "scopeMapName"],
      [{ actions: ["repositories/acme*/content/read"] }, "actions[]"],
      [{ actions: ["repositories/acme/content/pull"] }, "actions[]"],
      [{ actions: ["repositories/acme/metadata/delete"] }, "actions[]"],
    ],
  },
  {
    type: "containerregistry:Token",
    live: [
      ...LIVE,
      ...["basic", "premium"].map((name) =>
        live("containerregistry:ScopeMap", `Microsoft.ContainerRegistry/registries/${name}/scopeMaps/pull1`),
      ),
    ],
    right: of("basic", {
      tokenName: "acme1",
      status: "enabled",
      scopeMapId: idOf("Microsoft.ContainerRegistry/registries/basic/scopeMaps/pull1"),
      credentials: { passwords: [{ name: "password1" }] },
    }),
    wrong: [
      [{ tokenName: "acme" }, "tokenName"],
      [{ status: "on" }, "status"],
      [{ scopeMapId: idOf("Microsoft.ContainerRegistry/registries/premium/scopeMaps/pull1") }, "scopeMapId"],
      [{ "credentials.passwords.0.name": "password" }, "credentials.passwords[].name"],
      [
        { "credentials.passwords": ["password1", "password2", "password1"].map((name) => ({ name })) },
        "credentials.passwords",
      ],
    ],
  },
  {
    type: "containerregistry:Task",
    live: LIVE,
    right: of("basic", {
      taskName: "purge",
      timeout: 300,
      platform: { os: "Linux", architecture: "amd64" },
      step: { type: "EncodedTask", encodedTaskContent: "x" },
      trigger: { timerTriggers: [{ name: "nightly", schedule: "0 3 * * *" }] },
    }),
    wrong: [
      [{ taskName: "pu" }, "taskName"],
      [{ timeout: 60 }, "timeout"],
      [{ platform: undefined }, "platform"],
      [{ isSystemTask: true }, "platform"],
      [{ "platform.os": "linuxes" }, "platform.os"],
      [{ "platform.architecture": "riscv" }, "platform.architecture"],
      [{ "trigger.timerTriggers.0.schedule": "nightly" }, "trigger.timerTriggers[].schedule"],
    ],
  },
]);
