import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network, NetworkArgs } from "../contract/network.ts";
import { databaseRules } from "./database-acl.ts";
import { AwsFlowLogs } from "./flow-logs.ts";
import { AwsPrivateEndpoints } from "./private-endpoints.ts";
import { after } from "../after.ts";
import { type Tier, subnetCidr } from "./subnet-layout.ts";

/** One zone's subnets. */
interface Zone {
  readonly name: string;
  readonly subnets: Readonly<Record<Tier, aws.ec2.Subnet>>;
}

/** How a subnet's traffic leaves the network. */
interface Exit {
  readonly table: aws.ec2.RouteTable;
  /** What has to be there before it can: machines that start earlier find nothing to install themselves from. */
  readonly steps: pulumi.Resource[];
}

/** How EKS finds the subnets for its load balancers: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const subnetTags: Readonly<Record<Tier, Record<string, string>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  database: {},
};

/** A VPC with a public, a private and a database subnet in each zone. */
export class AwsNetwork extends pulumi.ComponentResource implements Network {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly databaseSubnetIds: pulumi.Output<string>[];
  readonly endpointSubnetIds: pulumi.Output<string>[];
  readonly egressIds: pulumi.Output<string>[];

  private readonly name: string;
  private readonly vpc: aws.ec2.Vpc;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Network", name, {}, opts);
    this.name = name;
    this.vpc = this.createVpc(args.cidr);
    this.closeDefaultSecurityGroup();

    const zones = args.zones.map((zone) => this.createSubnets(args.cidr, zone));
    const internet = this.routeToInternet(zones);
    const gateways = this.createNatGateways(zones, args.natGateways, internet);
    const exits = this.routeThroughNat(zones, gateways);
    this.isolateDatabases(zones, args);

    this.recordFlows(args);
    this.createPrivateEndpoints(zones, exits, args);

    this.networkId = this.vpc.id;
    this.publicSubnetIds = subnetIds(zones, "public");
    this.privateSubnetIds = zones.map(({ subnets }, index) => after(subnets.private.id, ...exits[index]!.steps));
    this.databaseSubnetIds = subnetIds(zones, "database");
    this.endpointSubnetIds = this.privateSubnetIds;
    this.egressIds = gateways.map(({ id }) => id);
    this.registerOutputs({
      networkId: this.networkId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      databaseSubnetIds: this.databaseSubnetIds,
      endpointSubnetIds: this.endpointSubnetIds,
      egressIds: this.egressIds,
    });
  }

  private createVpc(cidr: string): aws.ec2.Vpc {
    return new aws.ec2.Vpc(
      this.name,
      { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true },
      { parent: this },
    );
  }

  /** Whatever is started without a security group of its own gets this one: it lets nothing in or out. */
  private closeDefaultSecurityGroup(): void {
    new aws.ec2.DefaultSecurityGroup(
      `${this.name}-default`,
      { vpcId: this.vpc.id, ingress: [], egress: [] },
      { parent: this },
    );
  }

  private createSubnets(cidr: string, zone: string): Zone {
    const create = (tier: Tier) =>
      new aws.ec2.Subnet(
        `${this.name}-${tier}-${zone}`,
        {
          vpcId: this.vpc.id,
          availabilityZone: zone,
          cidrBlock: subnetCidr(cidr, tier, zone),
          tags: subnetTags[tier],
        },
        { parent: this },
      );
    return {
      name: zone,
      subnets: { public: create("public"), private: create("private"), database: create("database") },
    };
  }

  private routeToInternet(zones: Zone[]): aws.ec2.InternetGateway {
    const gateway = new aws.ec2.InternetGateway(this.name, { vpcId: this.vpc.id }, { parent: this });
    const table = this.createRouteTable("public");
    this.createDefaultRoute("public", table, { gatewayId: gateway.id });
    for (const zone of zones) this.associate(table, zone, "public");
    return gateway;
  }

  /** One in each zone, in the zones' order, or one in the first for all of them. */
  private createNatGateways(
    zones: Zone[],
    natGateways: NetworkArgs["natGateways"],
    internet: aws.ec2.InternetGateway,
  ): aws.ec2.NatGateway[] {
    const homes = natGateways === "per-zone" ? zones : zones.slice(0, 1);
    return homes.map((zone) => this.createNatGateway(zone, internet));
  }

  /** Every zone has a table of its own: going from one NAT gateway to one per zone then changes routes, not tables. */
  private routeThroughNat(zones: Zone[], gateways: aws.ec2.NatGateway[]): Exit[] {
    return zones.map((zone, index) => {
      const table = this.createRouteTable(`private-${zone.name}`);
      const natGatewayId = (gateways[index] ?? gateways[0])?.id;
      const route = this.createDefaultRoute(`private-${zone.name}`, table, { natGatewayId });
      return { table, steps: [route, this.associate(table, zone, "private")] };
    });
  }

  private createNatGateway(zone: Zone, internet: aws.ec2.InternetGateway): aws.ec2.NatGateway {
    const name = `${this.name}-nat-${zone.name}`;
    const address = new aws.ec2.Eip(name, { domain: "vpc" }, { parent: this });
    return new aws.ec2.NatGateway(
      name,
      { allocationId: address.allocationId, subnetId: zone.subnets.public.id },
      { parent: this, dependsOn: [internet] },
    );
  }

  /** The database tier has no way out of the network, and lets in its own ports only, from the private tier. */
  private isolateDatabases(zones: Zone[], args: NetworkArgs): void {
    const table = this.createRouteTable("database");
    for (const zone of zones) this.associate(table, zone, "database");
    new aws.ec2.NetworkAcl(
      `${this.name}-database`,
      { vpcId: this.vpc.id, subnetIds: subnetIds(zones, "database"), ...databaseRules(args.cidr, args.zones) },
      { parent: this },
    );
  }

  private recordFlows(args: NetworkArgs): void {
    new AwsFlowLogs(
      `${this.name}-flow-logs`,
      { vpcId: this.vpc.id, keyId: args.logKey.id, retentionDays: args.logRetentionDays },
      { parent: this },
    );
  }

  private createPrivateEndpoints(zones: Zone[], exits: Exit[], args: NetworkArgs): void {
    new AwsPrivateEndpoints(
      `${this.name}-endpoints`,
      {
        vpcId: this.vpc.id,
        cidr: args.cidr,
        subnetIds: subnetIds(zones, "private"),
        routeTableIds: exits.map(({ table }) => table.id),
        services: args.privateEndpoints,
      },
      { parent: this },
    );
  }

  private createRouteTable(role: string): aws.ec2.RouteTable {
    return new aws.ec2.RouteTable(`${this.name}-${role}`, { vpcId: this.vpc.id }, { parent: this });
  }

  private createDefaultRoute(
    role: string,
    table: aws.ec2.RouteTable,
    target: Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId">,
  ): aws.ec2.Route {
    return new aws.ec2.Route(
      `${this.name}-${role}`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target },
      { parent: this },
    );
  }

  private associate(table: aws.ec2.RouteTable, zone: Zone, tier: Tier): aws.ec2.RouteTableAssociation {
    return new aws.ec2.RouteTableAssociation(
      `${this.name}-${tier}-${zone.name}`,
      { routeTableId: table.id, subnetId: zone.subnets[tier].id },
      { parent: this },
    );
  }
}

function subnetIds(zones: Zone[], tier: Tier): pulumi.Output<string>[] {
  return zones.map(({ subnets }) => subnets[tier].id);
}
