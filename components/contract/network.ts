import type * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";

export interface NetworkArgs extends Scoped {
  /** Address range, with a prefix of 16 to 20. */
  readonly cidr: string;
  /** Availability zones to span. A zone's addresses stay the same whatever other zones are listed. */
  readonly zones: readonly string[];
  /** `per-zone` survives the loss of a zone; `single` costs less and does not. */
  readonly natGateways: "per-zone" | "single";
  /** Which of the cloud's services are reached without leaving the network. */
  readonly privateEndpoints: "essential" | "all";
  /** `advanced` pays for the cloud's own response to attacks, where that is bound to the network. */
  readonly ddosProtection: DdosProtection;
  /** Key that encrypts the flow logs. */
  readonly logKey: EncryptionKey;
  /** Days that the flow logs are kept. */
  readonly logRetentionDays: number;
}

export type DdosProtection = "standard" | "advanced";

/**
 * A network of three tiers: public (load balancers), private (workloads) and database (no way out). Lists of subnets are
 * in the order of the zones, or hold one subnet where the cloud's subnets span zones.
 */
export interface Network {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** What databases and caches are put into, ready for them. */
  readonly databaseSubnetIds: pulumi.Output<string>[];
  /** Where private endpoints to the cloud's services get their addresses. */
  readonly endpointSubnetIds: pulumi.Output<string>[];
  /** What the private subnets get out through, as the cloud's metrics name it: NAT gateways, one at least. */
  readonly egressIds: pulumi.Output<string>[];
}
