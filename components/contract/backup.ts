import type * as pulumi from "@pulumi/pulumi";
import type { Durability, Environment } from "../tables/environments.ts";
import type { MaintenanceWindow } from "../windows.ts";
import type { Cache } from "./cache.ts";
import type { Cluster } from "./cluster.ts";
import type { Database, RecoveryCopy } from "./database.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";

/** Whether backups can be deleted before their time: by anyone with the right, by few, or by nobody at all. */
export type BackupLock = "none" | "governance" | "compliance";

export interface BackupArgs extends Scoped {
  readonly environment: Environment;
  readonly database: Database;
  readonly cache: Cache;
  readonly cluster: Cluster;
  /** Days that a daily backup is kept. */
  readonly backupDays: number;
  /** When the database may be maintained, which backups must keep clear of. */
  readonly window: MaintenanceWindow;
  readonly lock: BackupLock;
  readonly key: EncryptionKey;
  readonly durability: Durability;
  /** What is told when a backup fails. */
  readonly alertTargetId: pulumi.Input<string>;
  /** Default: backups stay in the region. */
  readonly recovery?: RecoveryCopy;
}

export interface Backup {
  /** What a restore has to name: where the backups are, and where their copies, by what they are backups of. */
  readonly restorePoints: pulumi.Output<Record<string, string>>;
}
