/**
 * Which Azure resources keep others alive. That what is pointed at exists is checked for every id among the inputs
 * (checks/existence.ts); here is what Azure refuses to delete while something uses it.
 */
import type { Reference } from "../model.ts";
import { tokens } from "./tokens.ts";

const NETWORK = "https://learn.microsoft.com/azure/virtual-network/";

type User = readonly [type: string, path: string];

/** Each row: what must not be deleted, the page that says so, and the inputs that hold its id. */
const USES: readonly (readonly [target: string, source: string, ...users: readonly User[]])[] = [
  [
    "network:Subnet",
    `${NETWORK}virtual-network-manage-subnet`,
    ["network:NetworkInterface", "ipConfigurations[].subnet.id"],
    ["network:PrivateEndpoint", "subnet.id"],
    ["network:LoadBalancer", "frontendIPConfigurations[].subnet.id"],
    ["network:ApplicationGateway", "gatewayIPConfigurations[].subnet.id"],
    ["network:BastionHost", "ipConfigurations[].subnet.id"],
    ["network:AzureFirewall", "ipConfigurations[].subnet.id"],
    ["network:VirtualNetworkGateway", "ipConfigurations[].subnet.id"],
    ["containerservice:ManagedCluster", "agentPoolProfiles[].vnetSubnetID"],
    ["containerservice:ManagedCluster", "agentPoolProfiles[].podSubnetID"],
    ["containerservice:ManagedCluster", "apiServerAccessProfile.subnetId"],
    ["containerservice:AgentPool", "vnetSubnetID"],
    ["containerservice:AgentPool", "podSubnetID"],
    ["dbforpostgresql:Server", "network.delegatedSubnetResourceId"],
    ["redis:Redis", "subnetId"],
    ["app:ManagedEnvironment", "vnetConfiguration.infrastructureSubnetId"],
    ["web:WebApp", "virtualNetworkSubnetId"],
  ],
  [
    "network:NetworkSecurityGroup",
    `${NETWORK}manage-network-security-group`,
    ["network:Subnet", "networkSecurityGroup.id"],
    ["network:NetworkInterface", "networkSecurityGroup.id"],
  ],
  ["network:RouteTable", `${NETWORK}manage-route-table`, ["network:Subnet", "routeTable.id"]],
  ["network:NatGateway", `${NETWORK}virtual-network-manage-subnet`, ["network:Subnet", "natGateway.id"]],
  [
    "network:PublicIPAddress",
    `${NETWORK}ip-services/virtual-network-public-ip-address`,
    ["network:NetworkInterface", "ipConfigurations[].publicIPAddress.id"],
    ["network:NatGateway", "publicIpAddresses[].id"],
    ["network:LoadBalancer", "frontendIPConfigurations[].publicIPAddress.id"],
    ["network:BastionHost", "ipConfigurations[].publicIPAddress.id"],
  ],
  [
    "network:NetworkInterface",
    `${NETWORK}virtual-network-network-interface`,
    ["compute:VirtualMachine", "networkProfile.networkInterfaces[].id"],
  ],
  [
    "network:VirtualNetwork",
    "https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links",
    ["privatedns:VirtualNetworkLink", "virtualNetwork.id"],
  ],
  [
    "network:DdosProtectionPlan",
    "https://learn.microsoft.com/azure/ddos-protection/manage-ddos-protection",
    ["network:VirtualNetwork", "ddosProtectionPlan.id"],
  ],
  [
    "privatedns:PrivateZone",
    "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private",
    ["dbforpostgresql:Server", "network.privateDnsZoneArmResourceId"],
  ],
  [
    "web:AppServicePlan",
    "https://learn.microsoft.com/azure/app-service/app-service-plan-manage",
    ["web:WebApp", "serverFarmId"],
  ],
  [
    "app:ManagedEnvironment",
    "https://learn.microsoft.com/azure/container-apps/environment",
    ["app:ContainerApp", "managedEnvironmentId"],
  ],
  [
    "compute:DiskEncryptionSet",
    "https://learn.microsoft.com/azure/virtual-machines/disk-encryption",
    ["compute:Disk", "encryption.diskEncryptionSetId"],
    ["containerservice:ManagedCluster", "diskEncryptionSetID"],
  ],
  [
    "network:PublicIPPrefix",
    `${NETWORK}ip-services/manage-public-ip-address-prefix`,
    ["network:PublicIPAddress", "publicIPPrefix.id"],
    ["network:NatGateway", "publicIpPrefixes[].id"],
  ],
  [
    "network:WebApplicationFirewallPolicy",
    "https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview",
    ["network:ApplicationGateway", "firewallPolicy.id"],
  ],
  [
    "dataprotection:BackupPolicy",
    "https://learn.microsoft.com/azure/backup/backup-azure-dataprotection-use-rest-api-backup-postgresql",
    ["dataprotection:BackupInstance", "properties.policyInfo.policyId"],
  ],
  [
    "dbforpostgresql:Server",
    "https://learn.microsoft.com/azure/postgresql/read-replica/concepts-read-replicas",
    ["dbforpostgresql:Server", "sourceServerResourceId"],
  ],
];

export const references: readonly Reference[] = USES.flatMap(([target, source, ...users]) =>
  users.map(([type, path]) => ({
    types: tokens(type),
    path,
    to: tokens(target),
    given: () => true, // that it exists is checks/existence.ts's to say: it may be a part of another resource
    blocksDelete: true,
    source,
  })),
);
