/** Computed outputs of relational databases and caches. */
import { isDeepStrictEqual } from "node:util";
import type { SynthesisContext, Value } from "../../model.ts";
import { ACCOUNT, CREATED, partitionOf, regionOf, zonesOf } from "../account.ts";
import { token } from "../tokens.ts";
import { characters, uuid, text } from "../template.ts";
import { related, vpcOf, type FormatTable } from "./common.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

/** Hosts of one account and region share a part of their names. */
const domain = (context: SynthesisContext, service: string) =>
  `c${characters({ hex: () => accountDigits(context) }, "alnum", 11, "domain")}.${region(context)}.${service}.amazonaws.com`;

const accountDigits = (context: SynthesisContext) =>
  Buffer.from(`${ACCOUNT}${region(context)}`.padEnd(22, "0")).toString("hex");

/** The ports that engines listen on: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_CommonTasks.Connect.html */
const port = ({ inputs }: SynthesisContext): number => {
  const engine = text({ inputs }, "engine");
  if (typeof inputs["port"] === "number") return inputs["port"];
  if (engine.includes("postgres")) return 5432;
  if (engine.includes("oracle")) return 1521;
  return engine.includes("sqlserver") ? 1433 : 3306;
};

const masterUserSecret = (context: SynthesisContext): Value => {
  if (context.inputs["manageMasterUserPassword"] !== true) return [];
  const where = region(context);
  const name = `rds!db-${uuid(context.hex(32, "masterUserSecret"))}-${characters(context, "mixed", 6, "masterUserSecret")}`;
  return [
    {
      kmsKeyId:
        context.inputs["masterUserSecretKmsKeyId"] ??
        `arn:${partitionOf(where)}:kms:${where}:${ACCOUNT}:key/${uuid(context.hex(32, "aws/secretsmanager"))}`,
      secretArn: `arn:${partitionOf(where)}:secretsmanager:${where}:${ACCOUNT}:secret:${name}`,
      secretStatus: "active",
    },
  ];
};

const zoneOf = (context: SynthesisContext) => `${region(context)}a`;
const zones = (context: SynthesisContext) =>
  zonesOf(region(context))
    .slice(0, 3)
    .map(({ name }) => name);

/** A replica has what its source has. */
const fromSource =
  (output: string, otherwise: (context: SynthesisContext) => Value) =>
  (context: SynthesisContext): Value => {
    const source = context.inputs["replicateSourceDb"];
    const primary = context.cloud
      .ofType(token("rds:Instance"))
      .find(({ outputs }) => source !== undefined && [outputs["identifier"], outputs["arn"]].includes(source));
    return primary?.outputs[output] ?? otherwise(context);
  };

const instancePort = fromSource("port", port);
const instanceAddress = (context: SynthesisContext) => `${text(context, "identifier")}.${domain(context, "rds")}`;

const cluster: FormatTable[string] = {
  clusterIdentifier: "{id}",
  clusterResourceId: "cluster-{ALNUM:26}",
  endpoint: (context) => `${context.id}.cluster-${domain(context, "rds")}`,
  readerEndpoint: (context) => `${context.id}.cluster-ro-${domain(context, "rds")}`,
  hostedZoneId: "Z{ALNUM:13}",
  port: (context) => port(context),
  availabilityZones: zones,
  clusterMembers: () => [],
  preferredBackupWindow: () => "03:00-03:30",
  preferredMaintenanceWindow: () => "sun:04:00-sun:04:30",
};

const clusterInstance: FormatTable[string] = {
  identifier: "{id}",
  dbiResourceId: "db-{ALNUM:26}",
  endpoint: (context) => `${context.id}.${domain(context, "rds")}`,
  port: (context) => port(context),
  writer: () => true,
  availabilityZone: zoneOf,
  storageEncrypted: ({ inputs, cloud }) =>
    related({ inputs, cloud }, "clusterIdentifier", "rds:Cluster")?.outputs["storageEncrypted"] ?? false,
};

const subnetsVpc = (context: SynthesisContext) => vpcOf(context, "subnetIds[]");

/** Sharded, by word, by number, or by a parameter group that says so. */
const isClustered = ({ inputs, cloud }: SynthesisContext): boolean => {
  const group = text({ inputs }, "parameterGroupName");
  const made = cloud.ofType(token("elasticache:ParameterGroup")).find(({ outputs }) => outputs["name"] === group);
  return (
    inputs["clusterMode"] === "enabled" ||
    Number(inputs["numNodeGroups"] ?? 1) > 1 ||
    group.endsWith(".cluster.on") ||
    [made?.outputs["parameters"]]
      .flat()
      .some((row) => isDeepStrictEqual(row, { name: "cluster-enabled", value: "yes" }))
  );
};

const cachePort = ({ inputs }: SynthesisContext) => inputs["port"] ?? (inputs["engine"] === "memcached" ? 11211 : 6379);

/** `abc123.euc1.cache.amazonaws.com`, with what the host is of in between. */
const cacheDomain = (context: SynthesisContext, ...of: string[]) =>
  [context.hex(6, "cache"), ...of, zonesOf(region(context))[0]?.id.split("-")[0], "cache.amazonaws.com"].join(".");

const cacheHost = (context: SynthesisContext, role: string) => `${role}.${context.id}.${cacheDomain(context)}`;

/** Hosts of a group: the role is in front of the name with encryption in transit, and otherwise behind. */
const groupHost = (role: "clustercfg" | "master" | "replica") => (context: SynthesisContext) => {
  const wanted = isClustered(context) === (role === "clustercfg");
  if (!wanted) return "";
  if (context.inputs["transitEncryptionEnabled"] === true) return cacheHost(context, role);
  const behind = role === "clustercfg" ? ["clustercfg"] : ["ng", "0001"];
  return `${context.id}${role === "replica" ? "-ro" : ""}.${cacheDomain(context, ...behind)}`;
};

export const databases: FormatTable = {
  "rds:Instance": {
    resourceId: "{id}",
    address: instanceAddress,
    endpoint: (context) => `${instanceAddress(context)}:${String(instancePort(context))}`,
    port: instancePort,
    hostedZoneId: "Z{ALNUM:13}",
    status: () => "available",
    engine: fromSource("engine", () => undefined),
    engineVersion: fromSource("engineVersion", () => undefined),
    engineVersionActual: "{engineVersion}",
    username: fromSource("username", () => undefined),
    allocatedStorage: fromSource("allocatedStorage", () => undefined),
    storageEncrypted: fromSource("storageEncrypted", () => false),
    kmsKeyId: fromSource("kmsKeyId", () => ""),
    masterUserSecrets: masterUserSecret,
    availabilityZone: zoneOf,
    latestRestorableTime: () => CREATED,
    listenerEndpoints: () => [],
    replicas: () => [],
    caCertIdentifier: () => "rds-ca-rsa2048-g1",
    storageType: () => "gp2",
    backupWindow: () => "03:00-03:30",
    maintenanceWindow: () => "sun:04:00-sun:04:30",
    networkType: () => "IPV4",
  },
  "rds:Cluster": { ...cluster, masterUserSecrets: masterUserSecret, engineVersionActual: "{engineVersion}" },
  "docdb:Cluster": { ...cluster, masterUserSecrets: masterUserSecret },
  "neptune:Cluster": cluster,
  "rds:ClusterInstance": { ...clusterInstance, engineVersionActual: "{engineVersion}" },
  "docdb:ClusterInstance": clusterInstance,
  "neptune:ClusterInstance": clusterInstance,
  "rds:Proxy": { endpoint: (context) => `${text(context, "name")}.proxy-${domain(context, "rds")}` },
  "rds:SubnetGroup": { vpcId: subnetsVpc, supportedNetworkTypes: () => ["IPV4"] },
  "docdb:SubnetGroup": { supportedNetworkTypes: () => ["IPV4"] },
  "elasticache:SubnetGroup": { vpcId: subnetsVpc },
  "elasticache:ReplicationGroup": {
    clusterEnabled: isClustered,
    configurationEndpointAddress: groupHost("clustercfg"),
    primaryEndpointAddress: groupHost("master"),
    readerEndpointAddress: groupHost("replica"),
    memberClusters: (context) => {
      const { id, inputs } = context;
      const groups = Number(inputs["numNodeGroups"] ?? 1);
      const nodes = Number(inputs["replicasPerNodeGroup"] ?? Number(inputs["numCacheClusters"] ?? 1) - 1) + 1;
      return Array.from({ length: groups * nodes }, (_, index) => {
        const [group, node] = [Math.floor(index / nodes) + 1, (index % nodes) + 1];
        return isClustered(context)
          ? `${id}-${String(group).padStart(4, "0")}-${String(node).padStart(3, "0")}`
          : `${id}-${String(node).padStart(3, "0")}`;
      });
    },
    engineVersionActual: "{engineVersion|'7.1.0'}",
    clusterMode: (context) => (isClustered(context) ? "enabled" : "disabled"),
  },
  "elasticache:Cluster": {
    cacheNodes: (context) =>
      Array.from({ length: Number(context.inputs["numCacheNodes"] ?? 1) }, (_, index) => ({
        id: String(index + 1).padStart(4, "0"),
        address: cacheHost(context, String(index + 1).padStart(4, "0")),
        port: cachePort(context),
        availabilityZone: zoneOf(context),
        outpostArn: "",
      })),
    clusterAddress: (context) => cacheHost(context, "cfg"),
    configurationEndpoint: (context) => `${cacheHost(context, "cfg")}:${String(cachePort(context))}`,
    port: cachePort,
    engineVersionActual: "{engineVersion|'7.1.0'}",
  },
  "elasticache:ServerlessCache": {
    endpoints: (context) => [{ address: cacheHost(context, "serverless"), port: 6379 }],
    readerEndpoints: (context) => [{ address: cacheHost(context, "serverless"), port: 6380 }],
    status: () => "available",
  },
};
