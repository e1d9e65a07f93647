import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";
import type { Tags } from "../tables/tags.ts";
import type { Cache } from "./cache.ts";
import type { Cluster } from "./cluster.ts";
import type { Database } from "./database.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Network } from "./network.ts";
import type { Registry } from "./registry.ts";

/** A Slack channel, as far as each cloud needs it told. */
export interface SlackChannel {
  /** AWS: its id, such as `C0123456789`; elsewhere its name. */
  readonly channel: string;
  /** AWS: id of the workspace that the account's chat client is authorised for. */
  readonly workspace?: string;
  /** Azure: URL of an incoming webhook; GCP: the token of a bot. Secret. */
  readonly token?: pulumi.Output<string>;
}

export interface MonitoringArgs extends Scoped {
  readonly environment: Environment;
  /** Costs are counted by them. */
  readonly tags: Tags;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly database: Database;
  readonly cache: Cache;
  readonly registry: Registry;
  /** Who gets mail. */
  readonly emails: readonly string[];
  readonly slack?: SlackChannel;
  /** What the environment may cost in a month, in US dollars; warnings at 80 and 100 %, and for a forecast above it. */
  readonly monthlyBudget: number;
  /** The month that the budget starts in: `2026-12`. */
  readonly budgetStart: string;
  readonly alertKey: EncryptionKey;
  readonly logKey: EncryptionKey;
  readonly logRetentionDays: number;
}

export interface Monitoring {
  /** Where whatever wants to raise an alarm sends it: a topic (AWS), an action group (Azure), a notification channel (GCP). */
  readonly alertTargetId: pulumi.Output<string>;
  /** The page that shows how the platform is. */
  readonly dashboardUrl: pulumi.Output<string>;
}
