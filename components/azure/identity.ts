import * as pulumi from "@pulumi/pulumi";
import type { Deployers, Identity, IdentityArgs, ServiceAccount } from "../contract/identity.ts";
import { type Workload, workloadNamespaces, workloads } from "../tables/workloads.ts";
import { after } from "../after.ts";
import { AzureFederatedIdentity } from "./federated-identity.ts";
import { AzureGitHubAccess } from "./github-access.ts";
import { assignRole } from "./role-assignment.ts";
import { type Rights, createRegistryManager, workloadRights } from "./workload-rights.ts";

/** Azure's webhook gives a token to the pods with this label only: https://azure.github.io/azure-workload-identity */
const labels = { "azure.workload.identity/use": "true" };

/**
 * An identity for each workload, taken on with the tokens of its service account, identities for GitHub's workflows, and the
 * nodes' right to pull images. docs/iam-azure.md
 */
export class AzureIdentity extends pulumi.ComponentResource implements Identity {
  readonly serviceAccounts: Readonly<Record<Workload, ServiceAccount>>;
  readonly github?: Deployers;

  private readonly name: string;

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Identity", name, {}, opts);
    this.name = name;
    const registryManager = createRegistryManager(`${name}-registry`, args.scope, this);
    const rights = workloadRights(args, registryManager, this);
    this.serviceAccounts = Object.fromEntries(
      workloads.map((workload) => [workload, this.createServiceAccount(workload, args, rights[workload])]),
    ) as Record<Workload, ServiceAccount>;
    this.letNodesPull(args);
    this.github = args.github && this.letWorkflowsIn(args, args.github, registryManager);
    this.registerOutputs({ serviceAccounts: this.serviceAccounts, github: this.github });
  }

  private createServiceAccount(workload: Workload, { scope, cluster }: IdentityArgs, rights: Rights): ServiceAccount {
    const name = `${this.name}-${workload}`;
    const subjects = { cluster: `system:serviceaccount:${workloadNamespaces[workload]}:${workload}` };
    const { clientId, principalId } = new AzureFederatedIdentity(
      name,
      { scope, issuer: cluster.issuer, subjects },
      { parent: this },
    );
    const grants = Object.entries(rights).map(([target, right]) =>
      assignRole(`${name}-${target}`, { ...right, principalId }, this),
    );
    return {
      annotations: after(clientId, ...grants).apply((id): Record<string, string> => ({
        "azure.workload.identity/client-id": id,
      })),
      labels,
    };
  }

  private letNodesPull({ cluster, registry }: IdentityArgs): void {
    const { nodePrincipal: principalId } = cluster;
    if (principalId === undefined) throw new Error("The cluster does not say who its nodes pull images as");
    assignRole(
      `${this.name}-nodes-registry`,
      { role: "AcrPull", principalId, on: registry.registryId, why: "Nodes pull images." },
      this,
    );
  }

  private letWorkflowsIn(
    { scope, cluster }: IdentityArgs,
    { subjectPrefix, environment }: NonNullable<IdentityArgs["github"]>,
    registryManager: pulumi.Output<string>,
  ): Deployers {
    const { reader, deployer } = new AzureGitHubAccess(
      `${this.name}-github`,
      { scope, cluster, subjectPrefix, environment, ownRoles: [registryManager] },
      { parent: this },
    );
    return { reader, deployer };
  }
}
