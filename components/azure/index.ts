import type { Platform } from "../contract/platform.ts";
import { AzureAudit } from "./audit.ts";
import { AzureBackup } from "./backup.ts";
import { AzureCache } from "./cache.ts";
import { AzureCluster } from "./cluster.ts";
import { AzureDatabase } from "./database.ts";
import { AzureEdge } from "./edge.ts";
import { AzureFoundation } from "./foundation.ts";
import { AzureIdentity } from "./identity.ts";
import { AzureKeys } from "./keys.ts";
import { AzureMonitoring } from "./monitoring.ts";
import { AzureNetwork } from "./network.ts";
import { AzureRegistry } from "./registry.ts";

export const azure = {
  foundation: AzureFoundation,
  keys: AzureKeys,
  audit: AzureAudit,
  network: AzureNetwork,
  edge: AzureEdge,
  registry: AzureRegistry,
  cluster: AzureCluster,
  database: AzureDatabase,
  cache: AzureCache,
  identity: AzureIdentity,
  monitoring: AzureMonitoring,
  backup: AzureBackup,
} satisfies Platform;
