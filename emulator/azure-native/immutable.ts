/**
 * Inputs that replace a resource beside those in its path, which conventions.ts knows: the provider's own list,
 * pulumi-azure-native, provider/pkg/gen/replacement.go, and what Azure refuses to change.
 */
import { byToken } from "./tokens.ts";

const STAYS_WHERE_IT_IS = ["location"];

export const immutable: Readonly<Record<string, readonly string[]>> = byToken({
  "authorization:RoleAssignment": ["principalId", "scope", "roleDefinitionId"],
  "cdn:Profile": [...STAYS_WHERE_IT_IS, "sku.name"],
  "containerregistry:Registry": STAYS_WHERE_IT_IS,
  "containerservice:AgentPool": ["gpuInstanceProfile", "vmSize", "vnetSubnetID", "osType", "osDiskType"],
  "containerservice:ManagedCluster": [
    ...STAYS_WHERE_IT_IS,
    "diskEncryptionSetID",
    "dnsPrefix",
    "fqdnSubdomain",
    "linuxProfile",
    "nodeResourceGroup",
    "windowsProfile",
    "networkProfile.serviceCidr",
    "networkProfile.serviceCidrs[]",
    "networkProfile.dnsServiceIP",
    "networkProfile.networkMode",
    "networkProfile.networkPlugin",
    "networkProfile.networkPluginMode",
    "networkProfile.podCidr",
    "networkProfile.networkDataplane",
    "networkProfile.networkPolicy",
    "networkProfile.outboundType",
  ],
  "cosmosdb:SqlResourceSqlRoleAssignment": ["principalId", "scope"],
  "dbforpostgresql:Server": [...STAYS_WHERE_IT_IS, "administratorLogin", "network.delegatedSubnetResourceId"],
  "keyvault:Vault": STAYS_WHERE_IT_IS,
  "managedidentity:UserAssignedIdentity": STAYS_WHERE_IT_IS,
  "network:NatGateway": [...STAYS_WHERE_IT_IS, "sku.name"],
  "network:NetworkInterface": STAYS_WHERE_IT_IS,
  "network:NetworkSecurityGroup": STAYS_WHERE_IT_IS,
  "network:PrivateEndpoint": [...STAYS_WHERE_IT_IS, "subnet"],
  "network:PublicIPAddress": [...STAYS_WHERE_IT_IS, "publicIPAddressVersion", "publicIPPrefix", "sku"],
  "network:VirtualNetwork": STAYS_WHERE_IT_IS,
  "operationalinsights:Workspace": STAYS_WHERE_IT_IS,
  "redis:Redis": STAYS_WHERE_IT_IS,
  "redisenterprise:RedisEnterprise": STAYS_WHERE_IT_IS,
  "resources:ResourceGroup": STAYS_WHERE_IT_IS,
  "servicebus:Queue": ["requiresDuplicateDetection", "requiresSession", "enablePartitioning"],
  "servicebus:Topic": ["requiresDuplicateDetection", "requiresSession", "enablePartitioning"],
  "sql:Server": [...STAYS_WHERE_IT_IS, "administratorLogin"],
  "storage:StorageAccount": [...STAYS_WHERE_IT_IS, "isHnsEnabled"],
  "web:WebApp": [...STAYS_WHERE_IT_IS, "kind"],
});
