import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Backup, BackupArgs } from "../contract/backup.ts";
import { after } from "../after.ts";
import { AzureBackupVault } from "./backup-vault.ts";
import { assignRole } from "./role-assignment.ts";
import { groupId } from "./subscription.ts";
import { dayNumber } from "./windows.ts";

const postgres = "Microsoft.DBforPostgreSQL/flexibleServers";

/** How a policy names the vault's storage, where the database's backups go at once. */
const vaultStore = { objectType: "DataStoreInfoBase", dataStoreType: "VaultStore" };

const retention = "Default";

/**
 * Weekly backups of the database, which is as often as Azure Backup takes them, beside the database's own, which it can be
 * set back to any moment by: these are kept apart from it, and restored as files, of 1 TB at most
 * (https://learn.microsoft.com/azure/backup/backup-azure-database-postgresql-flex-support-matrix). Redis keeps its own. The
 * cluster is made anew by this program; Azure Backup can keep what runs in it, with an extension that is put into it:
 * https://learn.microsoft.com/azure/backup/azure-kubernetes-service-backup-overview
 */
export class AzureBackup extends pulumi.ComponentResource implements Backup {
  readonly restorePoints: pulumi.Output<Record<string, string>>;

  private readonly name: string;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Backup", name, {}, opts);
    this.name = name;
    const { scope, key, lock, durability, recovery } = args;
    const vault = new AzureBackupVault(
      `${name}-vault`,
      { scope, key, lock, durability, copied: recovery !== undefined },
      { parent: this },
    );
    const policy = this.createPolicy(vault, args);
    this.backUpDatabase(vault, policy, args);
    this.tellOfFailures(vault, args);
    this.restorePoints = pulumi.output(listRestorePoints(vault, args));
    this.registerOutputs({ restorePoints: this.restorePoints });
  }

  /** Azure Backup changes no policies: another one takes its place. */
  private createPolicy(vault: AzureBackupVault, args: BackupArgs): azure.dataprotection.BackupPolicy {
    return new azure.dataprotection.BackupPolicy(
      this.name,
      {
        resourceGroupName: args.scope,
        vaultName: vault.vaultName,
        properties: {
          objectType: "BackupPolicy",
          datasourceTypes: [postgres],
          policyRules: [
            {
              objectType: "AzureBackupRule",
              name: "BackupWeekly",
              dataStore: vaultStore,
              backupParameters: { objectType: "AzureBackupParams", backupType: "Full" },
              trigger: {
                objectType: "ScheduleBasedTriggerContext",
                schedule: { repeatingTimeIntervals: [weekly(args)], timeZone: "UTC" },
                taggingCriteria: [{ isDefault: true, taggingPriority: 99, tagInfo: { tagName: retention } }],
              },
            },
            {
              objectType: "AzureRetentionRule",
              name: retention,
              isDefault: true,
              lifecycles: [
                {
                  sourceDataStore: vaultStore,
                  deleteAfter: { objectType: "AbsoluteDeleteOption", duration: keptFor(args) },
                },
              ],
            },
          ],
        },
      },
      { parent: this, replaceOnChanges: ["properties"] },
    );
  }

  /** Once the vault may read it: https://learn.microsoft.com/azure/backup/backup-azure-database-postgresql-flex-overview */
  private backUpDatabase(
    vault: AzureBackupVault,
    policy: azure.dataprotection.BackupPolicy,
    { scope, database, durability }: BackupArgs,
  ): void {
    const { principalId, location } = vault;
    const resourceID = after(
      database.instanceId,
      assignRole(
        `${this.name}-server`,
        {
          role: "PostgreSQL Flexible Server Long Term Retention Backup Role",
          principalId,
          on: database.instanceId,
          why: "Backs the database up.",
        },
        this,
      ),
      assignRole(
        `${this.name}-group`,
        { role: "Reader", principalId, on: groupId(this, scope), why: "Finds the database that it backs up." },
        this,
      ),
    );
    const server = {
      resourceID,
      resourceName: resourceID.apply((id) => id.split("/").at(-1) ?? ""),
      resourceUri: resourceID,
      resourceType: postgres,
      resourceLocation: location,
      datasourceType: postgres,
    };
    new azure.dataprotection.BackupInstance(
      this.name,
      {
        resourceGroupName: scope,
        vaultName: vault.vaultName,
        properties: {
          objectType: "BackupInstance",
          friendlyName: this.name,
          dataSourceInfo: { objectType: "Datasource", ...server },
          dataSourceSetInfo: { objectType: "DatasourceSet", ...server },
          policyInfo: { policyId: policy.id },
        },
      },
      { parent: this, protect: durability === "protected" },
    );
  }

  /** The vault raises alerts, and tells nobody: https://learn.microsoft.com/azure/backup/backup-azure-monitoring-alerts */
  private tellOfFailures(vault: AzureBackupVault, { scope, alertTargetId }: BackupArgs): void {
    new azure.alertsmanagement.AlertProcessingRuleByName(
      `${this.name}-failures`,
      {
        resourceGroupName: scope,
        location: "Global",
        properties: {
          description: "A backup has failed",
          enabled: true,
          scopes: [vault.vaultId],
          actions: [{ actionType: "AddActionGroups", actionGroupIds: [alertTargetId] }],
        },
      },
      { parent: this },
    );
  }
}

/** Four hours before the database may be maintained, from some week on: when that was does not matter. */
function weekly({ window }: BackupArgs): string {
  const sunday = Date.UTC(2026, 0, 4, window.hour - 4);
  const first = new Date(sunday + dayNumber(window) * 24 * 3600 * 1000);
  return `R/${first.toISOString().replace(".000Z", "+00:00")}/P1W`;
}

/** A week more than a backup of each day would be, so that there is always one that is as old. */
const keptFor = ({ backupDays }: BackupArgs): string => `P${backupDays + 7}D`;

/** The names that the commands of a restore take; where to use them is in the name of each. */
const listRestorePoints = (
  { vaultId }: AzureBackupVault,
  { database, cache, recovery }: BackupArgs,
): Record<string, pulumi.Input<string>> => ({
  weeklyBackups: vaultId,
  databaseBackups: database.instanceId,
  cacheSnapshots: cache.cacheId,
  ...(recovery && {
    recoveryRegion: recovery.region,
    weeklyBackupCopies: vaultId,
    databaseBackupCopies: database.instanceId,
  }),
});
