import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { after } from "../after.ts";
import type { Deployers, GitHub } from "../contract/identity.ts";
import type { Scoped } from "../contract/foundation.ts";
import type { Environment } from "../tables/environments.ts";
import { type Condition, grantsOnly } from "./conditions.ts";
import {
  deployerRoles,
  grantedInProject,
  grantedOnAccounts,
  readerPermissions,
  readerRoles,
} from "./deployer-roles.ts";
import { accountIdOf, roleIdOf } from "./identity-names.ts";
import { createRole, customRole } from "./workload-rights.ts";

export interface GcpGitHubAccessArgs extends Scoped, GitHub {
  /** The environment that is deployed; `environment` is GitHub's own. */
  readonly platform: Environment;
  readonly projectNumber: pulumi.Input<string>;
  /** The account of the cluster's nodes, which whoever makes a node pool must be allowed to use. */
  readonly nodeAccountId: pulumi.Input<string>;
}

/** What GitHub's tokens are exchanged at. */
interface Trust {
  readonly poolId: pulumi.Input<string>;
  /** The provider's whole name, which workflows give. */
  readonly provider: pulumi.Output<string>;
}

interface Grant {
  readonly role: string;
  readonly condition?: Condition;
}

/** Pool and provider of a project that trusts GitHub already. */
const adopted = { poolId: "github", providerId: "github" };

const role = (name: string) => `roles/${name}`;

/**
 * Lets a repository's workflows in without keys: any workflow that runs for a pull request or on the main branch may look,
 * one that runs in the environment may deploy.
 * https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines
 */
export class GcpGitHubAccess extends pulumi.ComponentResource implements Deployers {
  readonly provider: pulumi.Output<string>;
  readonly reader: pulumi.Output<string>;
  readonly deployer: pulumi.Output<string>;

  private readonly args: GcpGitHubAccessArgs;

  constructor(name: string, args: GcpGitHubAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:GitHubAccess", name, {}, opts);
    this.args = args;
    const { subjectPrefix, environment } = args;
    const trust = args.manageProvider ? this.createTrust(name) : this.findTrust();
    this.provider = trust.provider;
    this.reader = this.createLogin(
      `${name}-reader`,
      "reader",
      [`${subjectPrefix}:pull_request`, `${subjectPrefix}:ref:refs/heads/main`],
      readerRoles.map((each) => ({ role: role(each) })),
      trust,
    );
    this.deployer = this.createLogin(
      `${name}-deployer`,
      "deployer",
      [`${subjectPrefix}:environment:${environment}`],
      [...deployerRoles.map((each) => ({ role: role(each) })), ...this.delegations()],
      trust,
    );
    this.createReaderRole(`${name}-reader`);
    this.useNodeAccount(`${name}-deployer-nodes`);
    this.registerOutputs({ provider: this.provider, reader: this.reader, deployer: this.deployer });
  }

  /** A deleted pool keeps its id for 30 days: the end of it is made up, so that a stack can be made anew. */
  private createTrust(name: string): Trust {
    const { scope: project, subjectPrefix, platform } = this.args;
    const suffix = new random.RandomString(name, { length: 4, upper: false, special: false }, { parent: this }).result;
    const pool = new gcp.iam.WorkloadIdentityPool(
      name,
      {
        project,
        workloadIdentityPoolId: pulumi.interpolate`${accountIdOf(platform, "github")}-${suffix}`,
        displayName: "GitHub",
        description: `Workflows of ${subjectPrefix}`,
      },
      { parent: this },
    );
    const provider = new gcp.iam.WorkloadIdentityPoolProvider(
      name,
      {
        project,
        workloadIdentityPoolId: pool.workloadIdentityPoolId,
        workloadIdentityPoolProviderId: "github",
        displayName: "GitHub",
        oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
        attributeMapping: { "google.subject": "assertion.sub" },
        attributeCondition: `assertion.sub.startsWith("${subjectPrefix}:")`,
      },
      { parent: this },
    );
    return { poolId: pool.workloadIdentityPoolId, provider: provider.name };
  }

  private findTrust(): Trust {
    const { poolId, providerId } = adopted;
    return { poolId, provider: pulumi.interpolate`${this.poolName(poolId)}/providers/${providerId}` };
  }

  private poolName(poolId: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.interpolate`projects/${this.args.projectNumber}/locations/global/workloadIdentityPools/${poolId}`;
  }

  private createLogin(
    name: string,
    id: string,
    subjects: readonly string[],
    grants: readonly Grant[],
    trust: Trust,
  ): pulumi.Output<string> {
    const { scope: project, platform } = this.args;
    const opts = { parent: this };
    const account = new gcp.serviceaccount.Account(
      name,
      { project, accountId: accountIdOf(platform, id), displayName: `GitHub's workflows: ${id}` },
      opts,
    );
    const logins = subjects.map(
      (subject) =>
        new gcp.serviceaccount.IAMMember(
          `${name}-${subject.slice(this.args.subjectPrefix.length + 1).replace(/\W+/g, "-")}`,
          {
            serviceAccountId: account.name,
            role: "roles/iam.workloadIdentityUser",
            member: pulumi.interpolate`principal://iam.googleapis.com/${this.poolName(trust.poolId)}/subject/${subject}`,
          },
          opts,
        ),
    );
    const rights = grants.map(
      (grant) =>
        new gcp.projects.IAMMember(
          `${name}-${grant.role.slice("roles/".length)}`,
          { project, member: account.member, ...grant },
          opts,
        ),
    );
    return after(account.email, ...logins, ...rights);
  }

  /** It hands out rights, but no others than the program does. */
  private delegations(): Grant[] {
    const { scope, platform } = this.args;
    const orchestrator = pulumi.output(scope).apply((project) => customRole(project, platform, "orchestrator"));
    return [
      {
        role: "roles/resourcemanager.projectIamAdmin",
        condition: grantsOnly([...grantedInProject.map(role), orchestrator]),
      },
      { role: "roles/iam.serviceAccountAdmin", condition: grantsOnly(grantedOnAccounts.map(role)) },
    ];
  }

  private createReaderRole(name: string): void {
    const { scope: project, platform } = this.args;
    const custom = createRole(
      name,
      { project, roleId: roleIdOf(platform, "reader"), title: "Honua's reader", permissions: readerPermissions },
      { parent: this },
    );
    const member = pulumi.interpolate`serviceAccount:${this.reader}`;
    new gcp.projects.IAMMember(`${name}-rest`, { project, role: custom, member }, { parent: this });
  }

  private useNodeAccount(name: string): void {
    new gcp.serviceaccount.IAMMember(
      name,
      {
        serviceAccountId: this.args.nodeAccountId,
        role: "roles/iam.serviceAccountUser",
        member: pulumi.interpolate`serviceAccount:${this.deployer}`,
      },
      { parent: this },
    );
  }
}
