import * as pulumi from "@pulumi/pulumi";
import type { Deployers, GitHub, Identity, IdentityArgs, ServiceAccount } from "../contract/identity.ts";
import type { Environment } from "../tables/environments.ts";
import {
  type ServiceAccountName,
  type Workload,
  autoscalerAccount,
  workloadNamespaces,
  workloads,
} from "../tables/workloads.ts";
import { accountOf } from "./account.ts";
import { AwsGitHubAccess } from "./github-access.ts";
import type { Rights } from "./role.ts";
import { serviceAccountRole } from "./service-account-role.ts";
import { autoscalerRights, workloadRights } from "./workload-rights.ts";

/** A role for each workload, taken on with the tokens of its service account, and roles for GitHub's workflows. */
export class AwsIdentity extends pulumi.ComponentResource implements Identity {
  readonly serviceAccounts: Readonly<Record<Workload, ServiceAccount>>;
  readonly autoscaler: ServiceAccount;
  readonly github?: Deployers;

  private readonly name: string;
  private readonly cluster: IdentityArgs["cluster"];

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Identity", name, {}, opts);
    this.name = name;
    this.cluster = args.cluster;
    const account = accountOf(this);

    this.serviceAccounts = Object.fromEntries(
      workloads.map((workload) => [
        workload,
        this.createServiceAccount(
          { namespace: workloadNamespaces[workload], name: workload },
          { statements: workloadRights[workload](args, account) },
        ),
      ]),
    ) as Record<Workload, ServiceAccount>;
    this.autoscaler = this.createServiceAccount(autoscalerAccount, { statements: autoscalerRights(args.cluster) });
    this.github = args.github && this.letGitHubIn(args.github, args.environment);
    this.registerOutputs({
      serviceAccounts: this.serviceAccounts,
      autoscaler: this.autoscaler,
      github: this.github,
    });
  }

  private letGitHubIn(github: GitHub, platform: Environment): Deployers {
    const { reader, deployer } = new AwsGitHubAccess(`${this.name}-github`, { ...github, platform }, { parent: this });
    return { reader, deployer };
  }

  private createServiceAccount(account: ServiceAccountName, rights: Rights): ServiceAccount {
    const role = serviceAccountRole(
      `${this.name}-${account.name}`,
      { issuer: this.cluster, account, ...rights },
      { parent: this },
    );
    return {
      annotations: role.apply((arn): Record<string, string> => ({ "eks.amazonaws.com/role-arn": arn })),
      labels: {},
    };
  }
}
