import type * as pulumi from "@pulumi/pulumi";
import type { Durability, Environment } from "../tables/environments.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";

export interface AuditArgs extends Scoped {
  readonly environment: Environment;
  readonly key: EncryptionKey;
  readonly logKey: EncryptionKey;
  /** Days that the trail can be searched; its archive is kept for a year and more. */
  readonly logRetentionDays: number;
  readonly durability: Durability;
  /** False where the account's one trail is managed elsewhere. */
  readonly manageTrail: boolean;
  /** The cloud watches for attacks: GuardDuty (AWS), Defender (Azure), Security Command Center's part (GCP). Billed by use. */
  readonly threatDetection: boolean;
  /** The cloud records every change of a resource's configuration. Billed by use. */
  readonly configurationHistory: boolean;
}

export interface Audit {
  /** Where the trail of who did what is archived. */
  readonly archiveId: pulumi.Output<string>;
}
