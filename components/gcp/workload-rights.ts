import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { customerPrefix, platformName } from "../tables/names.ts";
import type { Environment } from "../tables/environments.ts";
import type { Workload } from "../tables/workloads.ts";
import { type Condition, secretsNamed } from "./conditions.ts";
import { roleIdOf } from "./identity-names.ts";

/** A role in the whole project. */
interface ProjectRight {
  readonly role: string;
  readonly condition?: Condition;
}

export interface WorkloadRights {
  readonly inProject: (environment: Environment, projectNumber: pulumi.Input<string>) => readonly ProjectRight[];
  /** A role on each of Honua's repositories. Default: none. */
  readonly onRepositories?: string;
  /**
   * What no role of Google's grants alone, in the whole project: to make and to find. What is made there can then be
   * granted by itself, since IAM has no conditions on the names of repositories and accounts:
   * https://cloud.google.com/iam/docs/conditions-resource-attributes
   */
  readonly permissions?: readonly string[];
}

/** What each workload may do. Google's services use the keys themselves, so that nobody here needs one. */
export const workloadRights: Readonly<Record<Workload, WorkloadRights>> = {
  orchestrator: {
    inProject: (environment, projectNumber) => [
      {
        role: "roles/secretmanager.secretAccessor",
        condition: secretsNamed(`${platformName(environment)}-`, projectNumber),
      },
      { role: "roles/secretmanager.secretVersionManager", condition: secretsNamed(customerPrefix, projectNumber) },
      // Redis clusters have no password. Who connects is asked for by project.
      { role: "roles/redis.dbConnectionUser" },
    ],
    onRepositories: "roles/artifactregistry.repoAdmin",
    permissions: [
      "artifactregistry.repositories.create",
      "artifactregistry.repositories.get",
      "artifactregistry.repositories.list",
      "iam.serviceAccounts.create",
      "iam.serviceAccounts.get",
      "iam.serviceAccounts.list",
      "secretmanager.secrets.create",
      "secretmanager.secrets.list",
    ],
  },
  "build-worker": { inProject: () => [], onRepositories: "roles/artifactregistry.writer" },
  monitoring: { inProject: () => [{ role: "roles/monitoring.viewer" }] },
};

/** The name by which the custom role of a workload is granted. */
export const customRole = (project: string, environment: Environment, workload: Workload): string =>
  `projects/${project}/roles/${roleIdOf(environment, workload)}`;

export function createRole(
  name: string,
  {
    roleId,
    title,
    permissions,
    project,
  }: {
    readonly roleId: string;
    readonly title: string;
    readonly permissions: readonly string[];
    readonly project: pulumi.Input<string>;
  },
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new gcp.projects.IAMCustomRole(name, { project, roleId, title, permissions: [...permissions] }, opts).name;
}
