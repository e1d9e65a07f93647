import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Backup, BackupArgs } from "../contract/backup.ts";
import { type Account, accountOf } from "./account.ts";
import { AwsBackupVault } from "./backup-vault.ts";
import { eventAlert } from "./event-alert.ts";
import { serviceRole } from "./service-role.ts";

/** In minutes: how late a backup may begin, and how long it may take, the first of a large database included. */
const patience = { start: 60, completion: 720 };

/** The EBS driver puts it on every volume that it makes for a pod: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md */
const podVolume = { key: "aws:ResourceTag/ebs.csi.aws.com/cluster", value: "true" };

interface Places {
  readonly vault: AwsBackupVault;
  /** In the other region. */
  readonly copies: AwsBackupVault | undefined;
  readonly restoreRole: pulumi.Output<string>;
}

/**
 * Daily backups of the database and of pods' volumes, beside the database's own, which it can be set back to any moment
 * by: these are kept apart from it, and nobody deletes them. Redis has snapshots of its own, which AWS Backup does not
 * take. The cluster is made anew by this program; AWS Backup can keep what runs in it since November 2025, once EKS is
 * turned on in the account's settings: https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html
 */
export class AwsBackup extends pulumi.ComponentResource implements Backup {
  readonly restorePoints: pulumi.Output<Record<string, string>>;

  private readonly name: string;
  private readonly account: Account;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Backup", name, {}, opts);
    this.name = name;
    this.account = accountOf(this);

    const vault = this.createVault("vault", args, { keyId: args.key.id });
    const copies =
      args.recovery &&
      this.createVault("recovery-vault", args, { keyId: args.recovery.key.id, region: args.recovery.region });
    const plan = this.createPlan(args, vault, copies);
    this.select(plan, args);
    this.tellOfFailures(args);

    const restoreRole = this.createRole("restores", "AWSBackupServiceRolePolicyForRestores");
    this.restorePoints = pulumi.output(this.listRestorePoints(args, { vault, copies, restoreRole }));
    this.registerOutputs({ restorePoints: this.restorePoints });
  }

  private createVault(
    role: string,
    { lock, backupDays, durability }: BackupArgs,
    place: { keyId: pulumi.Input<string>; region?: string },
  ): AwsBackupVault {
    return new AwsBackupVault(`${this.name}-${role}`, { lock, backupDays, durability, ...place }, { parent: this });
  }

  /**
   * Four hours before the database may be maintained: RDS refuses a backup in the hour before and while it makes its own
   * or is maintained. https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html (NumberOfBackupJobsFailed)
   */
  private createPlan(
    { backupDays, window }: BackupArgs,
    vault: AwsBackupVault,
    copies: AwsBackupVault | undefined,
  ): aws.backup.Plan {
    const lifecycle = { deleteAfter: backupDays };
    return new aws.backup.Plan(
      this.name,
      {
        rules: [
          {
            ruleName: "daily",
            targetVaultName: vault.vaultName,
            schedule: `cron(0 ${(window.hour + 20) % 24} * * ? *)`,
            startWindow: patience.start,
            completionWindow: patience.completion,
            lifecycle,
            copyActions: copies && [{ destinationVaultArn: copies.vaultArn, lifecycle }],
          },
        ],
      },
      { parent: this },
    );
  }

  /** The primary, whose replicas need no backups, and every volume of a pod. */
  private select(plan: aws.backup.Plan, { database }: BackupArgs): void {
    const { partition, region, accountId } = this.account;
    const iamRoleArn = this.createRole("backups", "AWSBackupServiceRolePolicyForBackup");
    const selections = {
      database: {
        resources: [pulumi.interpolate`arn:${partition}:rds:${region}:${accountId}:db:${database.instanceId}`],
      },
      volumes: {
        resources: [pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:volume/*`],
        conditions: [{ stringEquals: [podVolume] }],
      },
    };
    for (const [role, selection] of Object.entries(selections)) {
      new aws.backup.Selection(`${this.name}-${role}`, { planId: plan.id, iamRoleArn, ...selection }, { parent: this });
    }
  }

  /** https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html */
  private createRole(role: string, policy: string): pulumi.Output<string> {
    return serviceRole(
      `${this.name}-${role}`,
      {
        service: "backup.amazonaws.com",
        managedPolicies: [`service-role/${policy}`],
      },
      { parent: this },
    );
  }

  /** https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html */
  private tellOfFailures({ alertTargetId }: BackupArgs): void {
    eventAlert(
      `${this.name}-failures`,
      "A backup, or its copy, has failed or was not made in time",
      {
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change", "Copy Job State Change"],
        detail: { state: ["FAILED", "EXPIRED", "ABORTED"] },
      },
      alertTargetId,
      { parent: this },
    );
  }

  /** The names that the commands of a restore take; where to use them is in the name of each. */
  private listRestorePoints(
    { database, cache, recovery }: BackupArgs,
    { vault, copies, restoreRole }: Places,
  ): Record<string, pulumi.Input<string>> {
    const { accountId } = this.account;
    return {
      dailyBackups: vault.vaultArn,
      restoreRole,
      databaseBackups: database.instanceId,
      cacheSnapshots: cache.cacheId,
      ...(recovery &&
        copies && {
          recoveryRegion: recovery.region,
          dailyBackupCopies: copies.vaultArn,
          databaseBackupCopies: database.instanceId,
          imageCopies: pulumi.interpolate`${accountId}.dkr.ecr.${recovery.region}.amazonaws.com/honua`,
        }),
    };
  }
}
