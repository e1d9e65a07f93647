/** Endpoints of stores, vaults, databases, caches, brokers and monitors. */
import { always, extend, uuid, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext } from "../../model.ts";
import { base64Of, textAt, uuidOf } from "../../text.ts";
import { SUBSCRIPTION, TENANT } from "../subscription.ts";
import { host, nameOf, regionOf } from "./common.ts";

const storageEndpoints = (account: string) => ({
  blob: `https://${account}.blob.core.windows.net/`,
  dfs: `https://${account}.dfs.core.windows.net/`,
  file: `https://${account}.file.core.windows.net/`,
  queue: `https://${account}.queue.core.windows.net/`,
  table: `https://${account}.table.core.windows.net/`,
  web: `https://${account}.z13.web.core.windows.net/`,
});

const isReadableElsewhere = ({ inputs }: SynthesisContext) => /_RA/.test(textAt(inputs, "sku.name"));

/** `https://<vault>.vault.azure.net/secrets/<name>`, and the same with a version. */
const vaultObject = (collection: string, context: SynthesisContext, versioned: boolean): string => {
  const plain = `https://${textAt(context.inputs, "vaultName").toLowerCase()}.vault.azure.net/${collection}/${nameOf(context)}`;
  return versioned ? `${plain}/${context.hex(32, "version")}` : plain;
};

/** An application's key doubles as its id: https://learn.microsoft.com/azure/azure-monitor/app/connection-strings */
const connectionString: Format = (context) => {
  const region = regionOf(context);
  return [
    `InstrumentationKey=${uuidOf(context, "instrumentation")}`,
    `IngestionEndpoint=https://${region}-0.in.applicationinsights.azure.com/`,
    `LiveEndpoint=https://${region}.livediagnostics.monitor.azure.com/`,
    `ApplicationId=${uuidOf(context, "application")}`,
  ].join(";");
};

/** What Azure makes beside a workspace for Prometheus: https://learn.microsoft.com/azure/azure-monitor/metrics/azure-monitor-workspace-overview */
const ingestion: Format = (context) => {
  const [name, region] = [nameOf(context), regionOf(context)];
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/MA_${name}_${region}_managed/providers/Microsoft.Insights`;
  return {
    dataCollectionEndpointResourceId: `${group}/dataCollectionEndpoints/${name}`,
    dataCollectionRuleResourceId: `${group}/dataCollectionRules/${name}`,
  };
};

const broker: Readonly<Record<string, Format>> = {
  serviceBusEndpoint: host("servicebus.windows.net", "https://", ":443/"),
  metricId: (context) => `${context.hex(32, "metric")}:${nameOf(context)}`,
};

const account = (suffix: string): Readonly<Record<string, Format>> => ({
  fullyQualifiedDomainName: host(suffix),
  state: always("Ready"),
});

export const data: Formats = {
  "storage:StorageAccount": {
    primaryEndpoints: (context) => storageEndpoints(nameOf(context)),
    secondaryEndpoints: (context) =>
      isReadableElsewhere(context) ? storageEndpoints(`${nameOf(context)}-secondary`) : undefined,
    primaryLocation: regionOf,
    statusOfPrimary: always("available"),
  },
  "storage:Blob": {
    url: ({ inputs, id }) =>
      `https://${textAt(inputs, "accountName")}.blob.core.windows.net/${textAt(inputs, "containerName")}/${id.split("/blobs/")[1] ?? ""}`,
  },
  "storage:StorageAccountStaticWebsite": { containerName: always("$web") },
  "keyvault:Vault": {
    properties: extend("properties", (_, context) => ({
      vaultUri: `https://${nameOf(context).toLowerCase()}.vault.azure.net/`,
      provisioningState: "Succeeded",
    })),
  },
  "keyvault:ManagedHsm": {
    properties: extend("properties", (_, context) => ({
      hsmUri: `https://${nameOf(context).toLowerCase()}.managedhsm.azure.net/`,
    })),
  },
  "keyvault:Secret": {
    properties: extend("properties", (_, context) => ({
      secretUri: vaultObject("secrets", context, false),
      secretUriWithVersion: vaultObject("secrets", context, true),
    })),
  },
  "keyvault:Key": {
    keyUri: (context) => vaultObject("keys", context, false),
    keyUriWithVersion: (context) => vaultObject("keys", context, true),
  },
  "dbforpostgresql:Server": {
    ...account("postgres.database.azure.com"),
    minorVersion: always("10"),
    replicationRole: ({ inputs }) => (textAt(inputs, "createMode") === "Replica" ? "AsyncReplica" : "Primary"),
    highAvailability: extend("highAvailability", ({ mode }) => ({
      state: mode === undefined || mode === "Disabled" ? "NotEnabled" : "Healthy",
    })),
  },
  "dbformysql:Server": account("mysql.database.azure.com"),
  "sql:Server": account("database.windows.net"),
  "sql:Database": { databaseId: uuid("database"), status: always("Online") },
  "cosmosdb:DatabaseAccount": {
    documentEndpoint: host("documents.azure.com", "https://", ":443/"),
    instanceId: uuid("instance"),
  },
  "redis:Redis": {
    hostName: host("redis.cache.windows.net"),
    port: always(6379),
    sslPort: always(6380),
    accessKeys: (context) => ({
      primaryKey: base64Of(context, 32, "primary"),
      secondaryKey: base64Of(context, 32, "secondary"),
    }),
  },
  "redisenterprise:RedisEnterprise": {
    hostName: (context) => `${nameOf(context).toLowerCase()}.${regionOf(context)}.redis.azure.net`,
    redisVersion: always("7.4"),
    resourceState: always("Running"),
  },
  // https://learn.microsoft.com/azure/redis/architecture: clients connect on 10000
  "redisenterprise:Database": { port: always(10000), resourceState: always("Running") },
  "eventhub:Namespace": broker,
  "servicebus:Namespace": broker,
  "eventgrid:Topic": {
    endpoint: (context) =>
      `https://${nameOf(context).toLowerCase()}.${regionOf(context)}-1.eventgrid.azure.net/api/events`,
  },
  "iothub:IotHubResource": {
    properties: (context) => ({ hostName: `${nameOf(context).toLowerCase()}.azure-devices.net`, state: "Active" }),
  },
  "appconfiguration:ConfigurationStore": { endpoint: host("azconfig.io", "https://") },
  "cognitiveservices:Account": {
    properties: (context) => ({
      endpoint: `https://${textAt(context.inputs, "properties.customSubDomainName") || nameOf(context).toLowerCase()}.cognitiveservices.azure.com/`,
      provisioningState: "Succeeded",
    }),
  },
  "kusto:Cluster": {
    uri: (context) => `https://${nameOf(context).toLowerCase()}.${regionOf(context)}.kusto.windows.net`,
    dataIngestionUri: (context) =>
      `https://ingest-${nameOf(context).toLowerCase()}.${regionOf(context)}.kusto.windows.net`,
    state: always("Running"),
  },
  "synapse:Workspace": {
    connectivityEndpoints: (context) => ({
      dev: `https://${nameOf(context)}.dev.azuresynapse.net`,
      sql: `${nameOf(context)}.sql.azuresynapse.net`,
      sqlOnDemand: `${nameOf(context)}-ondemand.sql.azuresynapse.net`,
      web: `https://web.azuresynapse.net?workspace=${encodeURIComponent(context.id)}`,
    }),
    workspaceUID: uuid("workspace"),
  },
  "managedidentity:UserAssignedIdentity": {
    principalId: uuid("principal"),
    clientId: uuid("client"),
    tenantId: always(TENANT),
  },
  "operationalinsights:Workspace": { customerId: uuid("customer") },
  "applicationinsights:Component": {
    instrumentationKey: uuid("instrumentation"),
    appId: uuid("application"),
    applicationId: nameOf,
    connectionString,
  },
  "monitor:DataCollectionRule": { immutableId: ({ hex }) => `dcr-${hex(32, "rule")}` },
  "monitor:DataCollectionEndpoint": {
    immutableId: ({ hex }) => `dce-${hex(32, "endpoint")}`,
    logsIngestion: (context) => ({
      endpoint: `https://${nameOf(context)}-${context.hex(4, "logs")}.${regionOf(context)}-1.ingest.monitor.azure.com`,
    }),
    configurationAccess: (context) => ({
      endpoint: `https://${nameOf(context)}-${context.hex(4, "logs")}.${regionOf(context)}-1.handler.control.monitor.azure.com`,
    }),
  },
  "monitor:AzureMonitorWorkspace": {
    accountId: uuid("account"),
    metrics: (context) => ({
      internalId: `mac_${uuidOf(context, "account")}`,
      prometheusQueryEndpoint: `https://${nameOf(context)}-${context.hex(4, "query")}.${regionOf(context)}.prometheus.monitor.azure.com`,
    }),
    defaultIngestionSettings: ingestion,
  },
  "dashboard:Grafana": {
    properties: (context) => ({
      endpoint: `https://${nameOf(context)}-${context.hex(8, "grafana")}.${regionOf(context)}.grafana.azure.com`,
      grafanaVersion: "11",
      provisioningState: "Succeeded",
    }),
  },
};
