import type { platforms } from "../components/index.ts";
import type { AuditArgs } from "../components/contract/audit.ts";
import type { BackupLock } from "../components/contract/backup.ts";
import type { CacheSize } from "../components/contract/cache.ts";
import type { ClusterArgs } from "../components/contract/cluster.ts";
import type { DatabaseSize } from "../components/contract/database.ts";
import type { EdgeArgs } from "../components/contract/edge.ts";
import type { GitHub } from "../components/contract/identity.ts";
import type { NetworkArgs } from "../components/contract/network.ts";
import type { Durability, Environment } from "../components/tables/environments.ts";
import type { Tags } from "../components/tables/tags.ts";
import type { MaintenanceWindow } from "../components/windows.ts";

/** A stack's configuration, checked, with every default filled in. */
export interface Settings {
  readonly cloud: keyof typeof platforms;
  readonly environment: Environment;
  readonly region: string;
  readonly tags: Tags;
  readonly durability: Durability;
  /** One at least. */
  readonly windows: readonly [MaintenanceWindow, ...MaintenanceWindow[]];
  readonly network: Pick<NetworkArgs, "cidr" | "zones" | "natGateways" | "privateEndpoints">;
  readonly edge: Pick<EdgeArgs, "rateLimit" | "ddosProtection">;
  readonly cluster: Pick<ClusterArgs, "version" | "pools" | "accessCidrs" | "admins">;
  readonly database: DatabaseSize & { readonly replicas: number };
  readonly cache: CacheSize;
  /** Absent where no workflow gets in. */
  readonly github?: GitHub;
  readonly alerts: {
    readonly emails: readonly string[];
    readonly slack?: { readonly channel: string; readonly workspace?: string; readonly token?: string };
  };
  readonly budget: {
    /** US dollars a month. */
    readonly monthly: number;
    /** The month that it starts in: `2026-12`. */
    readonly start: string;
  };
  readonly audit: Pick<AuditArgs, "manageTrail" | "threatDetection" | "configurationHistory">;
  readonly backup: { readonly lock: BackupLock };
  /** Where copies go that outlive the region; absent where the environment keeps none. */
  readonly recovery?: {
    readonly region: string;
    /** False where the account's one replication of images is configured elsewhere. */
    readonly manageReplication: boolean;
  };
}
