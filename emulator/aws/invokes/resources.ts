/** Which call looks up which types. */
import { createHash } from "node:crypto";
import type { CloudResource, Value, Values } from "../../model.ts";
import { ACCOUNT, givenZoneId, partitionOf } from "../account.ts";
import { publicParameter } from "./images.ts";
import type { Lookup } from "./lookups.ts";

const listed = (value: Value): Value => (value === undefined ? [] : [value]);

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** Zones of domain names live with their registrars: any that is asked for is taken to exist. */
const outsideZone = (args: Values): Values | undefined => {
  if (typeof args["name"] !== "string" || args["privateZone"] === true) return undefined;
  const name = args["name"].replace(/\.$/, "");
  const id = givenZoneId(hash(name));
  const nameServers = ["com", "net", "org", "co.uk"].map(
    (domain, index) => `ns-${index * 512}.awsdns-0${index}.${domain}`,
  );
  return {
    id,
    zoneId: id,
    name,
    arn: `arn:aws:route53:::hostedzone/${id}`,
    nameServers,
    primaryNameServer: nameServers[0],
    comment: "",
    callerReference: "",
    resourceRecordSetCount: 2,
    tags: {},
  };
};

/** The policies that AWS itself keeps, by ARN or by name. */
const managedPolicy = (args: Values, region: string): Values | undefined => {
  const prefix = `arn:${partitionOf(region)}:iam::aws:policy/`;
  const arn = typeof args["arn"] === "string" ? args["arn"] : `${prefix}${String(args["name"])}`;
  if (!arn.startsWith(prefix)) return undefined;
  const parts = arn.slice(prefix.length).split("/");
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  return {
    id: arn,
    arn,
    name: parts.at(-1),
    path: parts.length > 1 ? `/${parts.slice(0, -1).join("/")}/` : "/",
    description: "",
    policy: JSON.stringify(document),
    policyId: `ANPA${hash(arn).slice(0, 17).toUpperCase()}`,
    attachmentCount: 0,
    tags: {},
  };
};

/** The keys that services keep for themselves: `alias/aws/s3`. */
const managedKey = (args: Values, region: string): Values | undefined => {
  const alias = String(args["keyId"] ?? args["name"]);
  if (!alias.startsWith("alias/aws/")) return undefined;
  const digits = hash(alias + region);
  const keyId = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
  const prefix = `arn:${partitionOf(region)}:kms:${region}:${ACCOUNT}:`;
  return {
    id: keyId,
    keyId,
    arn: args["name"] ? `${prefix}${alias}` : `${prefix}key/${keyId}`,
    name: alias,
    targetKeyId: keyId,
    targetKeyArn: `${prefix}key/${keyId}`,
    keyManager: "AWS",
    keyState: "Enabled",
    keyUsage: "ENCRYPT_DECRYPT",
    enabled: true,
    multiRegion: false,
  };
};

/** What clusters tell of themselves comes as lists from the call, as objects from the resource. */
const asCluster = ({ outputs }: CloudResource): Values => ({
  accessConfigs: listed(outputs["accessConfig"]),
  certificateAuthorities: listed(outputs["certificateAuthority"]),
  kubernetesNetworkConfigs: listed(outputs["kubernetesNetworkConfig"]),
});

/** By short token of the call; each finds exactly one. */
export const singular: Readonly<Record<string, Lookup>> = {
  "ec2:getVpc": { types: "ec2:Vpc", result: () => ({ state: "available", cidrBlockAssociations: [] }) },
  "ec2:getSubnet": { types: "ec2:Subnet", result: () => ({ state: "available", availableIpAddressCount: 250 }) },
  "ec2:getSecurityGroup": { types: "ec2:SecurityGroup" },
  "ec2:getRouteTable": {
    types: "ec2:RouteTable",
    by: { routeTableId: "#" },
    result: ({ id }) => ({ routeTableId: id }),
  },
  "ec2:getInternetGateway": {
    types: "ec2:InternetGateway",
    by: { internetGatewayId: "#" },
    result: ({ id, outputs }) => ({
      internetGatewayId: id,
      attachments: [{ state: "available", vpcId: outputs["vpcId"] }],
    }),
  },
  "ec2:getNatGateway": { types: "ec2:NatGateway", result: () => ({ state: "available" }) },
  "ec2:getElasticIp": { types: "ec2:Eip" },
  "ec2:getVpcEndpoint": { types: "ec2:VpcEndpoint" },
  "ec2:getNetworkInterface": { types: "ec2:NetworkInterface" },
  "ec2:getInstance": { types: "ec2:Instance", by: { instanceId: "#" }, result: ({ id }) => ({ instanceId: id }) },
  "ec2:getKeyPair": { types: "ec2:KeyPair" },
  "ec2:getLaunchTemplate": { types: "ec2:LaunchTemplate" },
  "iam:getRole": { types: "iam:Role" },
  "iam:getUser": {
    types: "iam:User",
    by: { userName: "name" },
    result: ({ id, outputs }) => ({ userName: id, userId: outputs["uniqueId"] }),
  },
  "iam:getGroup": {
    types: "iam:Group",
    by: { groupName: "name" },
    result: ({ id, outputs }) => ({ groupName: id, groupId: outputs["uniqueId"] }),
  },
  "iam:getPolicy": { types: "iam:Policy", otherwise: managedPolicy },
  "iam:getInstanceProfile": { types: "iam:InstanceProfile" },
  "iam:getOpenIdConnectProvider": { types: "iam:OpenIdConnectProvider" },
  "kms:getKey": {
    types: "kms:Key kms:ReplicaKey kms:Alias",
    by: { keyId: "#|arn" },
    result: ({ outputs }) => ({
      keyId: String(outputs["targetKeyArn"] ?? outputs["arn"])
        .split("/")
        .at(-1),
      arn: outputs["targetKeyArn"] ?? outputs["arn"],
      keyManager: "CUSTOMER",
      keyState: "Enabled",
      enabled: true,
    }),
    otherwise: managedKey,
  },
  "kms:getAlias": { types: "kms:Alias", otherwise: managedKey },
  "route53:getZone": { types: "route53:Zone", by: { privateZone: "#|privateZone" }, otherwise: outsideZone },
  "acm:getCertificate": { types: "acm:Certificate", by: { domain: "domainName", statuses: "status", types: "type" } },
  "ssm:getParameter": {
    types: "ssm:Parameter",
    result: ({ outputs }) => ({ insecureValue: outputs["value"] }),
    otherwise: publicParameter,
  },
  "secretsmanager:getSecret": { types: "secretsmanager:Secret" },
  "secretsmanager:getSecretVersion": {
    types: "secretsmanager:SecretVersion",
    by: { versionStage: "versionStages[]" },
    result: ({ outputs }) => ({
      secretBinary: "",
      versionStage: "AWSCURRENT",
      createdDate: outputs["createdDate"] ?? "",
    }),
  },
  "ecr:getRepository": {
    types: "ecr:Repository",
    result: ({ outputs }) => ({
      imageScanningConfigurations: listed(outputs["imageScanningConfiguration"]),
      mostRecentImageTags: [],
    }),
  },
  "ecs:getCluster": { types: "ecs:Cluster", by: { clusterName: "name" } },
  "eks:getCluster": { types: "eks:Cluster", result: asCluster },
  "eks:getNodeGroup": { types: "eks:NodeGroup" },
  "s3:getBucket": { types: "s3:Bucket s3:BucketV2" },
  "sns:getTopic": { types: "sns:Topic" },
  "sqs:getQueue": { types: "sqs:Queue" },
  "lambda:getFunction": {
    types: "lambda:Function",
    by: { functionName: "name|arn" },
    result: ({ id }) => ({ functionName: id }),
  },
  "dynamodb:getTable": { types: "dynamodb:Table" },
  "cloudwatch:getLogGroup": { types: "cloudwatch:LogGroup" },
  "efs:getFileSystem": {
    types: "efs:FileSystem",
    by: { fileSystemId: "#" },
    result: ({ id }) => ({ fileSystemId: id }),
  },
  "lb:getLoadBalancer": { types: "lb:LoadBalancer alb:LoadBalancer" },
  "lb:getListener": { types: "lb:Listener alb:Listener" },
  "lb:getTargetGroup": { types: "lb:TargetGroup alb:TargetGroup" },
  "rds:getInstance": { types: "rds:Instance", by: { dbInstanceIdentifier: "identifier" } },
  "rds:getCluster": { types: "rds:Cluster" },
  "rds:getSubnetGroup": { types: "rds:SubnetGroup" },
  "elasticache:getReplicationGroup": { types: "elasticache:ReplicationGroup" },
  "cognito:getUserPool": { types: "cognito:UserPool", by: { userPoolId: "#" } },
  "apigateway:getRestApi": { types: "apigateway:RestApi" },
  "autoscaling:getGroup": { types: "autoscaling:Group" },
  "backup:getVault": { types: "backup:Vault" },
};

/** By short token of the call; each lists what it finds. */
export const plural: Readonly<Record<string, Lookup>> = {
  "ec2:getVpcs": { types: "ec2:Vpc" },
  "ec2:getSubnets": { types: "ec2:Subnet" },
  "ec2:getSecurityGroups": { types: "ec2:SecurityGroup" },
  "ec2:getRouteTables": { types: "ec2:RouteTable" },
  "ec2:getNatGateways": { types: "ec2:NatGateway" },
  "ec2:getInstances": { types: "ec2:Instance" },
  "iam:getRoles": { types: "iam:Role" },
};
