/** Inputs that keep a resource from being deleted while they are true. */
import type { Emulation } from "../model.ts";
import { tokens } from "./tokens.ts";

const declared = (property: string, ...types: string[]): Emulation["protections"][number] => ({
  types: tokens(...types),
  property,
  default: false,
  source: `@pulumi/aws, the comment on ${property} of ${types[0]}`,
});

const DATABASES = tokens("rds:Instance", "rds:Cluster", "docdb:Cluster", "neptune:Cluster");

/** A database goes with a last snapshot, unless that is waived; a replica has nothing that its source has not. */
export const refusedDeletes: Emulation["refusedDeletes"] = [
  {
    types: DATABASES,
    source: "terraform-provider-aws, internal/service/rds/instance.go, cluster.go",
    reason: ({ skipFinalSnapshot, finalSnapshotIdentifier }) =>
      skipFinalSnapshot === true || finalSnapshotIdentifier
        ? undefined
        : "finalSnapshotIdentifier is required, unless skipFinalSnapshot is true: set one, deploy, then delete",
  },
  {
    types: tokens("rds:Instance"),
    source:
      "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html (FinalDBSnapshotIdentifier)",
    reason: ({ replicateSourceDb, skipFinalSnapshot, finalSnapshotIdentifier }) =>
      replicateSourceDb && skipFinalSnapshot !== true && finalSnapshotIdentifier
        ? "a replica takes no finalSnapshotIdentifier: set skipFinalSnapshot, deploy, then delete"
        : undefined,
  },
];

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
