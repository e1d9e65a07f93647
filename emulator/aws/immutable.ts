/**
 * Inputs whose change replaces the resource, where the SDK's comments do not say so.
 *
 * Sources: `ForceNew` in terraform-provider-aws (internal/service/<service>/), which the provider bridges, checked
 * against `createOnlyProperties` of the CloudFormation resource schemas.
 */
import type { Emulation } from "../model.ts";
import { byToken, tokens } from "./tokens.ts";

/** By short token, blank-separated. */
const REPLACING: Readonly<Record<string, string>> = {
  "ec2:Eip": "domain address networkBorderGroup publicIpv4Pool customerOwnedIpv4Pool ipamPoolId",
  "ec2:EipAssociation": "allocationId instanceId networkInterfaceId privateIpAddress publicIp",
  "ec2:FlowLog":
    "vpcId subnetId eniId transitGatewayId transitGatewayAttachmentId regionalNatGatewayId iamRoleArn logDestination logDestinationType trafficType logFormat maxAggregationInterval destinationOptions deliverCrossAccountRole",
  "ec2:Instance":
    "availabilityZone keyName subnetId placementGroup hostResourceGroupArn ipv6AddressCount networkInterfaces securityGroups",
  "ec2:KeyPair": "keyName keyNamePrefix publicKey",
  "ec2:LaunchConfiguration":
    "name imageId instanceType securityGroups userData keyName iamInstanceProfile ebsOptimized",
  "ec2:LaunchTemplate": "name namePrefix",
  "ec2:NatGateway":
    "allocationId connectivityType privateIp subnetId vpcId availabilityMode secondaryPrivateIpAddressCount",
  "ec2:NetworkAcl": "vpcId",
  "ec2:NetworkAclRule":
    "networkAclId ruleNumber egress protocol ruleAction cidrBlock ipv6CidrBlock fromPort toPort icmpType icmpCode",
  "ec2:NetworkInterface": "subnetId interfaceType",
  "ec2:PlacementGroup": "name strategy spreadLevel partitionCount",
  "ec2:Route": "routeTableId destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId",
  "ec2:RouteTable": "vpcId",
  "ec2:RouteTableAssociation": "subnetId gatewayId",
  "ec2:SecurityGroup": "name namePrefix description vpcId",
  "ec2:SecurityGroupRule":
    "type fromPort toPort protocol cidrBlocks ipv6CidrBlocks prefixListIds securityGroupId self sourceSecurityGroupId",
  "ec2:Subnet":
    "vpcId cidrBlock availabilityZone availabilityZoneId outpostArn ipv6Native ipv4IpamPoolId ipv4NetmaskLength ipv6IpamPoolId ipv6NetmaskLength",
  "ec2:Vpc": "cidrBlock ipv4IpamPoolId ipv4NetmaskLength",
  "ec2:VpcEndpoint": "vpcId serviceName vpcEndpointType serviceRegion resourceConfigurationArn serviceNetworkArn",
  "ec2:VpcPeeringConnection": "vpcId peerVpcId peerOwnerId peerRegion",
  "vpc:SecurityGroupEgressRule": "securityGroupId",
  "vpc:SecurityGroupIngressRule": "securityGroupId",
  "ebs:Volume": "availabilityZone encrypted kmsKeyId snapshotId outpostArn multiAttachEnabled",
  "kms:Alias": "name namePrefix",
  "kms:Key": "customerMasterKeySpec keyUsage multiRegion customKeyStoreId xksKeyId",
  "kms:ReplicaKey": "primaryKeyArn",
  "cloudwatch:LogGroup": "name namePrefix logGroupClass",
  "cloudwatch:LogStream": "name logGroupName",
  "cloudwatch:LogSubscriptionFilter": "name logGroup",
  "cloudwatch:MetricAlarm": "name",
  "cloudwatch:Dashboard": "dashboardName",
  "cloudwatch:EventRule": "name namePrefix eventBusName",
  "cloudwatch:EventTarget": "rule targetId eventBusName",
  "iam:AccessKey": "user pgpKey",
  "iam:GroupPolicyAttachment": "group policyArn",
  "iam:InstanceProfile": "name namePrefix path",
  "iam:OpenIdConnectProvider": "url",
  "iam:Policy": "name namePrefix path description",
  "iam:Role": "name namePrefix path",
  "iam:RolePolicy": "name namePrefix role",
  "iam:RolePolicyAttachment": "role policyArn",
  "iam:ServiceLinkedRole": "awsServiceName customSuffix",
  "iam:UserPolicy": "name namePrefix user",
  "iam:UserPolicyAttachment": "user policyArn",
  "ecr:LifecyclePolicy": "repository policy",
  "ecr:PullThroughCacheRule": "ecrRepositoryPrefix upstreamRegistryUrl upstreamRepositoryPrefix",
  "ecr:Repository": "name encryptionConfigurations",
  "ecr:RepositoryCreationTemplate": "prefix",
  "ecr:RepositoryPolicy": "repository",
  "s3:Bucket": "bucket bucketPrefix objectLockEnabled",
  "s3:BucketObject": "bucket key",
  "s3:BucketObjectv2": "bucket key",
  "secretsmanager:Secret": "name namePrefix",
  "secretsmanager:SecretVersion": "secretId secretString secretBinary",
  "ssm:Parameter": "name",
  "sns:Topic": "name namePrefix fifoTopic",
  "sns:TopicSubscription": "topic protocol endpoint",
  "sqs:Queue": "name namePrefix fifoQueue",
  "acm:Certificate": "domainName subjectAlternativeNames validationMethod keyAlgorithm certificateAuthorityArn",
  "budgets:Budget": "name namePrefix accountId",
  "backup:Selection": "name planId iamRoleArn resources selectionTags conditions notResources",
  "backup:Vault": "name kmsKeyArn",
  "cloudtrail:Trail": "name",
  "route53:Record": "zoneId name type setIdentifier",
  "route53:Zone": "name delegationSetId",
  "lb:Listener": "loadBalancerArn",
  "lb:ListenerRule": "listenerArn",
  "lb:LoadBalancer": "name namePrefix internal loadBalancerType customerOwnedIpv4Pool",
  "lb:TargetGroup": "name namePrefix port protocol protocolVersion targetType vpcId ipAddressType",
  "lb:TargetGroupAttachment": "targetGroupArn targetId port availabilityZone",
  "eks:AccessEntry": "clusterName principalArn type",
  "eks:AccessPolicyAssociation": "clusterName principalArn policyArn accessScope",
  "eks:Addon": "clusterName addonName",
  "eks:Cluster":
    "name roleArn bootstrapSelfManagedAddons outpostConfig kubernetesNetworkConfig.serviceIpv4Cidr kubernetesNetworkConfig.ipFamily accessConfig.bootstrapClusterCreatorAdminPermissions remoteNetworkConfig",
  "eks:FargateProfile": "clusterName fargateProfileName podExecutionRoleArn subnetIds selectors",
  "eks:NodeGroup":
    "clusterName nodeGroupName nodeGroupNamePrefix nodeRoleArn subnetIds amiType capacityType diskSize instanceTypes remoteAccess launchTemplate.id launchTemplate.name",
  "eks:PodIdentityAssociation": "clusterName namespace serviceAccount",
  "ecs:Cluster": "name",
  "ecs:Service": "name cluster schedulingStrategy",
  "ecs:TaskDefinition":
    "family containerDefinitions cpu memory networkMode executionRoleArn taskRoleArn requiresCompatibilities volumes runtimePlatform ephemeralStorage pidMode ipcMode placementConstraints proxyConfiguration",
  "lambda:EventSourceMapping": "eventSourceArn startingPosition startingPositionTimestamp selfManagedEventSource",
  "lambda:Function": "name packageType",
  "lambda:Permission":
    "statementId statementIdPrefix action function principal sourceArn sourceAccount qualifier principalOrgId eventSourceToken functionUrlAuthType",
  "apigateway:Method": "restApi resourceId httpMethod",
  "apigateway:Resource": "restApi",
  "apigateway:Stage": "restApi stageName",
  "apigatewayv2:Api": "protocolType",
  "apigatewayv2:Stage": "apiId name",
  "dynamodb:Table": "name hashKey rangeKey localSecondaryIndexes",
  "efs:FileSystem": "creationToken encrypted kmsKeyId performanceMode availabilityZoneName",
  "efs:MountTarget": "fileSystemId subnetId ipAddress",
  "rds:Cluster":
    "clusterIdentifier clusterIdentifierPrefix databaseName dbSubnetGroupName engine engineMode kmsKeyId storageEncrypted snapshotIdentifier sourceRegion",
  "rds:ClusterInstance": "identifier identifierPrefix clusterIdentifier engine dbSubnetGroupName",
  "rds:Instance":
    "identifierPrefix dbName username engine kmsKeyId storageEncrypted characterSetName ncharCharacterSetName timezone snapshotIdentifier customIamInstanceProfile backupTarget availabilityZone s3Import restoreToPointInTime",
  "rds:InstanceAutomatedBackupsReplication": "sourceDbInstanceArn kmsKeyId retentionPeriod",
  "rds:ParameterGroup": "name namePrefix family description",
  "rds:SubnetGroup": "name namePrefix",
  "elasticache:Cluster":
    "clusterId engine subnetGroupName port replicationGroupId snapshotArns snapshotName networkType",
  "elasticache:ParameterGroup": "name family description",
  "elasticache:ReplicationGroup":
    "replicationGroupId atRestEncryptionEnabled dataTieringEnabled globalReplicationGroupId kmsKeyId networkType nodeGroupConfigurations port securityGroupNames snapshotArns snapshotName subnetGroupName",
  "elasticache:SubnetGroup": "name",
  "elasticache:User": "userId userName",
  "autoscaling:Group": "name namePrefix",
  "cognito:UserPool": "name",
  "cognito:UserPoolClient": "userPoolId generateSecret",
  "sfn:StateMachine": "name namePrefix type",
  "elasticache:UserGroup": "userGroupId",
  "rds:OptionGroup": "name namePrefix engineName majorEngineVersion optionGroupDescription",
  "rds:EventSubscription": "name namePrefix",
  "backup:Plan": "name",
  "backup:VaultLockConfiguration": "backupVaultName changeableForDays maxRetentionDays minRetentionDays",
  "backup:VaultNotifications": "backupVaultName snsTopicArn backupVaultEvents",
  "backup:VaultPolicy": "backupVaultName",
  "wafv2:WebAcl": "name namePrefix scope",
  "wafv2:IpSet": "name namePrefix scope ipAddressVersion",
  "wafv2:RuleGroup": "name namePrefix scope capacity",
  "wafv2:WebAclAssociation": "resourceArn webAclArn",
  "wafv2:WebAclLoggingConfiguration": "resourceArn",
  "guardduty:DetectorFeature": "detectorId name",
  "guardduty:Filter": "detectorId name",
  "secretsmanager:SecretRotation": "secretId",
  "secretsmanager:SecretPolicy": "secretArn",
  "serverlessrepository:CloudFormationStack": "name applicationId",
  "cfg:Recorder": "name",
  "cfg:DeliveryChannel": "name",
  "cfg:Rule": "name",
  "cfg:RecorderStatus": "name",
  "cloudwatch:CompositeAlarm": "alarmName",
  "cloudwatch:LogMetricFilter": "name logGroupName",
  "cloudwatch:LogResourcePolicy": "policyName",
  "cloudwatch:EventBus": "name",
  "sns:TopicPolicy": "arn",
  "lambda:Alias": "name functionName",
  "lambda:FunctionUrl": "functionName qualifier",
  "shield:Protection": "name resourceArn",
  "scheduler:Schedule": "name namePrefix groupName",
  "scheduler:ScheduleGroup": "name namePrefix",
  "accessanalyzer:Analyzer": "analyzerName type",
  "costexplorer:AnomalyMonitor": "monitorType monitorDimension monitorSpecification",
  "codebuild:Project": "name",
};

/** Secrets stay encrypted once they are: terraform-provider-aws, internal/service/eks/cluster.go (ForceNewIfChange) */
export const irrevocable: Emulation["irrevocable"] = byToken({ "eks:Cluster": ["encryptionConfig"] });

const BUCKET_SETTINGS = tokens(
  ...["Policy", "PublicAccessBlock", "OwnershipControls", "Versioning", "Acl", "Notification"].map(
    (part) => `s3:Bucket${part}`,
  ),
  ...["ServerSideEncryptionConfiguration", "LifecycleConfiguration", "Logging", "CorsConfiguration"].map(
    (part) => `s3:Bucket${part}`,
  ),
  "s3:BucketWebsiteConfiguration",
);

const words = (text: string) => text.split(" ");

export const immutable: Emulation["immutable"] = {
  "*": ["region"],
  ...Object.fromEntries(Object.entries(byToken(REPLACING)).map(([type, inputs]) => [type, words(inputs)])),
  ...Object.fromEntries(BUCKET_SETTINGS.map((type) => [type, ["bucket"]])),
};
