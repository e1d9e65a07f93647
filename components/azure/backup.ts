import * as pulumi from "@pulumi/pulumi";
import type { Backup, BackupArgs } from "../contract/backup.ts";

/** STUB: still to be written. */
export class AzureBackup extends pulumi.ComponentResource implements Backup {
  readonly restorePoints = pulumi.output({} as Record<string, string>);

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Backup", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
