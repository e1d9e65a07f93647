/** What runs, and what it stores: containers, functions, databases, caches, buckets. */
import { characters, type TemplateContext, text } from "../template.ts";
import type { Identity, Service } from "./model.ts";

const regional = (module: string, types: Service["types"], arn = module): Service => ({
  module,
  arn: `${arn}:{region}:{account}`,
  types,
});

/** The last part of an ARN, or the name where only that was given. */
const nameIn = (value: unknown) =>
  String(value ?? "default")
    .split("/")
    .at(-1);

/** Types that are settings of a bucket have its name as their id. */
const bucketSettings: Record<string, Identity> = Object.fromEntries(
  [
    "AccelerateConfiguration",
    "AccelerateConfigurationV2",
    "Acl",
    "AclV2",
    "CorsConfiguration",
    "CorsConfigurationV2",
    "LifecycleConfiguration",
    "LifecycleConfigurationV2",
    "Logging",
    "LoggingV2",
    "Notification",
    "ObjectLockConfiguration",
    "ObjectLockConfigurationV2",
    "OwnershipControls",
    "Policy",
    "PublicAccessBlock",
    "ReplicationConfig",
    "RequestPaymentConfiguration",
    "RequestPaymentConfigurationV2",
    "ServerSideEncryptionConfiguration",
    "ServerSideEncryptionConfigurationV2",
    "Versioning",
    "VersioningV2",
    "WebsiteConfiguration",
    "WebsiteConfigurationV2",
  ].map((setting) => [`Bucket${setting}`, ["{bucket}"]]),
);

/** The identifier given, or one that the provider makes up as Terraform does. */
const orMadeUp = (input: string) => (context: TemplateContext) =>
  String(context.inputs[input] ?? `tf-${characters(context, "digits", 26, input)}`);

const relational = (module: string): Service =>
  regional(
    module,
    {
      Cluster: [orMadeUp("clusterIdentifier"), "cluster:{id}"],
      ClusterInstance: [orMadeUp("identifier"), "db:{id}"],
      ClusterParameterGroup: ["{name}", "cluster-pg:{name}"],
      EventSubscription: ["{name}", "es:{name}"],
      GlobalCluster: ["{globalClusterIdentifier}", "cluster:{id}"],
      SubnetGroup: ["{name}", "subgrp:{name}"],
    },
    "rds",
  );

export const workloads: readonly Service[] = [
  {
    module: "s3",
    arn: "s3::",
    types: {
      ...bucketSettings,
      AccountPublicAccessBlock: ["{account}"],
      Bucket: ["{bucket}", "{bucket}"],
      BucketIntelligentTieringConfiguration: ["{bucket}:{name}"],
      BucketMetric: ["{bucket}:{name}"],
      BucketObject: ["{bucket}/{key}", "{bucket}/{key}"],
      BucketObjectv2: ["{bucket}/{key}", "{bucket}/{key}"],
      BucketV2: ["{bucket}", "{bucket}"],
      Inventory: ["{bucket}:{name}"],
    },
  },
  regional("s3", { AccessPoint: ["{account}:{name}", "accesspoint/{name}"] }),
  regional("ecr", {
    LifecyclePolicy: ["{repository}"],
    PullThroughCacheRule: ["{ecrRepositoryPrefix}"],
    RegistryPolicy: ["{account}"],
    RegistryScanningConfiguration: ["{account}"],
    ReplicationConfiguration: ["{account}"],
    Repository: ["{name}", "repository/{name}"],
    RepositoryCreationTemplate: ["{prefix}"],
    RepositoryPolicy: ["{repository}"],
  }),
  {
    module: "ecrpublic",
    arn: "ecr-public::{account}",
    types: { Repository: ["{repositoryName}", "repository/{repositoryName}"] },
  },
  regional("ecs", {
    CapacityProvider: ["{arn}", "capacity-provider/{name}"],
    Cluster: ["{arn}", "cluster/{name}"],
    ClusterCapacityProviders: ["{clusterName}"],
    Service: ["{arn}", (c) => `service/${nameIn(c.inputs["cluster"])}/${text(c, "name")}`],
    TaskDefinition: ["{family}", "task-definition/{family}:1"],
  }),
  regional("eks", {
    AccessEntry: ["{clusterName}:{principalArn}", "access-entry/{clusterName}/{uuid}"],
    AccessPolicyAssociation: ["{clusterName}#{principalArn}#{policyArn}"],
    Addon: ["{clusterName}:{addonName}", "addon/{clusterName}/{addonName}/{uuid}"],
    Cluster: ["{name}", "cluster/{name}"],
    FargateProfile: ["{clusterName}:{fargateProfileName}", "fargateprofile/{clusterName}/{fargateProfileName}/{uuid}"],
    IdentityProviderConfig: [
      "{clusterName}:{oidc.identityProviderConfigName}",
      "identityproviderconfig/{clusterName}/oidc/{oidc.identityProviderConfigName}/{uuid}",
    ],
    NodeGroup: ["{clusterName}:{nodeGroupName}", "nodegroup/{clusterName}/{nodeGroupName}/{uuid}"],
    PodIdentityAssociation: ["a-{alnum:17}", "podidentityassociation/{clusterName}/{id}"],
  }),
  regional("lambda", {
    Alias: ["{arn}", (c) => `function:${functionName(c)}:${text(c, "name")}`],
    EventSourceMapping: ["{uuid}", "event-source-mapping:{id}"],
    Function: ["{name}", "function:{name}"],
    FunctionUrl: [functionName],
    LayerVersion: ["{arn}", "layer:{layerName}:1"],
    Permission: ["{statementId}"],
    ProvisionedConcurrencyConfig: ["{functionName},{qualifier}"],
  }),
  // The provider's id of an RDS instance is its resource id, not its identifier.
  {
    ...relational("rds"),
    types: {
      ...relational("rds").types,
      ClusterSnapshot: ["{dbClusterSnapshotIdentifier}", "cluster-snapshot:{id}"],
      Instance: ["db-{ALNUM:26}", "db:{identifier}"],
      InstanceAutomatedBackupsReplication: ["{arn}", "auto-backup:ab-{alnum:39}"],
      OptionGroup: ["{name}", "og:{name}"],
      ParameterGroup: ["{name}", "pg:{name}"],
      Proxy: ["{name}", "db-proxy:prx-{hex:17}"],
      RoleAssociation: ["{dbInstanceIdentifier},{roleArn}"],
      Snapshot: ["{dbSnapshotIdentifier}", "snapshot:{id}"],
    },
  },
  relational("docdb"),
  relational("neptune"),
  regional("neptune", { ParameterGroup: ["{name}", "pg:{name}"] }, "rds"),
  regional("elasticache", {
    Cluster: ["{clusterId}", "cluster:{clusterId}"],
    ParameterGroup: ["{name}", "parametergroup:{name}"],
    ReplicationGroup: ["{replicationGroupId}", "replicationgroup:{replicationGroupId}"],
    ServerlessCache: ["{name}", "serverlesscache:{name}"],
    SubnetGroup: ["{name}", "subnetgroup:{name}"],
    User: ["{userId}", "user:{userId}"],
    UserGroup: ["{userGroupId}", "usergroup:{userGroupId}"],
    UserGroupAssociation: ["{userGroupId},{userId}"],
  }),
  regional("dynamodb", {
    ResourcePolicy: ["{resourceArn}"],
    Table: ["{name}", "table/{name}"],
    TableItem: ["{tableName}|{digits:10}"],
    TableReplica: ["{globalTableArn}:{region}"],
  }),
  regional(
    "efs",
    {
      AccessPoint: ["fsap-{hex:17}", "access-point/{id}"],
      BackupPolicy: ["{fileSystemId}"],
      FileSystem: ["fs-{hex:17}", "file-system/{id}"],
      FileSystemPolicy: ["{fileSystemId}"],
      MountTarget: ["fsmt-{hex:17}"],
    },
    "elasticfilesystem",
  ),
  regional("kinesis", { Stream: ["{arn}", "stream/{name}"] }),
  regional("kinesis", { FirehoseDeliveryStream: ["{arn}", "deliverystream/{name}"] }, "firehose"),
  regional("opensearch", { Domain: ["{arn}", "domain/{domainName}"] }, "es"),
  regional("autoscaling", {
    Attachment: ["{autoscalingGroupName}-{digits:26}"],
    Group: ["{name}", "autoScalingGroup:{uuid}:autoScalingGroupName/{name}"],
    LifecycleHook: ["{name}"],
    Policy: ["{name}", "scalingPolicy:{uuid}:autoScalingGroupName/{autoscalingGroupName}:policyName/{name}"],
    Schedule: [
      "{scheduledActionName}",
      "scheduledUpdateGroupAction:{uuid}:autoScalingGroupName/{autoscalingGroupName}:scheduledActionName/{scheduledActionName}",
    ],
    Tag: ["{autoscalingGroupName},{tag.key}"],
  }),
  regional(
    "ec2",
    { LaunchConfiguration: ["{name}", "launchConfiguration:{uuid}:launchConfigurationName/{name}"] },
    "autoscaling",
  ),
  regional(
    "appautoscaling",
    { Policy: ["{name}", "scalingPolicy:{uuid}:resource/{serviceNamespace}/{resourceId}:policyName/{name}"] },
    "autoscaling",
  ),
  regional("appautoscaling", { Target: ["{resourceId}", "scalable-target/{hex:32}"] }, "application-autoscaling"),
  regional("sfn", { Activity: ["{arn}", "activity:{name}"], StateMachine: ["{arn}", "stateMachine:{name}"] }, "states"),
  regional(
    "cognito",
    {
      IdentityPoolRoleAttachment: ["{identityPoolId}"],
      ResourceServer: ["{userPoolId}|{identifier}"],
      UserGroup: ["{userPoolId}/{name}"],
      UserPool: ["{region}_{mixed:9}", "userpool/{id}"],
      UserPoolClient: ["{alnum:26}"],
      UserPoolDomain: ["{domain}"],
    },
    "cognito-idp",
  ),
  regional("cognito", { IdentityPool: ["{region}:{uuid}", "identitypool/{id}"] }, "cognito-identity"),
  regional("codebuild", { Project: ["{arn}", "project/{name}"] }),
  regional("codepipeline", { Pipeline: ["{name}", "{name}"] }),
];

function functionName({ inputs }: TemplateContext): string {
  return text({ inputs }, "functionName").split(":").at(-1) ?? "";
}
