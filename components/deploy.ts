import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../config/settings.ts";
import type { KeyPurpose } from "./contract/keys.ts";
import type { Platform } from "./contract/platform.ts";
import { clusterServiceCidr, environments } from "./tables/environments.ts";
import { images, untaggedImageDays } from "./tables/images.ts";
import { platformName } from "./tables/names.ts";
import { tagEverything } from "./tagging.ts";

/** What an operator needs next. Nothing in it is secret. */
export interface Outputs {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly databaseSubnetIds: pulumi.Output<string>[];
  readonly firewallId: pulumi.Output<string>;
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  readonly registryLogin: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly clusterEndpoint: pulumi.Output<string>;
  readonly kubeconfigCommand: pulumi.Output<string>;
  readonly database: Readonly<Record<string, pulumi.Input<unknown>>>;
  readonly cache: Readonly<Record<string, pulumi.Input<unknown>>>;
  readonly serviceAccounts: Readonly<Record<string, pulumi.Input<unknown>>>;
  readonly github?: Readonly<Record<string, pulumi.Output<string>>>;
  readonly alertTargetId: pulumi.Output<string>;
  readonly dashboardUrl: pulumi.Output<string>;
  readonly auditArchiveId: pulumi.Output<string>;
  readonly restorePoints: pulumi.Output<Record<string, string>>;
  readonly nextStep: string;
}

const purposes: readonly KeyPurpose[] = [
  "alerts",
  "audit",
  "backup",
  "cache",
  "cluster",
  "database",
  "logs",
  "registry",
  "secrets",
  "volumes",
];

/** Purposes whose keys the copies in another region need there. */
const recoveryPurposes: readonly KeyPurpose[] = ["backup", "database"];

/** Builds Honua's platform on a cloud. */
export function deploy(platform: Platform, settings: Settings): Outputs {
  const { environment, durability, windows } = settings;
  const preset = environments[environment];
  const name = (role: string) => `${platformName(environment)}-${role}`;
  const tagging = [tagEverything(settings.cloud, settings.tags)];

  const { logRetentionDays } = preset;
  const foundation = new platform.foundation(
    name("foundation"),
    { environment, logRetentionDays },
    { transformations: tagging },
  );
  const { scope, transformation = [] } = foundation;
  const opts: pulumi.ComponentResourceOptions = { transformations: tagging.concat(transformation) };
  const keys = new platform.keys(name("keys"), { scope, purposes, durability }, opts);
  const recovery = settings.recovery && {
    ...settings.recovery,
    keys: new platform.keys(
      name("recovery-keys"),
      { scope, purposes: recoveryPurposes, durability, region: settings.recovery.region },
      opts,
    ),
  };
  const copy = (purpose: KeyPurpose) => recovery && { region: recovery.region, key: recovery.keys.keyFor(purpose) };
  const logging = { logKey: keys.keyFor("logs"), logRetentionDays };
  const secretsKey = keys.keyFor("secrets");

  const audit = new platform.audit(
    name("audit"),
    { scope, environment, durability, key: keys.keyFor("audit"), ...logging, ...settings.audit },
    opts,
  );
  const network = new platform.network(
    name("network"),
    { scope, ...settings.network, ddosProtection: settings.edge.ddosProtection, ...logging },
    opts,
  );
  const edge = new platform.edge(name("edge"), { scope, ...settings.edge, ...logging }, opts);
  const registry = new platform.registry(
    name("registry"),
    {
      scope,
      images,
      network,
      key: keys.keyFor("registry"),
      retainedImages: preset.retainedImages,
      untaggedDays: untaggedImageDays,
      durability,
      replica: settings.recovery,
    },
    opts,
  );
  const { zones } = settings.network;
  const cluster = new platform.cluster(
    name("cluster"),
    {
      scope,
      clusterName: platformName(environment),
      network,
      zones,
      ...settings.cluster,
      serviceCidr: clusterServiceCidr,
      secretsKey: keys.keyFor("cluster"),
      volumesKey: keys.keyFor("volumes"),
      ...logging,
      highlyAvailable: preset.highlyAvailable,
      windows,
      durability,
    },
    opts,
  );
  const inside = { scope, network, clientId: cluster.clientId, zones, window: windows[0], secretsKey, durability };
  const { replicas, ...databaseSize } = settings.database;
  const database = new platform.database(
    name("database"),
    {
      ...inside,
      size: databaseSize,
      highlyAvailable: preset.highlyAvailable,
      replicas,
      backupDays: preset.databaseBackupDays,
      key: keys.keyFor("database"),
      ...logging,
      recovery: copy("database"),
    },
    opts,
  );
  const cache = new platform.cache(
    name("cache"),
    { ...inside, size: settings.cache, backupDays: preset.cacheBackupDays, key: keys.keyFor("cache"), ...logging },
    opts,
  );
  const { serviceAccounts, github } = new platform.identity(
    name("identity"),
    {
      scope,
      environment,
      cluster,
      registry,
      registryKey: keys.keyFor("registry"),
      secretsKey,
      github: settings.github,
    },
    opts,
  );
  const { slack } = settings.alerts;
  const monitoring = new platform.monitoring(
    name("monitoring"),
    {
      scope,
      environment,
      tags: settings.tags,
      network,
      cluster,
      database,
      cache,
      registry,
      emails: settings.alerts.emails,
      slack: slack && { ...slack, token: slack.token === undefined ? undefined : pulumi.secret(slack.token) },
      monthlyBudget: settings.budget.monthly,
      budgetStart: settings.budget.start,
      alertKey: keys.keyFor("alerts"),
      ...logging,
    },
    opts,
  );
  const backup = new platform.backup(
    name("backup"),
    {
      scope,
      environment,
      database,
      cache,
      cluster,
      backupDays: preset.databaseBackupDays,
      window: windows[0],
      lock: settings.backup.lock,
      key: keys.keyFor("backup"),
      durability,
      alertTargetId: monitoring.alertTargetId,
      recovery: copy("backup"),
    },
    opts,
  );

  return {
    networkId: network.networkId,
    publicSubnetIds: network.publicSubnetIds,
    privateSubnetIds: network.privateSubnetIds,
    databaseSubnetIds: network.databaseSubnetIds,
    firewallId: edge.firewallId,
    repositoryUrls: registry.repositoryUrls,
    registryLogin: registry.loginCommand,
    clusterName: cluster.clusterName,
    clusterEndpoint: cluster.endpoint,
    kubeconfigCommand: cluster.kubeconfigCommand,
    database: {
      host: database.host,
      port: database.port,
      replicaHosts: database.replicaHosts,
      name: database.databaseName,
      secretName: database.secretName,
      ...(database.poolerPort && { poolerPort: database.poolerPort }),
    },
    cache: {
      host: cache.host,
      port: cache.port,
      authentication: cache.authentication,
      ...(cache.secretName && { secretName: cache.secretName }),
    },
    serviceAccounts,
    ...(github && { github: { reader: github.reader, deployer: github.deployer } }),
    alertTargetId: monitoring.alertTargetId,
    dashboardUrl: monitoring.dashboardUrl,
    auditArchiveId: audit.archiveId,
    restorePoints: backup.restorePoints,
    nextStep: "Run kubeconfigCommand to reach the cluster, registryLogin to push the images to repositoryUrls.",
  };
}
