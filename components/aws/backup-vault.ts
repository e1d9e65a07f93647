import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BackupLock } from "../contract/backup.ts";
import type { Durability } from "../tables/environments.ts";
import { policyDocument } from "./policy-document.ts";
import { after } from "../after.ts";

export interface AwsBackupVaultArgs {
  readonly keyId: pulumi.Input<string>;
  readonly lock: BackupLock;
  /** Days that backups are kept. */
  readonly backupDays: number;
  readonly durability: Durability;
  /** Default: the stack's own region. */
  readonly region?: string;
}

/**
 * How locked vaults differ: `compliance` can be taken back for three days, AWS's least, and after that by nobody, AWS
 * included; `governance` by whoever has the right to. https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
const locks: Readonly<Record<Exclude<BackupLock, "none">, { changeableForDays?: number }>> = {
  governance: {},
  compliance: { changeableForDays: 3 },
};

/** Nothing is kept for longer, lest a mistake cannot be deleted for a century. */
const longestDays = 365;

/**
 * A place for backups. Unless it is disposable nobody deletes them before their time, and it outlives the environment: a
 * destroy leaves it in the account, as it is, and forgets it.
 */
export class AwsBackupVault extends pulumi.ComponentResource {
  /** Both are known once nobody can delete from it. */
  readonly vaultName: pulumi.Output<string>;
  readonly vaultArn: pulumi.Output<string>;

  constructor(name: string, args: AwsBackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:BackupVault", name, {}, opts);
    const { region, durability } = args;
    const isDisposable = durability === "disposable";
    const vault = new aws.backup.Vault(
      name,
      { kmsKeyArn: args.keyId, forceDestroy: isDisposable, region },
      { parent: this, retainOnDelete: !isDisposable, protect: durability === "protected" },
    );
    // They stay with a vault that stays; one that goes has to be unlocked first.
    const within = { parent: this, deletedWith: isDisposable ? undefined : vault };
    const guards = [
      ...(isDisposable ? [] : [forbidDeletion(name, vault, region, within)]),
      ...(args.lock === "none" ? [] : [lockVault(name, vault, args.lock, args, within)]),
    ];
    this.vaultName = after(vault.name, ...guards);
    this.vaultArn = after(vault.arn, ...guards);
    this.registerOutputs({ vaultName: this.vaultName, vaultArn: this.vaultArn });
  }
}

/** AWS Backup itself still deletes what is old enough. */
function forbidDeletion(
  name: string,
  vault: aws.backup.Vault,
  region: string | undefined,
  opts: pulumi.CustomResourceOptions,
): aws.backup.VaultPolicy {
  const policy = policyDocument({
    Sid: "NoDeletion",
    Effect: "Deny",
    Principal: "*",
    Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
    Resource: "*",
  });
  return new aws.backup.VaultPolicy(name, { backupVaultName: vault.name, policy, region }, opts);
}

const lockVault = (
  name: string,
  vault: aws.backup.Vault,
  lock: keyof typeof locks,
  { backupDays, region }: AwsBackupVaultArgs,
  opts: pulumi.CustomResourceOptions,
): aws.backup.VaultLockConfiguration =>
  new aws.backup.VaultLockConfiguration(
    name,
    {
      backupVaultName: vault.name,
      minRetentionDays: backupDays,
      maxRetentionDays: longestDays,
      ...locks[lock],
      region,
    },
    opts,
  );
