import type * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import type { MaintenanceWindow } from "../windows.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Network } from "./network.ts";

/** Where backups go that outlive the region. */
export interface RecoveryCopy {
  readonly region: string;
  /** Key of that region. */
  readonly key: EncryptionKey;
}

export interface DatabaseSize {
  /** Type of machine, as the cloud's database service names it. */
  readonly machine: string;
  readonly storageGiB: number;
  /** How far storage grows by itself. */
  readonly maxStorageGiB: number;
}

export interface DatabaseArgs extends Scoped {
  readonly network: Network;
  /** Who may connect: the cluster's `clientId`. */
  readonly clientId: pulumi.Input<string>;
  readonly zones: readonly string[];
  readonly size: DatabaseSize;
  /** A standby in another zone takes over when the primary's is lost. */
  readonly highlyAvailable: boolean;
  /** Read replicas, spread over the zones. */
  readonly replicas: number;
  /** Days to which the database can be set back. */
  readonly backupDays: number;
  readonly window: MaintenanceWindow;
  readonly key: EncryptionKey;
  readonly secretsKey: EncryptionKey;
  readonly logKey: EncryptionKey;
  readonly logRetentionDays: number;
  readonly durability: Durability;
  /** Default: backups stay in the region. */
  readonly recovery?: RecoveryCopy;
}

/** PostgreSQL 15, reached from the cluster only, over TLS. */
export interface Database {
  /** The primary as its cloud's other services name it. */
  readonly instanceId: pulumi.Output<string>;
  readonly replicaIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly replicaHosts: pulumi.Output<string>[];
  /** Connections that the primary takes, the administrators' own included. */
  readonly maxConnections: number;
  /** Storage that it starts with. */
  readonly storageGiB: number;
  readonly databaseName: pulumi.Output<string>;
  /** Where the administrator's name and password are in the cloud's secret store. */
  readonly secretName: pulumi.Output<string>;
  /** Port of the pooler that is part of the service; absent where the service has none, and one runs in the cluster. */
  readonly poolerPort?: pulumi.Output<number>;
}
