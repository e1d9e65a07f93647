/** How a reference is written down, and what many of them name. */
import type { Reference } from "../../model.ts";
import { ACCOUNT, isGiven } from "../account.ts";
import { token, tokens } from "../tokens.ts";

/** What may stand where a target is named: `ec2:Vpc`, or `ec2:Vpc#defaultSecurityGroupId`. */
const target = (short: string): string => {
  const [type = "", output] = short.split("#");
  return token(type) + (output ? `#${output}` : "");
};

type Options = Pick<Reference, "given"> & { keeps?: boolean };

/** A row: `path` of these types names one of these targets, which then cannot go first (unless `keeps` is false). */
export const row = (
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

export const VPC = "ec2:Vpc ec2:DefaultVpc";
export const EC2 =
  "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (NotFound, DependencyViolation)";
export const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference/ (NotFoundException)";
export const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/ (…NotFoundFault, Invalid…StateFault)";
export const CACHE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/ (…NotFoundFault, …InUse)";
export const EKS =
  "https://docs.aws.amazon.com/eks/latest/APIReference/ (ResourceNotFoundException, ResourceInUseException)";
export const OTHER = "the service's API reference (ResourceNotFoundException)";

export const SUBNET = "ec2:Subnet ec2:DefaultSubnet";
export const SECURITY_GROUP =
  "ec2:SecurityGroup ec2:DefaultSecurityGroup ec2:Vpc#defaultSecurityGroupId eks:Cluster#vpcConfig.clusterSecurityGroupId";
export const KEY =
  "kms:Key kms:Key#arn kms:ReplicaKey kms:ReplicaKey#arn kms:Alias kms:Alias#arn kms:Alias#targetKeyArn kms:ExternalKey kms:ExternalKey#arn";
export const ROLE = "iam:Role#arn iam:ServiceLinkedRole";
export const TOPIC = "sns:Topic";
export const FUNCTION = "lambda:Function lambda:Function#arn";
export const SECRET = "secretsmanager:Secret secretsmanager:Secret#name";
export const BUCKET = "s3:Bucket s3:BucketV2";
export const WEB_ACL = "wafv2:WebAcl#arn";

/** Keys of AWS's own, and those of other accounts. */
export const foreignKey = (value: string) =>
  value.startsWith("alias/aws/") || value.includes(":alias/aws/") || isForeign(value);
/** ARNs of other accounts and of AWS itself lie outside the emulated cloud. */
export const isForeign = (value: string) => value.startsWith("arn:") && !value.split(":").slice(0, 5).includes(ACCOUNT);
/** The roles that services make for themselves. */
export const serviceRole = (value: string) => isForeign(value) || value.includes(":role/aws-service-role/");
/** The parameter and option groups that the services ship: `default.postgres16`, `default:postgres-16`. */
export const isDefaultGroup = (value: string) => value.startsWith("default.") || value.startsWith("default:");
/** What each account has of a service without having made it. */
export const isDefault = (value: string) => value.toLowerCase() === "default" || isForeign(value);
