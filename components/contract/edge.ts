import type * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { DdosProtection } from "./network.ts";

export interface EdgeArgs extends Scoped {
  /** Requests that one address may make in five minutes. */
  readonly rateLimit: number;
  readonly ddosProtection: DdosProtection;
  readonly logKey: EncryptionKey;
  readonly logRetentionDays: number;
}

/** What stands between the internet and the platform's load balancers. */
export interface Edge {
  /** The web application firewall, as an ingress names it to be put behind it. */
  readonly firewallId: pulumi.Output<string>;
}
