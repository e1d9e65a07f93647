import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

/**
 * The accounts by which Google's services act in a project: https://cloud.google.com/iam/docs/service-agents
 *
 * `made`: the service makes it when it is asked to, at the latest when it first needs it, which is too late for a grant.
 * Else it is there as soon as the API is on, and has the name that is given.
 */
interface ServiceAgent {
  readonly made?: boolean;
  readonly email?: (projectNumber: string) => string;
}

const agents = {
  artifactregistry: { made: true },
  compute: { email: (number) => `service-${number}@compute-system.iam.gserviceaccount.com` },
  container: { made: true },
  gkebackup: { made: true },
  // https://cloud.google.com/logging/docs/routing/managed-encryption-storage
  logging: { email: (number) => `cmek-p${number}@gcp-sa-logging.iam.gserviceaccount.com` },
  redis: { made: true },
  secretmanager: { made: true },
  sqladmin: { made: true },
  storage: { email: (number) => `service-${number}@gs-project-accounts.iam.gserviceaccount.com` },
} satisfies Record<string, ServiceAgent>;

export type AgentService = keyof typeof agents;

/** The IAM member that a service acts as, there before anything is granted to it. */
export function serviceAgent(
  name: string,
  service: AgentService,
  project: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { made, email }: ServiceAgent = agents[service];
  if (made) {
    const args = { project, service: `${service}.googleapis.com` };
    return new gcp.projects.ServiceIdentity(`${name}-${service}`, args, opts).member;
  }
  const { number } = gcp.organizations.getProjectOutput({ projectId: project }, opts);
  return pulumi.output(number).apply((known) => `serviceAccount:${email?.(known)}`);
}
