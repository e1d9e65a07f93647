import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";
import type { Workload } from "../tables/workloads.ts";
import type { Cluster } from "./cluster.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Registry } from "./registry.ts";

/** The repository whose workflows may preview and deploy. */
export interface GitHub {
  /**
   * What GitHub's tokens call the repository at the start of their subject: `repo:ORG/REPO`, or with ids for repositories
   * made since July 2026: `repo:ORG@1/REPO@2`.
   */
  readonly subjectPrefix: string;
  /** GitHub's environment that a deploying job must run in, so that its approvals hold. */
  readonly environment: string;
  /** False where the account, subscription or project trusts GitHub already, and that trust is to be used. */
  readonly manageProvider: boolean;
}

export interface IdentityArgs extends Scoped {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly registry: Registry;
  /** Keys whose use comes with the right to what they encrypt. */
  readonly registryKey: EncryptionKey;
  readonly secretsKey: EncryptionKey;
  /** Default: no workflow gets in. */
  readonly github?: GitHub;
}

/** How a pod's service account is marked so that it is the cloud's identity. */
export interface ServiceAccount {
  readonly annotations: pulumi.Output<Record<string, string>>;
  /** Labels that its pods need too. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What a workflow logs in as. */
export interface Deployers {
  /** May look, for previews of pull requests. */
  readonly reader: pulumi.Output<string>;
  /** May change, from its environment only. */
  readonly deployer: pulumi.Output<string>;
  /** Where GitHub's tokens are exchanged, on clouds that want it named: GCP. */
  readonly provider?: pulumi.Output<string>;
}

export interface Identity {
  readonly serviceAccounts: Readonly<Record<Workload, ServiceAccount>>;
  /** What adds nodes and takes them away; absent where the cloud's own service does. */
  readonly autoscaler?: ServiceAccount;
  /** Absent where no repository was named. */
  readonly github?: Deployers;
}
