/**
 * The services that private endpoints reach: the parts of each, and the zone in which the part has its names.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
import { resourceTypeOf } from "./arm.ts";

/** By ARM type in lower case: group id, and the domain of its public names; `{region}` stands for the target's. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "microsoft.keyvault/vaults": { vault: "vault.azure.net" },
  "microsoft.containerregistry/registries": { registry: "azurecr.io" },
  "microsoft.dbforpostgresql/flexibleservers": { postgresqlServer: "postgres.database.azure.com" },
  "microsoft.cache/redis": { redisCache: "redis.cache.windows.net" },
  "microsoft.cache/redisenterprise": { redisEnterprise: "{region}.redis.azure.net" },
  "microsoft.containerservice/managedclusters": { management: "{region}.azmk8s.io" },
  "microsoft.storage/storageaccounts": {
    ...Object.fromEntries(
      ["blob", "table", "queue", "file", "web", "dfs"].flatMap((part) => [
        [part, `${part}.core.windows.net`],
        [`${part}_secondary`, `${part}.core.windows.net`],
      ]),
    ),
  },
  "microsoft.monitor/accounts": { prometheusMetrics: "{region}.prometheus.monitor.azure.com" },
  "microsoft.dashboard/grafana": { grafana: "{region}.grafana.azure.com" },
};

/** The group ids that the target with that id offers; nothing where its service is not known here. */
export const groupsOf = (targetId: string): Readonly<Record<string, string>> | undefined =>
  GROUPS[resourceTypeOf(targetId).toLowerCase()];
