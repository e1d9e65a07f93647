import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Backup, BackupArgs } from "../contract/backup.ts";
import { placeOf } from "./place.ts";
import { backupHour } from "./windows.ts";

/** The most days that Backup for GKE locks a backup for. */
const mostLockDays = 90;

/**
 * Daily backups of what runs in the cluster and of its volumes, in the other region where there is one. Database and cache
 * keep their own, and monitoring tells when one fails. A disposable cluster has none: it is made anew by this program.
 */
export class GcpBackup extends pulumi.ComponentResource implements Backup {
  readonly restorePoints: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Backup", name, {}, opts);
    const plan = args.durability === "disposable" ? undefined : this.createPlan(name, args);
    const points: Record<string, pulumi.Input<string>> = {
      databaseBackups: args.database.instanceId,
      cacheBackups: args.cache.cacheId,
      ...(plan && { clusterBackups: plan.id }),
      ...(args.recovery && { recoveryRegion: args.recovery.region }),
    };
    this.restorePoints = pulumi.output(points);
    this.registerOutputs({ restorePoints: this.restorePoints });
  }

  /** Google deletes no plan that has backups. A destroy therefore leaves it: docs/decisions/gcp-backup.md */
  private createPlan(name: string, args: BackupArgs): gcp.gkebackup.BackupPlan {
    const { lock, backupDays, key, recovery } = args;
    return new gcp.gkebackup.BackupPlan(
      name,
      {
        project: args.scope,
        location: recovery?.region ?? placeOf(this).region,
        cluster: args.cluster.clusterId,
        description: "Honua, every day",
        backupConfig: {
          allNamespaces: true,
          includeSecrets: true,
          includeVolumeData: true,
          encryptionKey: { gcpKmsEncryptionKey: (recovery?.key ?? key).id },
        },
        backupSchedule: { cronSchedule: `0 ${backupHour(args.window)} * * *` },
        retentionPolicy: {
          backupRetainDays: backupDays,
          backupDeleteLockDays: lock === "none" ? 0 : Math.min(backupDays, mostLockDays),
          locked: lock === "compliance",
        },
        deletionPolicy: "ABANDON",
      },
      { parent: this },
    );
  }
}
