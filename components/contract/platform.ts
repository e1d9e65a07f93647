import type * as pulumi from "@pulumi/pulumi";
import type { Audit, AuditArgs } from "./audit.ts";
import type { Backup, BackupArgs } from "./backup.ts";
import type { Cache, CacheArgs } from "./cache.ts";
import type { Cluster, ClusterArgs } from "./cluster.ts";
import type { Database, DatabaseArgs } from "./database.ts";
import type { Edge, EdgeArgs } from "./edge.ts";
import type { Foundation, FoundationArgs } from "./foundation.ts";
import type { Identity, IdentityArgs } from "./identity.ts";
import type { Keys, KeysArgs } from "./keys.ts";
import type { Monitoring, MonitoringArgs } from "./monitoring.ts";
import type { Network, NetworkArgs } from "./network.ts";
import type { Registry, RegistryArgs } from "./registry.ts";

/** What every cloud provides: the arguments of each part and what it gives back. */
export interface Capabilities {
  foundation: [FoundationArgs, Foundation];
  keys: [KeysArgs, Keys];
  audit: [AuditArgs, Audit];
  network: [NetworkArgs, Network];
  edge: [EdgeArgs, Edge];
  registry: [RegistryArgs, Registry];
  cluster: [ClusterArgs, Cluster];
  database: [DatabaseArgs, Database];
  cache: [CacheArgs, Cache];
  identity: [IdentityArgs, Identity];
  monitoring: [MonitoringArgs, Monitoring];
  backup: [BackupArgs, Backup];
}

/** One cloud's set of components. A cloud that lacks a part, or asks for more than its arguments, does not compile. */
export type Platform = {
  readonly [K in keyof Capabilities]: new (
    name: string,
    args: Capabilities[K][0],
    opts?: pulumi.ComponentResourceOptions,
  ) => Capabilities[K][1] & pulumi.ComponentResource;
};
