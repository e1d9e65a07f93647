import { vaults } from "../../../emulator/azure-native/checks/vaults.ts";
import { describeChecks, guid, live } from "./samples.ts";

const vault = (name: string, sku: string) =>
  live("keyvault:Vault", `Microsoft.KeyVault/vaults/${name}`, { properties: { sku: { family: "A", name: sku } } });
const VAULTS = [vault("plain", "standard"), vault("hard", "premium")];

const ROTATION = "properties.rotationPolicy";
const action = (type: string, trigger: Readonly<Record<string, string>>) => ({ action: { type }, trigger });

describeChecks("vaults", vaults, [
  {
    type: "keyvault:Vault",
    right: {
      vaultName: "honua",
      properties: {
        tenantId: guid("1"),
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
        publicNetworkAccess: "Disabled",
        networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      },
    },
    wrong: [
      [{ "properties.softDeleteRetentionInDays": 91 }, "properties.softDeleteRetentionInDays"],
      [{ "properties.enablePurgeProtection": false }, "properties.enablePurgeProtection"],
      [{ "properties.enableRbacAuthorization": false }, "properties.accessPolicies"],
      [{ "properties.sku.family": "B" }, "properties.sku.family"],
      [{ "properties.sku.name": "basic" }, "properties.sku.name"],
      [{ "properties.tenantId": "honua" }, "properties.tenantId"],
      [{ "properties.publicNetworkAccess": "none" }, "properties.publicNetworkAccess"],
      [{ "properties.networkAcls.bypass": "All" }, "properties.networkAcls.bypass"],
      [{ "properties.networkAcls.defaultAction": "Block" }, "properties.networkAcls.defaultAction"],
    ],
    frozen: [
      [{ "properties.enablePurgeProtection": undefined }, "properties.enablePurgeProtection"],
      [{ "properties.softDeleteRetentionInDays": 30 }, "properties.softDeleteRetentionInDays"],
    ],
  },
  {
    type: "keyvault:Key",
    live: VAULTS,
    right: {
      resourceGroupName: "rg",
      vaultName: "plain",
      keyName: "disk",
      properties: {
        kty: "RSA",
        keySize: 3072,
        keyOps: ["wrapKey", "unwrapKey"],
        rotationPolicy: {
          attributes: { expiryTime: "P2Y" },
          lifetimeActions: [
            action("rotate", { timeAfterCreate: "P1Y" }),
            action("notify", { timeBeforeExpiry: "P30D" }),
          ],
        },
      },
    },
    wrong: [
      [{ "properties.kty": "AES" }, "properties.kty"],
      [{ "properties.kty": "RSA-HSM" }, "properties.kty"],
      [{ "properties.kty": "EC" }, "properties.keySize"],
      [{ "properties.curveName": "P-256" }, "properties.curveName"],
      [{ "properties.curveName": "secp256r1" }, "properties.curveName"],
      [{ "properties.keySize": 1024 }, "properties.keySize"],
      [{ "properties.keyOps": ["derive"] }, "properties.keyOps[]"],
      [{ [`${ROTATION}.attributes.expiryTime`]: "2y" }, `${ROTATION}.attributes.expiryTime`],
      [{ [`${ROTATION}.attributes`]: {} }, `${ROTATION}.lifetimeActions`],
      [
        { [`${ROTATION}.lifetimeActions.0.trigger.timeAfterCreate`]: "1 year" },
        `${ROTATION}.lifetimeActions[].trigger.timeAfterCreate`,
      ],
      [
        { [`${ROTATION}.lifetimeActions.1.trigger.timeBeforeExpiry`]: "30" },
        `${ROTATION}.lifetimeActions[].trigger.timeBeforeExpiry`,
      ],
      [{ [`${ROTATION}.lifetimeActions.0.action.type`]: "notify" }, `${ROTATION}.lifetimeActions`],
    ],
  },
  {
    type: "keyvault:Secret",
    live: VAULTS,
    right: {
      resourceGroupName: "rg",
      vaultName: "plain",
      secretName: "db",
      properties: { value: "x", contentType: "text/plain" },
    },
    wrong: [
      [{ "properties.value": "x".repeat(25_601) }, "properties.value"],
      [{ "properties.contentType": "x".repeat(256) }, "properties.contentType"],
    ],
  },
]);
