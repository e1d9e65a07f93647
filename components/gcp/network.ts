import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Network, NetworkArgs } from "../contract/network.ts";
import { GcpDatabaseRange } from "./database-range.ts";
import { GcpFirewall } from "./firewall.ts";
import { GcpNat } from "./nat.ts";
import { GcpPrivateEndpoints } from "./private-endpoints.ts";
import { type Layout, layoutOf, rangeNames } from "./subnet-layout.ts";

/** A VPC in one region: load balancers' proxies, nodes and pods, endpoints, and a range lent to Google for databases. */
export class GcpNetwork extends pulumi.ComponentResource implements Network {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** The name of Cloud SQL's range, and the subnet of Redis' endpoints. */
  readonly databaseSubnetIds: pulumi.Output<string>[];
  readonly endpointSubnetIds: pulumi.Output<string>[];
  readonly egressIds: pulumi.Output<string>[];

  private readonly name: string;
  private readonly network: gcp.compute.Network;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Network", name, {}, opts);
    this.name = name;
    this.network = this.createNetwork(args);
    const layout = layoutOf(args.cidr);
    const proxies = this.createProxySubnet(layout, args);
    const nodes = this.createNodeSubnet(layout, args);
    const endpoints = this.createEndpointSubnet(layout, args);
    const database = this.admitDatabases(layout, endpoints, args);
    const nat = this.letOut(nodes, args);
    this.letIn(layout, args);
    this.reachGoogle(args);

    this.networkId = this.network.id;
    this.publicSubnetIds = [proxies.id];
    this.privateSubnetIds = [nodes.id];
    this.databaseSubnetIds = [database.rangeName, database.endpointSubnetId];
    this.endpointSubnetIds = [endpoints.id];
    this.egressIds = [nat.natId];
    this.registerOutputs({
      networkId: this.networkId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      databaseSubnetIds: this.databaseSubnetIds,
      endpointSubnetIds: this.endpointSubnetIds,
      egressIds: this.egressIds,
    });
  }

  private createNetwork({ scope: project }: NetworkArgs): gcp.compute.Network {
    return new gcp.compute.Network(
      this.name,
      { project, autoCreateSubnetworks: false, routingMode: "REGIONAL" },
      { parent: this },
    );
  }

  private createProxySubnet({ proxies }: Layout, { scope: project }: NetworkArgs): gcp.compute.Subnetwork {
    return new gcp.compute.Subnetwork(
      `${this.name}-public`,
      {
        project,
        network: this.network.id,
        ipCidrRange: proxies,
        purpose: "REGIONAL_MANAGED_PROXY",
        role: "ACTIVE",
      },
      { parent: this },
    );
  }

  private createNodeSubnet({ nodes, pods, services }: Layout, { scope: project }: NetworkArgs): gcp.compute.Subnetwork {
    return new gcp.compute.Subnetwork(
      `${this.name}-private`,
      {
        project,
        network: this.network.id,
        ipCidrRange: nodes,
        secondaryIpRanges: [
          { rangeName: rangeNames.pods, ipCidrRange: pods },
          { rangeName: rangeNames.services, ipCidrRange: services },
        ],
        privateIpGoogleAccess: true,
        logConfig: flowLogs,
      },
      { parent: this },
    );
  }

  private createEndpointSubnet({ endpoints }: Layout, { scope: project }: NetworkArgs): gcp.compute.Subnetwork {
    return new gcp.compute.Subnetwork(
      `${this.name}-endpoints`,
      {
        project,
        network: this.network.id,
        ipCidrRange: endpoints,
        privateIpGoogleAccess: true,
        logConfig: flowLogs,
      },
      { parent: this },
    );
  }

  private admitDatabases(layout: Layout, endpoints: gcp.compute.Subnetwork, args: NetworkArgs): GcpDatabaseRange {
    return new GcpDatabaseRange(
      `${this.name}-database`,
      { scope: args.scope, networkId: this.network.id, cidr: layout.database, endpointSubnetId: endpoints.id },
      { parent: this },
    );
  }

  private letOut(nodes: gcp.compute.Subnetwork, { scope, zones, natGateways }: NetworkArgs): GcpNat {
    const addresses = natGateways === "per-zone" ? zones : zones.slice(0, 1);
    return new GcpNat(
      `${this.name}-nat`,
      { scope, networkId: this.network.id, subnetId: nodes.id, addresses },
      { parent: this },
    );
  }

  private letIn(layout: Layout, { scope }: NetworkArgs): void {
    new GcpFirewall(`${this.name}-firewall`, { scope, networkId: this.network.id, layout }, { parent: this });
  }

  private reachGoogle({ scope, privateEndpoints: services }: NetworkArgs): void {
    new GcpPrivateEndpoints(`${this.name}-google`, { scope, networkId: this.network.id, services }, { parent: this });
  }
}

/** Every connection, sampled by half; the log store's retention and key hold for them. */
const flowLogs = {
  aggregationInterval: "INTERVAL_5_SEC",
  flowSampling: 0.5,
  metadata: "INCLUDE_ALL_METADATA",
};
