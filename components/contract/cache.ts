import type * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import type { MaintenanceWindow } from "../windows.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Network } from "./network.ts";

export interface CacheSize {
  /** Type of machine, as the cloud's Redis service names it. */
  readonly machine: string;
  /** Parts that the keys are spread over; 1 is Redis without cluster mode, unless `clustered`. */
  readonly shards: number;
  /** Copies of each shard, beside its primary. */
  readonly replicas: number;
  /** Clients speak Redis' cluster protocol. */
  readonly clustered: boolean;
}

export interface CacheArgs extends Scoped {
  readonly network: Network;
  /** Who may connect: the cluster's `clientId`. */
  readonly clientId: pulumi.Input<string>;
  readonly zones: readonly string[];
  readonly size: CacheSize;
  /** Days that daily snapshots are kept. */
  readonly backupDays: number;
  readonly window: MaintenanceWindow;
  readonly key: EncryptionKey;
  readonly secretsKey: EncryptionKey;
  readonly logKey: EncryptionKey;
  readonly logRetentionDays: number;
  readonly durability: Durability;
}

/** Redis, reached from the cluster only, over TLS. */
export interface Cache {
  /** The cache as its cloud's other services name it. */
  readonly cacheId: pulumi.Output<string>;
  /** Nodes that memory and CPU are measured at, as the cloud's metrics name them. */
  readonly nodeIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** How clients prove who they are: a password from the secret store, or a token of the cloud's IAM. */
  readonly authentication: "password" | "iam";
  /** Where the password is in the cloud's secret store; absent with `iam`. */
  readonly secretName?: pulumi.Output<string>;
}
