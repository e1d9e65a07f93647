import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";

export interface GcpNatArgs extends Scoped {
  readonly networkId: pulumi.Input<string>;
  /** The subnet whose nodes and pods get out. */
  readonly subnetId: pulumi.Input<string>;
  /** Addresses to go out from; each has ports for 64,512 connections to one and the same destination. */
  readonly addresses: readonly string[];
}

/**
 * How private machines get out. Cloud NAT spans the region's zones by itself; more addresses give it more ports. They are
 * static, so that others can let them in.
 */
export class GcpNat extends pulumi.ComponentResource {
  readonly natId: pulumi.Output<string>;

  constructor(name: string, args: GcpNatArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Nat", name, {}, opts);
    const { scope: project, networkId: network } = args;
    const router = new gcp.compute.Router(name, { project, network }, { parent: this });
    const addresses = args.addresses.map(
      (address) =>
        new gcp.compute.Address(`${name}-${address}`, { project, addressType: "EXTERNAL" }, { parent: this }),
    );
    const nat = new gcp.compute.RouterNat(
      name,
      {
        project,
        router: router.name,
        natIpAllocateOption: "MANUAL_ONLY",
        natIps: addresses.map(({ selfLink }) => selfLink),
        sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
        subnetworks: [{ name: args.subnetId, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
        // Builds open many connections at once: a node takes more ports as it needs them, which Google allows only
        // without endpoint-independent mapping. https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
        enableDynamicPortAllocation: true,
        enableEndpointIndependentMapping: false,
        minPortsPerVm: 256,
        maxPortsPerVm: 8192,
        logConfig: { enable: true, filter: "ERRORS_ONLY" },
      },
      { parent: this },
    );
    this.natId = nat.id;
    this.registerOutputs({ natId: this.natId });
  }
}
