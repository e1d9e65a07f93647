import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Deployers, Identity, IdentityArgs, ServiceAccount } from "../contract/identity.ts";
import { images } from "../tables/images.ts";
import { type Workload, workloadNamespaces, workloads } from "../tables/workloads.ts";
import { GcpGitHubAccess } from "./github-access.ts";
import { accountIdOf, roleIdOf } from "./identity-names.ts";
import { nodeAccountIdOf } from "./node-account.ts";
import { createRole, workloadRights } from "./workload-rights.ts";

/** A Google account for each workload, which its Kubernetes account is in pods, and accounts for GitHub's workflows. */
export class GcpIdentity extends pulumi.ComponentResource implements Identity {
  readonly serviceAccounts: Readonly<Record<Workload, ServiceAccount>>;
  readonly github?: Deployers;

  private readonly name: string;
  private readonly args: IdentityArgs;
  private readonly projectNumber: pulumi.Output<string>;

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Identity", name, {}, opts);
    this.name = name;
    this.args = args;
    this.projectNumber = gcp.organizations.getProjectOutput({ projectId: args.scope }, { parent: this }).number;

    this.serviceAccounts = Object.fromEntries(
      workloads.map((workload) => [workload, this.createServiceAccount(workload)]),
    ) as Record<Workload, ServiceAccount>;
    this.github = args.github && this.letGitHubIn(args.github);
    this.registerOutputs({ serviceAccounts: this.serviceAccounts, github: this.github });
  }

  private createServiceAccount(workload: Workload): ServiceAccount {
    const name = `${this.name}-${workload}`;
    const account = new gcp.serviceaccount.Account(
      name,
      {
        project: this.args.scope,
        accountId: accountIdOf(this.args.environment, workload),
        displayName: `Honua's ${workload}`,
      },
      { parent: this },
    );
    const needed = [
      this.impersonate(name, workload, account),
      ...this.grantInProject(name, workload, account),
      ...this.grantOnRepositories(name, workload, account),
    ];
    return {
      annotations: after(account.email, ...needed).apply((email): Record<string, string> => ({
        "iam.gke.io/gcp-service-account": email,
      })),
      labels: {},
    };
  }

  /** The pool of Kubernetes' accounts is there as soon as a cluster is. */
  private impersonate(name: string, workload: Workload, account: gcp.serviceaccount.Account): pulumi.Resource {
    const { issuerId } = this.args.cluster;
    return new gcp.serviceaccount.IAMMember(
      name,
      {
        serviceAccountId: account.name,
        role: "roles/iam.workloadIdentityUser",
        member: pulumi.interpolate`serviceAccount:${issuerId}[${workloadNamespaces[workload]}/${workload}]`,
      },
      { parent: this },
    );
  }

  private grantInProject(name: string, workload: Workload, { member }: gcp.serviceaccount.Account): pulumi.Resource[] {
    const { scope: project, environment } = this.args;
    const { inProject, permissions } = workloadRights[workload];
    const roles = inProject(environment, this.projectNumber).map(
      (right) =>
        new gcp.projects.IAMMember(
          `${name}-${right.role.slice("roles/".length)}`,
          { project, member, ...right },
          { parent: this },
        ),
    );
    if (permissions === undefined) return roles;
    const role = createRole(
      name,
      { project, roleId: roleIdOf(environment, workload), title: `Honua's ${workload}`, permissions },
      { parent: this },
    );
    return [...roles, new gcp.projects.IAMMember(`${name}-own`, { project, member, role }, { parent: this })];
  }

  private grantOnRepositories(
    name: string,
    workload: Workload,
    { member }: gcp.serviceaccount.Account,
  ): pulumi.Resource[] {
    const role = workloadRights[workload].onRepositories;
    if (role === undefined) return [];
    return images.map((image) => {
      const place = this.args.registry.repositoryUrls.apply((urls) => placeOfRepository(urls[image] ?? ""));
      return new gcp.artifactregistry.RepositoryIamMember(
        `${name}-${image}`,
        {
          project: this.args.scope,
          location: place.location,
          repository: place.repository,
          role,
          member,
        },
        { parent: this },
      );
    });
  }

  private letGitHubIn(github: NonNullable<IdentityArgs["github"]>): Deployers {
    const { scope, environment, cluster } = this.args;
    const nodeAccountId = pulumi
      .all([scope, cluster.clusterName])
      .apply(([project, clusterName]) => nodeAccountIdOf(project, clusterName));
    const { reader, deployer, provider } = new GcpGitHubAccess(
      `${this.name}-github`,
      { ...github, scope, platform: environment, projectNumber: this.projectNumber, nodeAccountId },
      { parent: this },
    );
    return { reader, deployer, provider };
  }
}

/** Where the repository of an image is: `us-docker.pkg.dev/<project>/<repository>/<image>`. */
function placeOfRepository(url: string) {
  const [host = "", , repository = ""] = url.split("/");
  return { location: host.replace("-docker.pkg.dev", ""), repository };
}
