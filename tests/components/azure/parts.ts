/** The parts of an Azure platform, as values: what the specs of the others are given. */
import { cacheOf, clusterOf, databaseOf, keyOf, networkOf, registryOf } from "../../support/parts.ts";

export const scope = "honua-production";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = `${subscription}/resourceGroups/${scope}/providers`;

export const idOf = (type: string, name: string) => `${group}/${type}/${name}`;

export const logStoreId = idOf("Microsoft.OperationalInsights/workspaces", scope);

/** The object id of a key's user. */
export const principalOf = (purpose: string) =>
  `00000000-0000-0000-0000-${Buffer.from(purpose).toString("hex").padEnd(12, "0").slice(0, 12)}`;

export const azureKey = (purpose: string, vault = "honua-keys") =>
  keyOf(
    `https://${vault}.vault.azure.net/keys/${purpose}`,
    idOf("Microsoft.ManagedIdentity/userAssignedIdentities", `keys-${purpose}`),
    `client-of-${purpose}`,
    principalOf(purpose),
  );

const networkId = idOf("Microsoft.Network/virtualNetworks", "net");

export const network = networkOf({
  networkId,
  publicSubnetIds: [`${networkId}/subnets/public`],
  privateSubnetIds: ["1", "2", "3"].map((zone) => `${networkId}/subnets/private-${zone}`),
  databaseSubnetIds: [`${networkId}/subnets/database`],
  endpointSubnetIds: [`${networkId}/subnets/endpoints`],
  egressIds: [idOf("Microsoft.Network/natGateways", "net-nat-1")],
});

export const cluster = clusterOf({
  clusterName: "honua-production",
  clusterId: idOf("Microsoft.ContainerService/managedClusters", "honua-production"),
  endpoint: "https://honua-production-abc.hcp.eastus2.azmk8s.io:443",
  kubeconfig: "{}",
  kubeconfigCommand: "az aks get-credentials --resource-group honua-production --name honua-production",
  issuer: "https://eastus2.oic.prod-aks.azure.com/tenant/id/",
  issuerId: "https://eastus2.oic.prod-aks.azure.com/tenant/id/",
  clientId: `${networkId}/subnets/private-1`,
  nodePrincipal: principalOf("nodes"),
});

export const registry = registryOf({
  registryId: idOf("Microsoft.ContainerRegistry/registries", "honuaproductionregistry"),
  repositoryUrls: { agent: "honuaproductionregistry.azurecr.io/honua/agent" },
  loginCommand: "az acr login --name honuaproductionregistry",
});

const postgres = (name: string) => idOf("Microsoft.DBforPostgreSQL/flexibleServers", name);
const postgresHost = (name: string) => `${name}.postgres.database.azure.com`;

export const database = databaseOf({
  instanceId: postgres("db"),
  replicaIds: [postgres("db-replica-1"), postgres("db-replica-2")],
  host: postgresHost("db"),
  port: 5432,
  replicaHosts: [postgresHost("db-replica-1"), postgresHost("db-replica-2")],
  maxConnections: 5000,
  storageGiB: 512,
  databaseName: "honua",
  secretName: "honua-production-database",
  poolerPort: 6432,
});

const redisId = idOf("Microsoft.Cache/redisEnterprise", "cache");

export const cache = cacheOf({
  cacheId: redisId,
  nodeIds: [redisId],
  host: "cache.centralus.redis.azure.net",
  port: 10000,
  authentication: "password",
  secretName: "honua-production-cache",
});
