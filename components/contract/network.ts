import type * as pulumi from "@pulumi/pulumi";

export interface NetworkArgs {
  /** Address range, with a prefix of 16 to 20. */
  readonly cidr: string;
  /** Availability zones to span. A zone's addresses stay the same whatever other zones are listed. */
  readonly zones: readonly string[];
  /** `per-zone` survives the loss of a zone; `single` costs less and does not. */
  readonly natGateways: "per-zone" | "single";
  /** Which of the cloud's services are reached without leaving the network. */
  readonly privateEndpoints: "essential" | "all";
  /** Key that encrypts the flow logs. */
  readonly logKeyId: pulumi.Input<string>;
  /** Days that the flow logs are kept. */
  readonly logRetentionDays: pulumi.Input<number>;
}

/** A network of three tiers: public (load balancers), private (workloads) and database (no way out). */
export interface Network {
  readonly networkId: pulumi.Output<string>;
  /** In the order of the zones, like the two below. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly databaseSubnetIds: pulumi.Output<string>[];
}
