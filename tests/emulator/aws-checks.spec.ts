/** What the emulated AWS refuses: for every check a wrong value that it finds and a right one that it lets pass. */
import assert from "node:assert/strict";
import { checks } from "../../emulator/aws/checks/index.ts";
import { token } from "../../emulator/aws/tokens.ts";
import { UNKNOWN, type Value, type Values } from "../../emulator/model.ts";
import { isRecord, matchesType } from "../../emulator/paths.ts";
import { candidateOf, cloudOf, type Live } from "./aws-cloud.ts";

interface Sample {
  readonly type: string;
  readonly right: Values;
  /** What is changed in the right inputs, and the property that is then found. */
  readonly wrong: readonly (readonly [change: Values, property: string])[];
  readonly live?: readonly Live[];
}

const ROOT = "arn:aws:iam::123456789012:root";
const policy = (...statements: Values[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (more: Values = {}): Values => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more });
const keyPolicy = policy({ Effect: "Allow", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" });
const trust = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
const lifecycle = (...rules: Values[]) => JSON.stringify({ rules }).padEnd(100);
const untagged = (more: Values = {}): Values => ({
  rulePriority: 1,
  selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
  action: { type: "expire" },
  ...more,
});
const any: Values = {
  rulePriority: 2,
  selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
  action: { type: "expire" },
};

const vpc: Live = {
  type: "ec2:Vpc",
  id: "vpc-1",
  inputs: { cidrBlock: "10.0.0.0/16" },
  outputs: { enableDnsHostnames: true },
};
const subnet = (id: string, zone: string, cidrBlock: string): Live => ({
  type: "ec2:Subnet",
  id,
  inputs: { vpcId: "vpc-1", cidrBlock, availabilityZone: `eu-central-1${zone}` },
});
const subnets = [
  subnet("subnet-a", "a", "10.0.0.0/24"),
  subnet("subnet-a2", "a", "10.0.1.0/24"),
  subnet("subnet-b", "b", "10.0.2.0/24"),
];

const SAMPLES: readonly Sample[] = [
  {
    type: "ec2:Vpc",
    right: { cidrBlock: "10.0.0.0/16", instanceTenancy: "default", tags: { Name: "main" } },
    wrong: [
      [{ cidrBlock: "10.0.0.0/8" }, "cidrBlock"],
      [{ cidrBlock: "10.0.0.1/16" }, "cidrBlock"],
      [{ instanceTenancy: "host" }, "instanceTenancy"],
      [{ tags: { "aws:name": "x" } }, "tags"],
      [{ tags: { Owner: "a;b" } }, "tags"],
      [{ tags: { Name: "x".repeat(257) } }, "tags"],
      [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])) }, "tags"],
    ],
  },
  {
    type: "ec2:Subnet",
    right: { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24", availabilityZone: "eu-central-1a" },
    wrong: [
      [{ cidrBlock: "10.1.0.0/24" }, "cidrBlock"],
      [{ cidrBlock: "10.0.0.128/25" }, "cidrBlock"],
      [{ availabilityZone: "eu-central-1z" }, "availabilityZone"],
    ],
    live: [vpc, ...subnets],
  },
  { type: "ec2:Eip", right: { domain: "vpc" }, wrong: [[{ domain: "standard" }, "domain"]] },
  {
    type: "ec2:NatGateway",
    right: { allocationId: "eipalloc-1", subnetId: "subnet-a" },
    wrong: [
      [{ allocationId: undefined }, "allocationId"],
      [{ connectivityType: "private" }, "allocationId"],
      [{ subnetId: undefined }, "subnetId"],
      [{ connectivityType: "open" }, "connectivityType"],
    ],
  },
  {
    type: "ec2:InternetGateway",
    right: { vpcId: "vpc-2" },
    wrong: [[{ vpcId: "vpc-1" }, "vpcId"]],
    live: [{ type: "ec2:InternetGateway", id: "igw-1", inputs: { vpcId: "vpc-1" } }],
  },
  {
    type: "ec2:RouteTableAssociation",
    right: { routeTableId: "rtb-1", subnetId: "subnet-b" },
    wrong: [
      [{ subnetId: "subnet-a" }, "subnetId"],
      [{ subnetId: undefined }, ""],
    ],
    live: [{ type: "ec2:RouteTableAssociation", id: "rtbassoc-1", inputs: { subnetId: "subnet-a" } }],
  },
  {
    type: "ec2:Route",
    right: { routeTableId: "rtb-1", destinationCidrBlock: "10.9.0.0/16", natGatewayId: "nat-1" },
    wrong: [
      [{ destinationCidrBlock: "0.0.0.0/0" }, "destinationCidrBlock"],
      [{ destinationCidrBlock: undefined }, ""],
      [{ gatewayId: "igw-1" }, "gatewayId"],
    ],
    live: [{ type: "ec2:Route", id: "r-1", inputs: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" } }],
  },
  {
    type: "ec2:VpcEndpoint",
    right: {
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-central-1.ecr.api",
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-a", "subnet-b"],
      privateDnsEnabled: true,
      policy: policy(allow({ Principal: "*" })),
    },
    wrong: [
      [{ vpcEndpointType: "Gateway" }, "subnetIds"],
      [{ vpcEndpointType: "Tunnel" }, "vpcEndpointType"],
      [{ routeTableIds: ["rtb-1"] }, "routeTableIds"],
      [{ serviceName: "com.amazonaws.us-east-1.ecr.api" }, "serviceName"],
      [{ serviceName: undefined }, ""],
      [{ vpcId: "vpc-2" }, "privateDnsEnabled"],
      [{ subnetIds: ["subnet-a", "subnet-a2"] }, "subnetIds"],
      [{ policy: policy(allow()) }, "policy"],
    ],
    live: [vpc, ...subnets, { type: "ec2:Vpc", id: "vpc-2", inputs: { cidrBlock: "10.1.0.0/16" } }],
  },
  {
    type: "ec2:VpcEndpoint",
    right: { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-central-1.s3", routeTableIds: ["rtb-1"] },
    wrong: [[{ serviceName: "com.amazonaws.eu-central-1.sts" }, "serviceName"]],
  },
  {
    type: "ec2:FlowLog",
    right: {
      vpcId: "vpc-1",
      trafficType: "ALL",
      iamRoleArn: "arn:aws:iam::123456789012:role/r",
      logDestination: "arn:aws:logs:x:y:log-group:z",
      maxAggregationInterval: 60,
    },
    wrong: [
      [{ subnetId: "subnet-a" }, "subnetId"],
      [{ vpcId: undefined }, ""],
      [{ trafficType: undefined }, "trafficType"],
      [{ trafficType: "SOME" }, "trafficType"],
      [{ iamRoleArn: undefined }, "iamRoleArn"],
      [{ logDestinationType: "s3" }, "iamRoleArn"],
      [{ logDestinationType: "disk" }, "logDestinationType"],
      [{ logDestination: undefined }, "logDestination"],
      [{ logDestination: "my-group" }, "logDestination"],
      [{ maxAggregationInterval: 300 }, "maxAggregationInterval"],
    ],
  },
  {
    type: "ec2:SecurityGroup",
    right: {
      name: "web",
      description: "Web servers",
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
    },
    wrong: [
      [{ name: "sg-web" }, "name"],
      [{ name: "wéb" }, "name"],
      [{ description: "Web <servers>" }, "description"],
      [{ ingress: [{ protocol: "tcp", fromPort: 443, toPort: 80 }] }, "ingress.fromPort"],
      [{ egress: [{ protocol: "-1", fromPort: 0, toPort: 443 }] }, "egress.fromPort"],
      [{ ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["10.0.0.1/16"] }] }, "ingress.cidrBlocks"],
    ],
  },
  {
    type: "ec2:SecurityGroupRule",
    right: { type: "ingress", protocol: "tcp", fromPort: 0, toPort: 65535, description: "All" },
    wrong: [
      [{ type: "in" }, "type"],
      [{ protocol: "http" }, "protocol"],
      [{ toPort: 70000 }, "fromPort"],
      [{ description: "A > B" }, "description"],
    ],
  },
  {
    type: "vpc:SecurityGroupIngressRule",
    right: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" },
    wrong: [
      [{ cidrIpv4: undefined }, ""],
      [{ referencedSecurityGroupId: "sg-1" }, "cidrIpv4"],
      [{ cidrIpv4: "10.0.0.0/33" }, "cidrBlocks"],
    ],
  },
  {
    type: "kms:Key",
    right: {
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      policy: keyPolicy,
      description: "Logs",
    },
    wrong: [
      [{ deletionWindowInDays: 3 }, "deletionWindowInDays"],
      [{ rotationPeriodInDays: 30 }, "rotationPeriodInDays"],
      [{ enableKeyRotation: false }, "rotationPeriodInDays"],
      [{ customerMasterKeySpec: "RSA_2048" }, "enableKeyRotation"],
      [{ policy: "{}" }, "policy"],
      [
        {
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "logs.amazonaws.com" },
            Action: "kms:*",
            Resource: "*",
          }),
        },
        "policy",
      ],
      [{ description: "x".repeat(8193) }, "description"],
    ],
  },
  {
    type: "kms:Alias",
    right: { name: "alias/logs" },
    wrong: [
      [{ name: "logs" }, "name"],
      [{ name: "alias/aws/s3" }, "name"],
    ],
  },
  {
    type: "cloudwatch:LogGroup",
    right: { name: "/honua/flow", retentionInDays: 30, logGroupClass: "STANDARD", kmsKeyId: "arn:good" },
    wrong: [
      [{ name: "flow logs" }, "name"],
      [{ name: "aws/flow" }, "name"],
      [{ retentionInDays: 31 }, "retentionInDays"],
      [{ logGroupClass: "COLD" }, "logGroupClass"],
      [{ kmsKeyId: "alias/logs" }, "kmsKeyId"],
      [{ kmsKeyId: "arn:bad" }, "kmsKeyId"],
    ],
    live: [
      { type: "kms:Key", id: "bad", outputs: { arn: "arn:bad", policy: keyPolicy } },
      {
        type: "kms:Key",
        id: "good",
        outputs: {
          arn: "arn:good",
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "logs.eu-central-1.amazonaws.com" },
            Action: "kms:Encrypt*",
            Resource: "*",
          }),
        },
      },
    ],
  },
  { type: "cloudwatch:LogStream", right: { name: "a/b" }, wrong: [[{ name: "a:b" }, "name"]] },
  {
    type: "iam:Role",
    right: {
      name: "node",
      path: "/team/",
      description: "Nodes",
      maxSessionDuration: 3600,
      assumeRolePolicy: trust,
      inlinePolicies: [{ name: "p", policy: policy(allow()) }],
    },
    wrong: [
      [{ name: "x".repeat(65) }, "name"],
      [{ name: "a b" }, "name"],
      [{ path: "team" }, "path"],
      [{ description: "x".repeat(1001) }, "description"],
      [{ maxSessionDuration: 60 }, "maxSessionDuration"],
      [{ assumeRolePolicy: policy(allow()) }, "assumeRolePolicy"],
      [{ assumeRolePolicy: { Version: "2012-10-17", Statement: [] } }, "assumeRolePolicy"],
      [{ inlinePolicies: [{ name: "p", policy: trust }] }, "inlinePolicies[].policy"],
    ],
  },
  { type: "iam:User", right: { name: "ci" }, wrong: [[{ name: "" + "x".repeat(65) }, "name"]] },
  {
    type: "iam:Policy",
    right: { name: "read", policy: policy(allow()) },
    wrong: [
      [{ name: "x".repeat(129) }, "name"],
      [{ policy: "not json" }, "policy"],
      [{ policy: policy(allow({ Effect: "allow" })) }, "policy"],
      [{ policy: policy(allow({ Action: undefined })) }, "policy"],
      [{ policy: policy(allow({ Action: "GetObject" })) }, "policy"],
      [{ policy: policy(allow({ Resources: "*" })) }, "policy"],
      [{ policy: policy(allow({ Sid: "A" }), allow({ Sid: "A" })) }, "policy"],
      [{ policy: policy(allow({ Resource: "x".repeat(6144) })) }, "policy"],
      [{ policy: JSON.stringify({ Version: "2020-01-01", Statement: [allow()] }) }, "policy"],
    ],
  },
  {
    type: "iam:RolePolicy",
    right: { name: "p", policy: policy(allow()) },
    wrong: [
      [{ name: "p p" }, "name"],
      [{ policy: trust }, "policy"],
    ],
  },
  { type: "iam:UserPolicy", right: { policy: policy(allow()) }, wrong: [[{ policy: trust }, "policy"]] },
  { type: "iam:GroupPolicy", right: { policy: policy(allow()) }, wrong: [[{ policy: trust }, "policy"]] },
  {
    type: "iam:RolePolicyAttachment",
    right: { role: "other", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    wrong: [
      [{ role: "full" }, "role"],
      [{ policyArn: "ReadOnlyAccess" }, "policyArn"],
    ],
    live: Array.from({ length: 10 }, (_, index) => ({
      type: "iam:RolePolicyAttachment",
      id: `full/${index}`,
      inputs: { role: "full" },
    })),
  },
  {
    type: "iam:OpenIdConnectProvider",
    right: {
      url: "https://token.actions.githubusercontent.com",
      thumbprintLists: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
    },
    wrong: [
      [{ url: "token.actions.githubusercontent.com" }, "url"],
      [{ thumbprintLists: ["abc"] }, "thumbprintLists[]"],
    ],
  },
  {
    type: "s3:BucketPolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "sqs:QueuePolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "secretsmanager:SecretPolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "ecr:Repository",
    right: {
      name: "honua/api",
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
    },
    wrong: [
      [{ name: "Honua" }, "name"],
      [{ name: "a" }, "name"],
      [{ imageTagMutability: "NEVER" }, "imageTagMutability"],
      [{ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }, "imageTagMutabilityExclusionFilters"],
      [{ encryptionConfigurations: [{ encryptionType: "AES" }] }, "encryptionConfigurations[].encryptionType"],
      [{ encryptionConfigurations: [{ kmsKey: "arn:key" }] }, "encryptionConfigurations[].kmsKey"],
    ],
  },
  {
    type: "ecr:RepositoryPolicy",
    right: { policy: policy({ Effect: "Allow", Principal: { AWS: ROOT }, Action: "ecr:BatchGetImage" }) },
    wrong: [[{ policy: policy({ Effect: "Allow", Principal: "*", Action: "ecr:*", Resource: "*" }) }, "policy"]],
  },
  {
    type: "ecr:LifecyclePolicy",
    right: { policy: lifecycle(untagged(), any) },
    wrong: [
      [{ policy: "{}" }, "policy"],
      [{ policy: JSON.stringify({ rules: [{ rulePriority: 1 }] }) }, "policy"],
      [{ policy: lifecycle(untagged(), untagged()) }, "policy"],
      [{ policy: lifecycle(untagged({ rulePriority: 3 }), any) }, "policy"],
      [{ policy: lifecycle(any, { ...any, rulePriority: 1 }) }, "policy"],
      [{ policy: lifecycle(untagged({ rulePriority: 0 })) }, "policy"],
      [{ policy: lifecycle(untagged({ action: { type: "delete" } })) }, "policy"],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 1 } }),
          ),
        },
        "policy",
      ],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "untagged", countType: "sinceImagePushed", countNumber: 7 } }),
          ),
        },
        "policy",
      ],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 0 } }),
          ),
        },
        "policy",
      ],
    ],
  },
  {
    type: "ecr:ReplicationConfiguration",
    right: {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: "eu-west-1", registryId: "123456789012" }],
            repositoryFilters: [{ filter: "honua-", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    },
    wrong: [
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [{ region: "eu-central-1", registryId: "123456789012" }] }],
          },
        },
        "replicationConfiguration.rules[].destinations[]",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [{ region: "eu-west-1", registryId: "me" }] }] } },
        "replicationConfiguration.rules[].destinations[].registryId",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [], repositoryFilters: [{ filter: "honua-*" }] }] } },
        "replicationConfiguration.rules[].repositoryFilters[].filter",
      ],
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [], repositoryFilters: [{ filter: "ab", filterType: "GLOB" }] }],
          },
        },
        "replicationConfiguration.rules[].repositoryFilters[].filterType",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [] }, { destinations: [] }] } },
        "replicationConfiguration.rules",
      ],
      [
        {
          replicationConfiguration: { rules: Array.from({ length: 26 }, (_, index) => ({ destinations: [], index })) },
        },
        "replicationConfiguration.rules",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: Array.from({ length: 101 }, () => ({})) }] } },
        "replicationConfiguration.rules[].destinations",
      ],
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [], repositoryFilters: Array.from({ length: 101 }, () => ({ filter: "ab" })) }],
          },
        },
        "replicationConfiguration.rules[].repositoryFilters",
      ],
    ],
  },
  {
    type: "ecr:RepositoryCreationTemplate",
    right: {
      prefix: "honua",
      appliedFors: ["REPLICATION"],
      customRoleArn: "arn:role",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
      lifecyclePolicy: lifecycle(untagged()),
    },
    wrong: [
      [{ prefix: "honua-" }, "prefix"],
      [{ appliedFors: ["ALWAYS"] }, "appliedFors[]"],
      [{ customRoleArn: undefined }, "customRoleArn"],
      [{ lifecyclePolicy: "{}" }, "lifecyclePolicy"],
      [{ description: "x".repeat(257) }, "description"],
    ],
  },
  {
    type: "ecr:RegistryScanningConfiguration",
    right: { scanType: "BASIC" },
    wrong: [[{ scanType: "DEEP" }, "scanType"]],
  },
  {
    type: "eks:Cluster",
    right: {
      name: "honua",
      vpcConfig: { subnetIds: ["subnet-a", "subnet-b"] },
      accessConfig: { authenticationMode: "API" },
      enabledClusterLogTypes: ["api"],
    },
    wrong: [
      [{ name: "-honua" }, "name"],
      [{ vpcConfig: { subnetIds: ["subnet-a", "subnet-a2"] } }, "vpcConfig.subnetIds"],
      [{ accessConfig: { authenticationMode: "IAM" } }, "accessConfig.authenticationMode"],
      [{ enabledClusterLogTypes: ["nodes"] }, "enabledClusterLogTypes[]"],
    ],
    live: [vpc, ...subnets],
  },
  {
    type: "eks:NodeGroup",
    right: { nodeGroupName: "main", capacityType: "SPOT", scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 } },
    wrong: [
      [{ nodeGroupName: "x".repeat(64) }, "nodeGroupName"],
      [{ capacityType: "CHEAP" }, "capacityType"],
      [{ scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 3 } }, "scalingConfig"],
    ],
  },
  {
    type: "lambda:Function",
    right: { name: "f", memorySize: 128, timeout: 3 },
    wrong: [
      [{ name: "f.g" }, "name"],
      [{ memorySize: 64 }, "memorySize"],
      [{ timeout: 901 }, "timeout"],
    ],
  },
  {
    type: "lb:LoadBalancer",
    right: { name: "web", subnets: ["subnet-a", "subnet-b"] },
    wrong: [
      [{ name: "web-" }, "name"],
      [{ name: "internal-web" }, "name"],
      [{ subnets: ["subnet-a", "subnet-a2"] }, "subnets"],
    ],
    live: subnets,
  },
  {
    type: "rds:Instance",
    right: {
      identifier: "honua-db",
      engine: "postgres",
      allocatedStorage: 50,
      username: "honua",
      password: "secret",
      backupRetentionPeriod: 7,
      performanceInsightsRetentionPeriod: 7,
    },
    wrong: [
      [{ identifier: "honua--db" }, "identifier"],
      [{ backupRetentionPeriod: 36 }, "backupRetentionPeriod"],
      [{ engine: undefined }, "engine"],
      [{ password: undefined }, "password"],
      [{ manageMasterUserPassword: true }, "password"],
      [{ performanceInsightsRetentionPeriod: 30 }, "performanceInsightsRetentionPeriod"],
      [{ replicateSourceDb: "primary" }, "username"],
    ],
  },
  {
    type: "rds:Instance",
    right: { replicateSourceDb: "primary" },
    wrong: [
      [{ replicateSourceDb: "bare" }, "replicateSourceDb"],
      [{ replicateSourceDb: "managed" }, "replicateSourceDb"],
    ],
    live: [
      { type: "rds:Instance", id: "db-1", inputs: { identifier: "primary", backupRetentionPeriod: 7 } },
      { type: "rds:Instance", id: "db-2", inputs: { identifier: "bare" } },
      {
        type: "rds:Instance",
        id: "db-3",
        inputs: { identifier: "managed", backupRetentionPeriod: 7, manageMasterUserPassword: true },
      },
    ],
  },
  {
    type: "rds:Cluster",
    right: { clusterIdentifier: "honua" },
    wrong: [[{ clusterIdentifier: "1st" }, "clusterIdentifier"]],
  },
  {
    type: "rds:SubnetGroup",
    right: { name: "honua-db", subnetIds: ["subnet-a", "subnet-b"] },
    wrong: [
      [{ name: "HonuaDb" }, "name"],
      [{ subnetIds: ["subnet-a", "subnet-a2"] }, "subnetIds"],
    ],
    live: subnets,
  },
  {
    type: "rds:ParameterGroup",
    right: {
      name: "honua",
      parameters: [{ name: "shared_preload_libraries", value: "x", applyMethod: "pending-reboot" }],
    },
    wrong: [
      [{ name: "Honua" }, "name"],
      [{ parameters: [{ name: "shared_preload_libraries", value: "x" }] }, "parameters"],
    ],
  },
  {
    type: "elasticache:ReplicationGroup",
    right: {
      replicationGroupId: "honua",
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      transitEncryptionEnabled: true,
      authToken: "abcdefghijklmnop",
      parameterGroupName: "sharded",
      snapshotRetentionLimit: 7,
    },
    wrong: [
      [{ replicationGroupId: "honua-" }, "replicationGroupId"],
      [{ authToken: "short" }, "authToken"],
      [{ transitEncryptionEnabled: false }, "authToken"],
      [{ numCacheClusters: 2 }, "numCacheClusters"],
      [{ automaticFailoverEnabled: false }, "automaticFailoverEnabled"],
      [{ parameterGroupName: "plain" }, "parameterGroupName"],
      [{ parameterGroupName: "default.redis7" }, "parameterGroupName"],
      [{ replicasPerNodeGroup: 6 }, "replicasPerNodeGroup"],
      [{ numNodeGroups: 501 }, "numNodeGroups"],
      [{ snapshotRetentionLimit: 36 }, "snapshotRetentionLimit"],
    ],
    live: [
      {
        type: "elasticache:ParameterGroup",
        id: "sharded",
        inputs: { parameters: [{ name: "cluster-enabled", value: "yes" }] },
      },
      { type: "elasticache:ParameterGroup", id: "plain", inputs: { parameters: [] } },
    ],
  },
  { type: "elasticache:Cluster", right: { clusterId: "honua" }, wrong: [[{ clusterId: "honua_1" }, "clusterId"]] },
  {
    type: "s3:Bucket",
    right: { bucket: "honua-state" },
    wrong: [
      [{ bucket: "Honua" }, "bucket"],
      [{ bucket: "a..b" }, "bucket"],
      [{ bucket: "10.0.0.1" }, "bucket"],
      [{ bucket: "xn--x" }, "bucket"],
    ],
  },
  {
    type: "secretsmanager:Secret",
    right: { name: "honua/db", recoveryWindowInDays: 0 },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ recoveryWindowInDays: 5 }, "recoveryWindowInDays"],
    ],
  },
  { type: "sns:Topic", right: { name: "alerts" }, wrong: [[{ name: "a.b" }, "name"]] },
  {
    type: "sqs:Queue",
    right: { name: "jobs.fifo", visibilityTimeoutSeconds: 30, messageRetentionSeconds: 60 },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ visibilityTimeoutSeconds: 50000 }, "visibilityTimeoutSeconds"],
      [{ messageRetentionSeconds: 1 }, "messageRetentionSeconds"],
    ],
  },
  {
    type: "dynamodb:Table",
    right: { name: "locks", billingMode: "PAY_PER_REQUEST" },
    wrong: [
      [{ name: "ab" }, "name"],
      [{ billingMode: "FREE" }, "billingMode"],
    ],
  },
  { type: "backup:Vault", right: { name: "honua" }, wrong: [[{ name: "a" }, "name"]] },
  {
    type: "backup:Plan",
    right: { rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }] },
    wrong: [[{ rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 60 } }] }, "rules[].lifecycle.deleteAfter"]],
  },
  {
    type: "budgets:Budget",
    right: {
      name: "monthly",
      notifications: [{ subscriberEmailAddresses: ["a@b.c"], subscriberSnsTopicArns: ["arn:t"] }],
    },
    wrong: [
      [{ name: "a:b" }, "name"],
      [{ notifications: Array.from({ length: 11 }, () => ({})) }, "notifications"],
      [
        { notifications: [{ subscriberEmailAddresses: Array.from({ length: 11 }, () => "a@b.c") }] },
        "notifications[].subscriberEmailAddresses",
      ],
      [{ notifications: [{ subscriberSnsTopicArns: ["a", "b"] }] }, "notifications[].subscriberSnsTopicArns"],
    ],
  },
];

/** The same value with each of its parts unknown in turn. */
function withUnknowns(value: Value): Value[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => withUnknowns(element).map((other) => value.toSpliced(index, 1, other)));
  }
  if (!isRecord(value)) return [UNKNOWN];
  return Object.keys(value).flatMap((key) =>
    [UNKNOWN as Value, ...withUnknowns(value[key])].map((other): Values => ({ ...value, [key]: other })),
  );
}

const fired = new Set<number>();

function findings({ type, live }: Sample, inputs: Values) {
  const cloud = cloudOf(live);
  return checks.flatMap((row, index) => {
    const finding = matchesType(row.types, token(type)) ? row.check(candidateOf(type, inputs), cloud) : undefined;
    if (finding) fired.add(index);
    return finding ?? [];
  });
}

describe("emulated AWS: checks", () => {
  for (const sample of SAMPLES) {
    it(`lets a right ${sample.type} pass`, () => {
      assert.deepEqual(findings(sample, sample.right), []);
    });
    for (const [change, property] of sample.wrong) {
      it(`refuses ${sample.type} ${JSON.stringify(change).slice(0, 60)}`, () => {
        const found = findings(sample, { ...sample.right, ...change });
        assert.ok(
          found.some((finding) => (finding.property ?? "") === property),
          JSON.stringify(found),
        );
      });
    }
    it(`holds nothing unknown against ${sample.type}`, () => {
      for (const inputs of withUnknowns(sample.right)) assert.deepEqual(findings(sample, inputs as Values), []);
    });
  }

  it("goes one way with authentication modes", () => {
    const [cluster] = cloudOf([
      { type: "eks:Cluster", id: "c", inputs: { accessConfig: { authenticationMode: "API" } } },
    ]).all();
    const candidate = candidateOf("eks:Cluster", { accessConfig: { authenticationMode: "CONFIG_MAP" } }, cluster);
    const found = checks.flatMap((row, index) => {
      const finding = matchesType(row.types, candidate.type) ? row.check(candidate, cloudOf()) : undefined;
      if (finding) fired.add(index);
      return finding ?? [];
    });
    assert.equal(found[0]?.property, "accessConfig.authenticationMode");
  });

  it("has a sample for every check", () => {
    assert.deepEqual(
      checks.filter((_, index) => !fired.has(index)).map((row) => `${row.types.join(" ")}: ${row.source}`),
      [],
    );
  });
});
