/** What Pulumi's own part of the provider does to inputs and replacements: pulumi-aws, provider/resource_overrides.go */
import type { Emulation } from "../model.ts";
import { byToken, tokens } from "./tokens.ts";

/** Policies may be given as objects, and are JSON text from then on. */
export const documents: NonNullable<Emulation["documents"]> = byToken({
  "cloudwatch:LogResourcePolicy": ["policyDocument"],
  "ecr:LifecyclePolicy": ["policy"],
  "ecr:RegistryPolicy": ["policy"],
  "ecr:RepositoryPolicy": ["policy"],
  "elasticsearch:Domain": ["accessPolicies"],
  "elasticsearch:DomainPolicy": ["accessPolicies"],
  "iam:GroupPolicy": ["policy"],
  "iam:Policy": ["policy"],
  "iam:Role": ["assumeRolePolicy"],
  "iam:RolePolicy": ["policy"],
  "iam:UserPolicy": ["policy"],
  "s3:Bucket": ["policy"],
  "s3:BucketPolicy": ["policy"],
  "sns:TopicPolicy": ["policy"],
  "sqs:QueuePolicy": ["policy"],
});

/** A new one of these beside the old would be the same thing, or one too many. */
export const deletesFirst: NonNullable<Emulation["deletesFirst"]> = tokens(
  "apigateway:Integration",
  "cloudwatch:LogSubscriptionFilter",
  "ec2:SecurityGroupRule",
  "ec2transitgateway:VpcAttachment",
  "ecr:LifecyclePolicy",
  "efs:MountTarget",
  "iam:AccountAlias",
  "iam:GroupPolicyAttachment",
  "iam:PolicyAttachment",
  "iam:RolePolicyAttachment",
  "iam:UserPolicyAttachment",
);

/** What has to have a description, where the program gives none. */
export const described: Readonly<Record<string, string>> = byToken({
  "apigateway:ApiKey": "description",
  "appsync:ApiKey": "description",
  "docdb:SubnetGroup": "description",
  "ec2:SecurityGroup": "description",
  "elasticache:ParameterGroup": "description",
  "elasticache:SubnetGroup": "description",
  "mediapackage:Channel": "description",
  "neptune:SubnetGroup": "description",
  "rds:ClusterParameterGroup": "description",
  "rds:OptionGroup": "optionGroupDescription",
  "rds:ParameterGroup": "description",
  "rds:SubnetGroup": "description",
  "redshift:ParameterGroup": "description",
  "redshift:SubnetGroup": "description",
  "route53:Zone": "comment",
});

export const defaults: NonNullable<Emulation["defaults"]> = ({ type }) => {
  const property = described[type];
  return property === undefined ? {} : { [property]: "Managed by Pulumi" };
};
