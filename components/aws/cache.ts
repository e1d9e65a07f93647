import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Cache, CacheArgs } from "../contract/cache.ts";
import { secretName } from "../tables/names.ts";
import { clientSecurityGroup } from "./client-security-group.ts";
import { finalSnapshot } from "./final-snapshot.ts";
import { logGroup } from "./log-group.ts";
import { AwsRotatedSecret, firstPassword } from "./rotated-secret.ts";
import { backupWindow, maintenanceWindow } from "./windows.ts";

const port = 6379;
const deliveredLogs = ["slow-log", "engine-log"];

/** Redis on ElastiCache, in cluster mode or as one shard, with a password that changes every month. */
export class AwsCache extends pulumi.ComponentResource implements Cache {
  readonly cacheId: pulumi.Output<string>;
  readonly nodeIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly authentication = "password";
  readonly secretName: pulumi.Output<string>;

  private readonly name: string;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Cache", name, {}, opts);
    this.name = name;
    const password = firstPassword(`${name}-password`, { parent: this });
    const group = this.createReplicationGroup(args, password);
    const secret = this.createSecret(group, args, password);

    const { shards, replicas, clustered } = args.size;
    this.cacheId = group.replicationGroupId;
    this.nodeIds = Array.from({ length: shards * (replicas + 1) }, (_, index) =>
      group.memberClusters.apply((members) => members.toSorted()[index] ?? ""),
    );
    this.host = hostOf(group, clustered);
    this.port = pulumi.output(port);
    this.secretName = secret.secretName;
    this.registerOutputs({
      cacheId: this.cacheId,
      nodeIds: this.nodeIds,
      host: this.host,
      port: this.port,
      secretName: this.secretName,
    });
  }

  private createReplicationGroup(args: CacheArgs, password: pulumi.Output<string>): aws.elasticache.ReplicationGroup {
    const opts = { parent: this };
    const { machine, shards, replicas, clustered } = args.size;
    const subnets = new aws.elasticache.SubnetGroup(this.name, { subnetIds: args.network.databaseSubnetIds }, opts);
    return new aws.elasticache.ReplicationGroup(
      this.name,
      {
        replicationGroupId: this.name,
        description: "Honua's cache",
        engine: "redis",
        engineVersion: "7.0",
        nodeType: machine,
        numNodeGroups: shards,
        replicasPerNodeGroup: replicas,
        clusterMode: clustered ? "enabled" : "disabled",
        // In cluster mode ElastiCache wants it also where there is nothing to fail over to.
        automaticFailoverEnabled: clustered || replicas > 0,
        multiAzEnabled: replicas > 0,
        parameterGroupName: this.createParameterGroup(clustered).name,
        port,
        subnetGroupName: subnets.name,
        securityGroupIds: [clientSecurityGroup(this.name, { ...args, port }, opts).id],
        // That alone means that TLS is required; `transitEncryptionMode` is for caches that begin without.
        transitEncryptionEnabled: true,
        authToken: password,
        atRestEncryptionEnabled: true,
        kmsKeyId: args.key.id,
        maintenanceWindow: maintenanceWindow(args.window),
        autoMinorVersionUpgrade: true,
        // What may be lost at any time may also be interrupted at any time.
        applyImmediately: args.durability === "disposable",
        snapshotRetentionLimit: args.backupDays,
        snapshotWindow: backupWindow(args.window),
        finalSnapshotIdentifier: finalSnapshot(this.name, args.durability, opts),
        logDeliveryConfigurations: this.deliverLogs(args),
      },
      {
        parent: this,
        protect: args.durability === "protected",
        // The password is the rotation's. A minor upgrade by ElastiCache would be answered with a replacement, because
        // the provider cannot go back: https://github.com/hashicorp/terraform-provider-aws/issues/30481
        ignoreChanges: ["authToken", "engineVersion"],
      },
    );
  }

  /** When memory is full, what was not used for the longest time goes. */
  private createParameterGroup(clustered: boolean): aws.elasticache.ParameterGroup {
    const clusterEnabled = { name: "cluster-enabled", value: "yes" };
    return new aws.elasticache.ParameterGroup(
      this.name,
      {
        family: "redis7",
        parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }, ...(clustered ? [clusterEnabled] : [])],
      },
      { parent: this },
    );
  }

  /**
   * Below /aws/vendedlogs one entry of the account's policy for logs covers all groups; it has room for few others:
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
   */
  private deliverLogs(args: CacheArgs): aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration[] {
    return deliveredLogs.map((logType) => {
      const path = `/aws/vendedlogs/elasticache/${this.name}/${logType}`;
      const { name } = logGroup(`${this.name}-${logType}`, path, args, { parent: this });
      return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: name };
    });
  }

  private createSecret(
    group: aws.elasticache.ReplicationGroup,
    args: CacheArgs,
    password: pulumi.Output<string>,
  ): AwsRotatedSecret {
    const { clustered } = args.size;
    return new AwsRotatedSecret(
      `${this.name}-password`,
      {
        ...args,
        secretName: secretName(this.name),
        description: "Clients of the cache",
        key: args.secretsKey,
        password,
        connection: { engine: "redis", host: hostOf(group, clustered), port, tls: true, cluster: clustered },
        target: { service: "elasticache", id: group.replicationGroupId, arn: group.arn },
      },
      { parent: this },
    );
  }
}

/** In cluster mode clients are told by the configuration's host which node has what. */
function hostOf(group: aws.elasticache.ReplicationGroup, clustered: boolean): pulumi.Output<string> {
  return clustered ? group.configurationEndpointAddress : group.primaryEndpointAddress;
}
