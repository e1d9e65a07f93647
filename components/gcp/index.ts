import type { Platform } from "../contract/platform.ts";
import { GcpAudit } from "./audit.ts";
import { GcpBackup } from "./backup.ts";
import { GcpCache } from "./cache.ts";
import { GcpCluster } from "./cluster.ts";
import { GcpDatabase } from "./database.ts";
import { GcpEdge } from "./edge.ts";
import { GcpFoundation } from "./foundation.ts";
import { GcpIdentity } from "./identity.ts";
import { GcpKeys } from "./keys.ts";
import { GcpMonitoring } from "./monitoring.ts";
import { GcpNetwork } from "./network.ts";
import { GcpRegistry } from "./registry.ts";

export const gcp = {
  foundation: GcpFoundation,
  keys: GcpKeys,
  audit: GcpAudit,
  network: GcpNetwork,
  edge: GcpEdge,
  registry: GcpRegistry,
  cluster: GcpCluster,
  database: GcpDatabase,
  cache: GcpCache,
  identity: GcpIdentity,
  monitoring: GcpMonitoring,
  backup: GcpBackup,
} satisfies Platform;
