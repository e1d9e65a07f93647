import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { BackupLock } from "../contract/backup.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import type { Durability } from "../tables/environments.ts";

export interface AzureBackupVaultArgs {
  readonly scope: pulumi.Input<string>;
  readonly key: EncryptionKey;
  readonly lock: BackupLock;
  readonly durability: Durability;
  /** Copies go to the region's pair, and can be restored there. */
  readonly copied: boolean;
}

/**
 * Whether backups can be deleted before their time, or kept shorter: whoever may can turn that off again (`Unlocked`), or
 * nobody (`Locked`). https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept
 */
const immutability = {
  none: "Disabled",
  governance: "Unlocked",
  compliance: "Locked",
} as const satisfies Record<BackupLock, string>;

/** Days in which deleted backups can be brought back, at no cost: https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-about */
const softDeleteDays = 14;

/**
 * A place for backups that nobody else has the keys of, but Azure Backup itself. Unless the environment is disposable, it
 * keeps what is deleted for two weeks, and cannot be deleted itself, nor can its resource group, until they are over.
 */
export class AzureBackupVault extends pulumi.ComponentResource {
  readonly vaultId: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  readonly location: pulumi.Output<string>;
  /** The identity that Azure Backup reads with. */
  readonly principalId: pulumi.Output<string>;

  constructor(name: string, args: AzureBackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:BackupVault", name, {}, opts);
    const { scope, key, lock, durability, copied } = args;
    const isDisposable = durability === "disposable";
    const vault = new azure.dataprotection.BackupVault(
      name,
      {
        resourceGroupName: scope,
        identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [key.userId ?? ""] },
        properties: {
          storageSettings: [{ datastoreType: "VaultStore", type: redundancy(args) }],
          ...(copied && { featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } } }),
          monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Enabled" } },
          securitySettings: {
            softDeleteSettings: isDisposable
              ? { state: "Off" }
              : { state: "On", retentionDurationInDays: softDeleteDays },
            immutabilitySettings: { state: immutability[lock] },
            encryptionSettings: {
              state: "Enabled",
              kekIdentity: { identityType: "UserAssigned", identityId: key.userId },
              keyVaultProperties: { keyUri: key.id },
            },
          },
        },
      },
      { parent: this, protect: durability === "protected" },
    );
    this.vaultId = vault.id;
    this.vaultName = vault.name;
    this.location = vault.location as pulumi.Output<string>;
    this.principalId = vault.identity.apply((identity) => identity?.principalId ?? "");
    this.registerOutputs({ vaultId: this.vaultId, vaultName: this.vaultName });
  }
}

/** Chosen when the vault is made, and never again. */
function redundancy({ copied, durability }: AzureBackupVaultArgs): string {
  if (copied) return "GeoRedundant";
  return durability === "disposable" ? "LocallyRedundant" : "ZoneRedundant";
}
