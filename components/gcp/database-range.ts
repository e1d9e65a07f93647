import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Scoped } from "../contract/foundation.ts";
import { placeOf } from "./place.ts";

export interface GcpDatabaseRangeArgs extends Scoped {
  readonly networkId: pulumi.Input<string>;
  /** Addresses that Google's own network gets for Cloud SQL. */
  readonly cidr: string;
  /** The subnet in which Redis clusters get their endpoints. */
  readonly endpointSubnetId: pulumi.Input<string>;
}

/** The two ways in which Google's databases are reached privately, each there before the first database. */
export class GcpDatabaseRange extends pulumi.ComponentResource {
  /** Name of the range that Cloud SQL takes addresses from. */
  readonly rangeName: pulumi.Output<string>;
  /** The subnet that Redis clusters may put endpoints into. */
  readonly endpointSubnetId: pulumi.Output<string>;

  constructor(name: string, args: GcpDatabaseRangeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:DatabaseRange", name, {}, opts);
    this.rangeName = this.lendRange(name, args);
    this.endpointSubnetId = this.admitRedis(name, args);
    this.registerOutputs({ rangeName: this.rangeName, endpointSubnetId: this.endpointSubnetId });
  }

  /**
   * Private services access: a peering with Google's network. Google may keep its end for days after the last database is
   * gone, and refuse to delete the connection until then; what to do: docs/decisions/gcp-network.md. A connection that is
   * only forgotten (`deletionPolicy: "ABANDON"`) leaves a peering, which keeps the network from being deleted.
   */
  private lendRange(name: string, { scope: project, networkId: network, cidr }: GcpDatabaseRangeArgs) {
    const [address, prefix] = cidr.split("/");
    const range = new gcp.compute.GlobalAddress(
      name,
      { project, network, purpose: "VPC_PEERING", addressType: "INTERNAL", address, prefixLength: Number(prefix) },
      { parent: this },
    );
    const connection = new gcp.servicenetworking.Connection(
      name,
      {
        network,
        service: "servicenetworking.googleapis.com",
        reservedPeeringRanges: [range.name],
        updateOnCreationFail: true,
      },
      { parent: this },
    );
    return after(range.name, connection);
  }

  /** https://cloud.google.com/memorystore/docs/cluster/networking#service_connection_policies */
  private admitRedis(name: string, { scope: project, networkId: network, endpointSubnetId }: GcpDatabaseRangeArgs) {
    const policy = new gcp.networkconnectivity.ServiceConnectionPolicy(
      name,
      {
        project,
        location: placeOf(this).region,
        network,
        serviceClass: "gcp-memorystore-redis",
        description: "Redis clusters put their endpoints into this network",
        pscConfig: { subnetworks: [endpointSubnetId] },
      },
      { parent: this },
    );
    return after(endpointSubnetId, policy);
  }
}
