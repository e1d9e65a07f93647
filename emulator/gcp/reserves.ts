/** What keeps its name after it is gone, so that a program that gives one by hand cannot have it again at once. */
import type { Emulation } from "../model.ts";
import { tokens } from "./tokens.ts";

export const reserves: NonNullable<Emulation["reserves"]> = [
  {
    types: tokens("kms:KeyRing", "kms:CryptoKey"),
    reason: "key rings and keys cannot be deleted; take another name, or let Pulumi make one up",
    source: "https://cloud.google.com/kms/docs/resource-hierarchy#lifetime",
  },
  {
    types: tokens("sql:DatabaseInstance"),
    reason: "its name is reserved for a week; take another, or let Pulumi make one up",
    source: "@pulumi/gcp sql.DatabaseInstance: name",
  },
  {
    types: tokens("iam:WorkloadIdentityPool", "iam:WorkloadIdentityPoolProvider"),
    reason: "its id is reserved for 30 days, in which it can be undeleted",
    source: "https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#delete-pool",
  },
  {
    types: tokens("organizations:Project"),
    reason: "a project's id can never be used again",
    source: "https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin",
  },
];
