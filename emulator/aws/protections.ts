/** Inputs that keep a resource from being deleted while they are true. */
import type { Emulation } from "../model.ts";
import { tokens } from "./tokens.ts";

const declared = (property: string, ...types: string[]): Emulation["protections"][number] => ({
  types: tokens(...types),
  property,
  default: false,
  source: `@pulumi/aws, the comment on ${property} of ${types[0]}`,
});

export const protections: Emulation["protections"] = [
  declared(
    "deletionProtection",
    "rds:Instance",
    "rds:Cluster",
    "rds:GlobalCluster",
    "docdb:Cluster",
    "neptune:Cluster",
    "eks:Cluster",
    "cognito:UserPool",
  ),
  declared("deletionProtectionEnabled", "dynamodb:Table", "cloudwatch:LogGroup"),
  declared("enableDeletionProtection", "lb:LoadBalancer", "alb:LoadBalancer"),
  declared("disableApiTermination", "ec2:Instance"),
];
