import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Scoped } from "../contract/foundation.ts";

export interface GcpNodeAccountArgs extends Scoped {
  readonly clusterName: string;
}

/** The account's id: 6 to 30 characters. */
const idOf = (clusterName: string): string => `${clusterName}-nodes`;

/** The account as IAM names it. */
export const nodeAccountIdOf = (project: string, clusterName: string): string =>
  `projects/${project}/serviceAccounts/${idOf(clusterName)}@${project}.iam.gserviceaccount.com`;

/** What nodes themselves do: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa */
const roles = {
  /** Writes logs and metrics. */
  report: "roles/container.defaultNodeServiceAccount",
  /** Pulls images. */
  pull: "roles/artifactregistry.reader",
};

/**
 * The account that a cluster's nodes act as, in place of Compute Engine's, which may do nearly everything.
 *
 * @returns its address, once it may do what nodes have to.
 */
export function nodeAccount(
  name: string,
  { scope: project, clusterName }: GcpNodeAccountArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const account = new gcp.serviceaccount.Account(
    name,
    { project, accountId: idOf(clusterName), displayName: "Nodes of Honua's cluster" },
    opts,
  );
  const grants = Object.entries(roles).map(
    ([right, role]) => new gcp.projects.IAMMember(`${name}-${right}`, { project, role, member: account.member }, opts),
  );
  return after(account.email, ...grants);
}
