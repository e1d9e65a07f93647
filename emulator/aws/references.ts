/** Inputs that name other resources, and which of them cannot be deleted before the resource that names them. */
import type { Reference } from "../model.ts";
import { ACCOUNT, isGiven } from "./account.ts";
import { token, tokens } from "./tokens.ts";

const EC2 =
  "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (NotFound, DependencyViolation)";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference/ (NoSuchEntity, DeleteConflict)";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference/ (NotFoundException)";
const ECR = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ (RepositoryNotFoundException)";
const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference/ (ResourceNotFoundException, ResourceInUseException)";
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ (…NotFound, ResourceInUse)";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/ (…NotFoundFault, Invalid…StateFault)";
const CACHE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/ (…NotFoundFault, …InUse)";
const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (NoSuchBucket)";
const OTHER = "the service's API reference (ResourceNotFoundException)";

/** What may stand where a target is named: `ec2:Vpc`, or `ec2:Vpc#defaultSecurityGroupId`. */
const target = (short: string): string => {
  const [type = "", output] = short.split("#");
  return token(type) + (output ? `#${output}` : "");
};

type Options = Pick<Reference, "given"> & { keeps?: boolean };

/** A row: `path` of these types names one of these targets, which then cannot go first (unless `keeps` is false). */
const row = (
  types: string,
  path: string,
  to: string,
  source: string,
  { keeps = true, given = isGiven }: Options = {},
): Reference => ({
  types: tokens(...types.split(" ")),
  path,
  to: to.split(" ").map(target),
  blocksDelete: keeps,
  given,
  source,
});

const VPC = "ec2:Vpc ec2:DefaultVpc";
const SUBNET = "ec2:Subnet ec2:DefaultSubnet";
const SECURITY_GROUP =
  "ec2:SecurityGroup ec2:DefaultSecurityGroup ec2:Vpc#defaultSecurityGroupId eks:Cluster#vpcConfig.clusterSecurityGroupId";
const ROUTE_TABLE = "ec2:RouteTable ec2:DefaultRouteTable ec2:Vpc#mainRouteTableId ec2:Vpc#defaultRouteTableId";
const KEY =
  "kms:Key kms:Key#arn kms:ReplicaKey kms:ReplicaKey#arn kms:Alias kms:Alias#arn kms:Alias#targetKeyArn kms:ExternalKey kms:ExternalKey#arn";
const ROLE = "iam:Role#arn iam:ServiceLinkedRole";

/** Keys of AWS's own, and those of other accounts. */
const foreignKey = (value: string) =>
  value.startsWith("alias/aws/") || value.includes(":alias/aws/") || isForeign(value);
/** ARNs of other accounts and of AWS itself lie outside the emulated cloud. */
const isForeign = (value: string) => value.startsWith("arn:") && !value.split(":").slice(0, 5).includes(ACCOUNT);
/** The roles that services make for themselves. */
const serviceRole = (value: string) => isForeign(value) || value.includes(":role/aws-service-role/");

export const references: readonly Reference[] = [
  // The VPC and what is in it
  row("ec2:Subnet ec2:RouteTable ec2:NetworkAcl ec2:VpcEndpoint", "vpcId", VPC, EC2),
  row(
    "ec2:SecurityGroup ec2:InternetGateway ec2:EgressOnlyInternetGateway ec2:InternetGatewayAttachment",
    "vpcId",
    VPC,
    EC2,
  ),
  row("ec2:VpcPeeringConnection", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:VpcDhcpOptionsAssociation ec2:VpcIpv4CidrBlockAssociation ec2:FlowLog", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:DefaultSecurityGroup", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:DefaultRouteTable", "defaultRouteTableId", "ec2:Vpc#defaultRouteTableId", EC2, { keeps: false }),
  row("ec2:DefaultNetworkAcl", "defaultNetworkAclId", "ec2:Vpc#defaultNetworkAclId", EC2, { keeps: false }),
  row("ec2:NatGateway ec2:Instance ec2:NetworkInterface efs:MountTarget", "subnetId", SUBNET, EC2),
  row("ec2:RouteTableAssociation", "subnetId", SUBNET, EC2, { keeps: false }),
  row("ec2:VpcEndpoint", "subnetIds[]", SUBNET, EC2),
  row("lambda:Function", "vpcConfig.subnetIds[]", SUBNET, EC2),
  row("eks:Cluster", "vpcConfig.subnetIds[]", SUBNET, EKS),
  row("eks:NodeGroup eks:FargateProfile", "subnetIds[]", SUBNET, EKS),
  row("lb:LoadBalancer alb:LoadBalancer elb:LoadBalancer", "subnets[]", SUBNET, ELB),
  row("ec2:NatGateway", "allocationId", "ec2:Eip", EC2),
  row("ec2:RouteTableAssociation", "routeTableId", ROUTE_TABLE, EC2),
  row("ec2:Route", "routeTableId", ROUTE_TABLE, EC2, { keeps: false }),
  row("ec2:VpcEndpoint", "routeTableIds[]", ROUTE_TABLE, EC2, { keeps: false }),
  row("ec2:Route", "natGatewayId", "ec2:NatGateway", EC2, { keeps: false }),
  row("ec2:RouteTable", "routes[].natGatewayId", "ec2:NatGateway", EC2, { keeps: false }),
  row("ec2:Route", "gatewayId", "ec2:InternetGateway ec2:VpnGateway", EC2, { keeps: false, given: localOrGiven }),
  row("ec2:RouteTable", "routes[].gatewayId", "ec2:InternetGateway ec2:VpnGateway", EC2, {
    keeps: false,
    given: localOrGiven,
  }),
  row("ec2:VpcEndpoint", "securityGroupIds[]", SECURITY_GROUP, EC2),
  row("ec2:Instance", "vpcSecurityGroupIds[]", SECURITY_GROUP, EC2),
  row("rds:Instance rds:Cluster", "vpcSecurityGroupIds[]", SECURITY_GROUP, RDS),
  row("lambda:Function", "vpcConfig.securityGroupIds[]", SECURITY_GROUP, EC2),
  row("eks:Cluster", "vpcConfig.securityGroupIds[]", SECURITY_GROUP, EKS),
  row("lb:LoadBalancer alb:LoadBalancer elb:LoadBalancer", "securityGroups[]", SECURITY_GROUP, ELB),
  row("elasticache:ReplicationGroup elasticache:Cluster", "securityGroupIds[]", SECURITY_GROUP, CACHE),
  row(
    "ec2:SecurityGroupRule vpc:SecurityGroupIngressRule vpc:SecurityGroupEgressRule",
    "securityGroupId",
    SECURITY_GROUP,
    EC2,
    {
      keeps: false,
    },
  ),
  // A group that another group's rule names cannot go while the rule is there.
  row("ec2:SecurityGroupRule", "sourceSecurityGroupId", SECURITY_GROUP, EC2),
  row("vpc:SecurityGroupIngressRule vpc:SecurityGroupEgressRule", "referencedSecurityGroupId", SECURITY_GROUP, EC2),
  row("ec2:SecurityGroup ec2:DefaultSecurityGroup", "ingress[].securityGroups[]", SECURITY_GROUP, EC2),
  row("ec2:SecurityGroup ec2:DefaultSecurityGroup", "egress[].securityGroups[]", SECURITY_GROUP, EC2),
  row("ec2:Instance", "keyName", "ec2:KeyPair", EC2, { keeps: false }),
  row("ec2:Instance", "iamInstanceProfile", "iam:InstanceProfile", EC2, { keeps: false }),
  // Flow logs and logs
  row("ec2:FlowLog", "iamRoleArn", ROLE, EC2, { keeps: false, given: serviceRole }),
  row("cloudwatch:LogStream", "logGroupName", "cloudwatch:LogGroup", OTHER, { keeps: false }),
  row("cloudwatch:LogGroup", "kmsKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  // Identity: what hangs on a role keeps it, as does a policy that is attached
  row("iam:RolePolicyAttachment iam:RolePolicy", "role", "iam:Role", IAM),
  row("iam:InstanceProfile", "role", "iam:Role", IAM),
  row("iam:UserPolicyAttachment iam:UserPolicy iam:AccessKey", "user", "iam:User", IAM),
  row("iam:GroupPolicyAttachment iam:GroupPolicy", "group", "iam:Group", IAM),
  row("iam:RolePolicyAttachment iam:UserPolicyAttachment iam:GroupPolicyAttachment", "policyArn", "iam:Policy", IAM, {
    given: isForeign,
  }),
  row("iam:Role", "managedPolicyArns[]", "iam:Policy", IAM, { given: isForeign }),
  row("iam:Role", "permissionsBoundary", "iam:Policy", IAM, { given: isForeign }),
  // Keys
  row("kms:Alias", "targetKeyId", "kms:Key kms:Key#arn kms:ReplicaKey kms:ExternalKey", KMS, { keeps: false }),
  row("kms:ReplicaKey", "primaryKeyArn", "kms:Key#arn", KMS),
  row("kms:Grant kms:KeyPolicy", "keyId", KEY, KMS, { keeps: false }),
  row("ecr:Repository ecr:RepositoryCreationTemplate", "encryptionConfigurations[].kmsKey", KEY, KMS, {
    keeps: false,
    given: foreignKey,
  }),
  row("sns:Topic", "kmsMasterKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  row("sqs:Queue", "kmsMasterKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  row(
    "rds:Instance rds:Cluster elasticache:ReplicationGroup secretsmanager:Secret ebs:Volume efs:FileSystem",
    "kmsKeyId",
    KEY,
    KMS,
    {
      keeps: false,
      given: foreignKey,
    },
  ),
  row("eks:Cluster", "encryptionConfig.provider.keyArn", KEY, KMS, { keeps: false, given: foreignKey }),
  // Registries
  row("ecr:LifecyclePolicy ecr:RepositoryPolicy", "repository", "ecr:Repository", ECR, { keeps: false }),
  row("ecr:RepositoryCreationTemplate", "customRoleArn", ROLE, ECR, { keeps: false, given: serviceRole }),
  // Clusters
  row("eks:Cluster", "roleArn", ROLE, EKS, { keeps: false, given: serviceRole }),
  row("eks:NodeGroup", "nodeRoleArn", ROLE, EKS, { keeps: false, given: serviceRole }),
  row("eks:NodeGroup eks:FargateProfile", "clusterName", "eks:Cluster", EKS),
  row(
    "eks:Addon eks:AccessEntry eks:PodIdentityAssociation eks:AccessPolicyAssociation",
    "clusterName",
    "eks:Cluster",
    EKS,
    { keeps: false },
  ),
  row("ecs:Service", "cluster", "ecs:Cluster ecs:Cluster#name", OTHER, {
    given: (value) => value === "default" || isForeign(value),
  }),
  // Functions
  row("lambda:Function", "role", ROLE, OTHER, { keeps: false, given: serviceRole }),
  row("lambda:Permission", "function", "lambda:Function lambda:Function#arn", OTHER, {
    keeps: false,
    given: isForeign,
  }),
  // Load balancers
  row("lb:Listener alb:Listener", "loadBalancerArn", "lb:LoadBalancer alb:LoadBalancer", ELB, { keeps: false }),
  row("lb:ListenerRule alb:ListenerRule", "listenerArn", "lb:Listener alb:Listener", ELB, { keeps: false }),
  row("lb:Listener alb:Listener", "defaultActions[].targetGroupArn", "lb:TargetGroup alb:TargetGroup", ELB),
  row("lb:TargetGroupAttachment alb:TargetGroupAttachment", "targetGroupArn", "lb:TargetGroup alb:TargetGroup", ELB, {
    keeps: false,
  }),
  row("lb:TargetGroup alb:TargetGroup", "vpcId", VPC, ELB, { keeps: false }),
  // Databases and caches
  row("rds:SubnetGroup elasticache:SubnetGroup docdb:SubnetGroup", "subnetIds[]", SUBNET, RDS),
  row("rds:Instance rds:Cluster", "dbSubnetGroupName", "rds:SubnetGroup", RDS, {
    given: (value) => value === "default",
  }),
  row("rds:Instance", "parameterGroupName", "rds:ParameterGroup", RDS, { given: isDefaultGroup }),
  row("rds:Instance", "replicateSourceDb", "rds:Instance#identifier rds:Instance#arn", RDS, {
    keeps: false,
    given: isForeign,
  }),
  row("rds:ClusterInstance", "clusterIdentifier", "rds:Cluster", RDS),
  row("elasticache:ReplicationGroup elasticache:Cluster", "subnetGroupName", "elasticache:SubnetGroup", CACHE, {
    given: (value) => value === "default",
  }),
  row("elasticache:ReplicationGroup elasticache:Cluster", "parameterGroupName", "elasticache:ParameterGroup", CACHE, {
    given: isDefaultGroup,
  }),
  // Buckets, secrets, topics, zones
  row(
    "s3:BucketPolicy s3:BucketPublicAccessBlock s3:BucketOwnershipControls s3:BucketVersioning",
    "bucket",
    "s3:Bucket s3:BucketV2",
    S3,
    { keeps: false },
  ),
  row(
    "s3:BucketServerSideEncryptionConfiguration s3:BucketLifecycleConfiguration s3:BucketAcl",
    "bucket",
    "s3:Bucket s3:BucketV2",
    S3,
    { keeps: false },
  ),
  // A bucket that has objects is not empty: BucketNotEmpty.
  row("s3:BucketObject s3:BucketObjectv2", "bucket", "s3:Bucket s3:BucketV2", S3),
  row("secretsmanager:SecretVersion", "secretId", "secretsmanager:Secret secretsmanager:Secret#name", OTHER, {
    keeps: false,
  }),
  row("sns:TopicSubscription", "topic", "sns:Topic", OTHER, { keeps: false, given: isForeign }),
  row("sqs:QueuePolicy", "queueUrl", "sqs:Queue", OTHER, { keeps: false }),
  row("route53:Record", "zoneId", "route53:Zone", OTHER),
  row("backup:Plan", "rules[].targetVaultName", "backup:Vault", OTHER, {
    keeps: false,
    given: (value) => value === "Default",
  }),
  row("backup:Selection", "planId", "backup:Plan", OTHER),
];

function localOrGiven(value: string): boolean {
  return value === "local" || value.startsWith("vpce-") || isGiven(value);
}

/** The parameter groups that the services ship: `default.postgres16`. */
function isDefaultGroup(value: string): boolean {
  return value.startsWith("default.") || value.startsWith("default:");
}
