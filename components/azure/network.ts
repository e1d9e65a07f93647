import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Network, NetworkArgs } from "../contract/network.ts";
import { after } from "../after.ts";
import { AzureFlowLogs } from "./flow-logs.ts";
import { vaultOf } from "./keys.ts";
import { AzurePrivateEndpoint } from "./private-endpoint.ts";
import { AzurePrivateZones, type PrivateZone } from "./private-zones.ts";
import { securityRules } from "./security-rules.ts";
import { type RegionalTier, privateCidr, regionalCidr } from "./subnet-layout.ts";
import { idInGroup } from "./subscription.ts";

/** Zones that Azure spreads an address over: all of the region's, or one; no other choice is allowed. */
const everyZone = ["1", "2", "3"];

/** What only one service may put something into: https://learn.microsoft.com/azure/virtual-network/subnet-delegation-overview */
const delegations: Readonly<Partial<Record<RegionalTier, string>>> = {
  controlPlane: "Microsoft.ContainerService/managedClusters",
  database: "Microsoft.DBforPostgreSQL/flexibleServers",
};

type Subnet = Pick<azure.network.SubnetArgs, "addressPrefix"> & Partial<azure.network.SubnetArgs>;

/**
 * A virtual network with a private subnet in each zone, and one subnet over all zones for each other tier.
 * docs/decisions/azure-network.md
 */
export class AzureNetwork extends pulumi.ComponentResource implements Network {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly databaseSubnetIds: pulumi.Output<string>[];
  readonly endpointSubnetIds: pulumi.Output<string>[];
  readonly egressIds: pulumi.Output<string>[];

  private readonly name: string;
  private readonly args: NetworkArgs;
  private readonly network: azure.network.VirtualNetwork;
  private lastSubnet?: azure.network.Subnet;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Network", name, {}, opts);
    this.name = name;
    this.args = args;
    this.network = this.createNetwork();

    const groups = this.createSecurityGroups();
    const gateways = this.createNatGateways();
    const workloads = this.createPrivateSubnets(groups.private, gateways);
    const tier = (role: RegionalTier, more?: Partial<azure.network.SubnetArgs>) =>
      this.createRegionalSubnet(role, groups[role], more);
    const ingress = tier("public");
    // PostgreSQL writes its log to storage this way, and would add the endpoint itself.
    const databases = tier("database", { serviceEndpoints: [{ service: "Microsoft.Storage" }] });
    const endpoints = tier("endpoints", { privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled" });
    const controlPlane = tier("controlPlane");

    const zones = this.linkPrivateZones();
    const flowLogs = this.recordFlows();
    const linked = zones.map(({ urn }) => urn);

    this.networkId = after(this.network.id, controlPlane.urn);
    this.publicSubnetIds = [ingress.id];
    this.privateSubnetIds = workloads.map(({ id }) => id);
    this.databaseSubnetIds = [after(databases.id, ...linked)];
    this.endpointSubnetIds = [after(endpoints.id, ...linked)];
    this.egressIds = gateways.map(({ id }) => id);
    this.createPrivateEndpoints(flowLogs);
    this.registerOutputs({
      networkId: this.networkId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      databaseSubnetIds: this.databaseSubnetIds,
      endpointSubnetIds: this.endpointSubnetIds,
      egressIds: this.egressIds,
    });
  }

  private createNetwork(): azure.network.VirtualNetwork {
    return new azure.network.VirtualNetwork(
      this.name,
      {
        resourceGroupName: this.args.scope,
        addressSpace: { addressPrefixes: [this.args.cidr] },
        ...(this.args.ddosProtection === "advanced" && this.protectAgainstFloods()),
      },
      { parent: this },
    );
  }

  /** About 2,944 USD a month for up to 100 addresses, of all networks that share the plan: https://azure.microsoft.com/pricing/details/ddos-protection */
  private protectAgainstFloods(): Pick<
    azure.network.VirtualNetworkArgs,
    "enableDdosProtection" | "ddosProtectionPlan"
  > {
    const plan = new azure.network.DdosProtectionPlan(
      this.name,
      { resourceGroupName: this.args.scope },
      { parent: this },
    );
    return { enableDdosProtection: true, ddosProtectionPlan: { id: plan.id } };
  }

  private createSecurityGroups() {
    const rules = securityRules(this.args.cidr, this.args.zones);
    const create = (tier: keyof typeof rules) =>
      new azure.network.NetworkSecurityGroup(
        `${this.name}-${tier}`,
        { resourceGroupName: this.args.scope, securityRules: rules[tier] },
        { parent: this },
      );
    return {
      public: create("public"),
      private: create("private"),
      database: create("database"),
      endpoints: create("endpoints"),
      controlPlane: create("controlPlane"),
    };
  }

  private createNatGateways(): azure.network.NatGateway[] {
    const zones = this.args.natGateways === "per-zone" ? this.args.zones : this.args.zones.slice(0, 1);
    return zones.map((zone) => this.createNatGateway(zone));
  }

  /** Every zone has a subnet of its own: going from one NAT gateway to one per zone then changes ways out, not subnets. */
  private createPrivateSubnets(
    group: azure.network.NetworkSecurityGroup,
    gateways: azure.network.NatGateway[],
  ): azure.network.Subnet[] {
    return this.args.zones.map((zone, index) =>
      this.createSubnet(`private-${zone}`, group, {
        addressPrefix: privateCidr(this.args.cidr, zone),
        natGateway: { id: (gateways[index] ?? gateways[0])?.id },
      }),
    );
  }

  private createNatGateway(zone: string): azure.network.NatGateway {
    const name = `${this.name}-nat-${zone}`;
    const address = new azure.network.PublicIPAddress(
      name,
      {
        resourceGroupName: this.args.scope,
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
        zones: everyZone,
      },
      { parent: this },
    );
    return new azure.network.NatGateway(
      name,
      {
        resourceGroupName: this.args.scope,
        sku: { name: "Standard" },
        zones: [zone],
        publicIpAddresses: [{ id: address.id }],
      },
      { parent: this },
    );
  }

  private createRegionalSubnet(
    tier: RegionalTier,
    group: azure.network.NetworkSecurityGroup,
    more: Partial<azure.network.SubnetArgs> = {},
  ): azure.network.Subnet {
    const serviceName = delegations[tier];
    return this.createSubnet(subnetNames[tier], group, {
      addressPrefix: regionalCidr(this.args.cidr, tier),
      ...(serviceName !== undefined && { delegations: [{ name: "service", serviceName }] }),
      ...more,
    });
  }

  /** One after the other: Azure refuses to change two subnets of a network at once. */
  private createSubnet(role: string, group: azure.network.NetworkSecurityGroup, args: Subnet): azure.network.Subnet {
    this.lastSubnet = new azure.network.Subnet(
      `${this.name}-${role}`,
      {
        resourceGroupName: this.args.scope,
        virtualNetworkName: this.network.name,
        subnetName: role,
        networkSecurityGroup: { id: group.id },
        // Without it, whatever has no other way out gets an address from Azure that nobody chose.
        defaultOutboundAccess: false,
        ...args,
      },
      { parent: this, dependsOn: this.lastSubnet },
    );
    return this.lastSubnet;
  }

  private linkPrivateZones(): azure.privatedns.VirtualNetworkLink[] {
    const zones: PrivateZone[] = ["postgres", "redis", "registry", "vault"];
    if (this.args.privateEndpoints === "all") zones.push("blob");
    const { links } = new AzurePrivateZones(
      `${this.name}-zones`,
      { scope: this.args.scope, zones, networkId: this.network.id },
      { parent: this },
    );
    return links;
  }

  private recordFlows(): AzureFlowLogs {
    return new AzureFlowLogs(
      `${this.name}-flow-logs`,
      {
        scope: this.args.scope,
        networkId: this.network.id,
        region: this.network.location as pulumi.Output<string>,
        key: this.args.logKey,
        retentionDays: this.args.logRetentionDays,
      },
      { parent: this },
    );
  }

  /** To what is there before the network; other parts make their own. */
  private createPrivateEndpoints(flowLogs: AzureFlowLogs): void {
    const { vaultName } = vaultOf(this.args.logKey);
    const endpoint = (service: "blob" | "vault", targetId: pulumi.Input<string>) =>
      new AzurePrivateEndpoint(
        `${this.name}-${service}`,
        { scope: this.args.scope, subnetId: this.endpointSubnetIds[0] ?? "", service, targetId },
        { parent: this },
      );
    endpoint("vault", idInGroup(this, this.args.scope, "Microsoft.KeyVault/vaults", vaultName));
    if (this.args.privateEndpoints === "all") endpoint("blob", flowLogs.archiveId);
  }
}

/** What the subnets are called in Azure, by which another part finds one that the contract has no word for. */
const subnetNames: Readonly<Record<RegionalTier, string>> = {
  public: "public",
  database: "database",
  endpoints: "endpoints",
  controlPlane: "control-plane",
};

/** The subnet that AKS puts its control plane's addresses into. */
export const controlPlaneSubnetId = ({ networkId }: Network): pulumi.Output<string> =>
  pulumi.interpolate`${networkId}/subnets/${subnetNames.controlPlane}`;
