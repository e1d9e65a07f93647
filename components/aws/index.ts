import type { Platform } from "../contract/platform.ts";
import { AwsAudit } from "./audit.ts";
import { AwsBackup } from "./backup.ts";
import { AwsCache } from "./cache.ts";
import { AwsCluster } from "./cluster.ts";
import { AwsDatabase } from "./database.ts";
import { AwsEdge } from "./edge.ts";
import { AwsFoundation } from "./foundation.ts";
import { AwsIdentity } from "./identity.ts";
import { AwsKeys } from "./keys.ts";
import { AwsMonitoring } from "./monitoring.ts";
import { AwsNetwork } from "./network.ts";
import { AwsRegistry } from "./registry.ts";

export const aws = {
  foundation: AwsFoundation,
  keys: AwsKeys,
  audit: AwsAudit,
  network: AwsNetwork,
  edge: AwsEdge,
  registry: AwsRegistry,
  cluster: AwsCluster,
  database: AwsDatabase,
  cache: AwsCache,
  identity: AwsIdentity,
  monitoring: AwsMonitoring,
  backup: AwsBackup,
} satisfies Platform;
