import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../contract/cluster.ts";
import type { Deployers, GitHub } from "../contract/identity.ts";
import { after } from "../after.ts";
import { createRole } from "./custom-role.ts";
import { groupDeployer, onlyOwnRoles, subscriptionDeployer } from "./deployer-rights.ts";
import { AzureFederatedIdentity } from "./federated-identity.ts";
import { assignRole } from "./role-assignment.ts";
import { groupId, subscriptionOf } from "./subscription.ts";
import type { Rights } from "./workload-rights.ts";

const issuer = "https://token.actions.githubusercontent.com";

/** Entra needs to be told of no provider first: each identity says itself whose tokens it takes. */
export interface AzureGitHubAccessArgs extends Omit<GitHub, "manageProvider"> {
  readonly scope: pulumi.Input<string>;
  readonly cluster: Cluster;
  /** GUIDs of roles of ours that deployments give. */
  readonly ownRoles: readonly pulumi.Output<string>[];
}

/**
 * Lets a repository's workflows in without passwords: any workflow that runs for a pull request or on the main branch may
 * look, one that runs in the environment may deploy.
 * https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-azure
 */
export class AzureGitHubAccess extends pulumi.ComponentResource implements Deployers {
  readonly reader: pulumi.Output<string>;
  readonly deployer: pulumi.Output<string>;

  constructor(name: string, args: AzureGitHubAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:GitHubAccess", name, {}, opts);
    const { scope, subjectPrefix, environment } = args;
    const reader = { "pull-request": `${subjectPrefix}:pull_request`, main: `${subjectPrefix}:ref:refs/heads/main` };
    const deployer = { environment: `${subjectPrefix}:environment:${environment}` };
    this.reader = this.createLogin(`${name}-reader`, scope, reader, this.readerRights(args));
    this.deployer = this.createLogin(
      `${name}-deployer`,
      scope,
      deployer,
      this.deployerRights(`${name}-deployer`, args),
    );
    this.registerOutputs({ reader: this.reader, deployer: this.deployer });
  }

  private readerRights({ scope, cluster }: AzureGitHubAccessArgs): Rights {
    return {
      group: {
        role: "Reader",
        on: groupId(this, scope),
        why: "A preview compares what is written with what is there.",
      },
      "cluster-login": {
        role: "Azure Kubernetes Service Cluster User Role",
        on: cluster.clusterId,
        why: "A preview finds the cluster.",
      },
      cluster: {
        role: "Azure Kubernetes Service RBAC Reader",
        on: cluster.clusterId,
        why: "A preview looks into the cluster, but at no Secrets.",
      },
    };
  }

  private deployerRights(name: string, { scope, cluster, ownRoles }: AzureGitHubAccessArgs): Rights {
    const group = groupId(this, scope);
    const subscription = pulumi.interpolate`/subscriptions/${subscriptionOf(this).subscriptionId}`;
    return {
      group: {
        role: createRole(name, groupDeployer, group, this),
        on: group,
        why: "Makes and changes what is in the resource group.",
      },
      subscription: {
        role: createRole(`${name}-subscription`, subscriptionDeployer, subscription, this),
        on: subscription,
        why: "Makes what has no place in the resource group.",
      },
      roles: {
        role: "Role Based Access Control Administrator",
        on: group,
        condition: pulumi.all([...ownRoles]).apply((guids) => onlyOwnRoles(...guids)),
        why: "Gives the program's identities the roles that the program names, and no others.",
      },
      "cluster-login": {
        role: "Azure Kubernetes Service Cluster User Role",
        on: cluster.clusterId,
        why: "Finds the cluster.",
      },
      cluster: {
        role: "Azure Kubernetes Service RBAC Cluster Admin",
        on: cluster.clusterId,
        why: "Puts into the cluster what runs there, with its roles.",
      },
    };
  }

  /** @returns What a workflow logs in as, once it has its roles. */
  private createLogin(
    name: string,
    scope: pulumi.Input<string>,
    subjects: Readonly<Record<string, string>>,
    rights: Rights,
  ): pulumi.Output<string> {
    const { clientId, principalId } = new AzureFederatedIdentity(name, { scope, issuer, subjects }, { parent: this });
    const grants = Object.entries(rights).map(([role, right]) =>
      assignRole(`${name}-${role}`, { ...right, principalId }, this),
    );
    return after(clientId, ...grants);
  }
}
