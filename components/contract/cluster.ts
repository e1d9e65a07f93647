import type * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import type { PoolName } from "../tables/pools.ts";
import type { MaintenanceWindow } from "../windows.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Network } from "./network.ts";

/** Machines of one kind that grow and shrink with the load. */
export interface NodePool {
  /** Type of machine, as the cloud names it; ARM. */
  readonly machine: string;
  /** The fewest nodes, over all zones. */
  readonly min: number;
  /** The most nodes, over all zones. */
  readonly max: number;
  /** Size of each node's disk, which holds images, logs and what builds write. */
  readonly diskGiB: number;
  /** Machines that cost less and can be taken away at any time. */
  readonly spot: boolean;
}

export interface ClusterArgs extends Scoped {
  /** The name by which people and tools know the cluster: `honua-<environment>`. */
  readonly clusterName: string;
  /** Kubernetes' minor version, such as `1.34`. */
  readonly version: string;
  readonly network: Network;
  readonly zones: readonly string[];
  /** `platform` runs Honua itself, `build` the builds, on nodes that nothing else is put on. */
  readonly pools: Readonly<Record<PoolName, NodePool>>;
  /** Ranges that reach the control plane from outside the network. Without any, it has no public address. */
  readonly accessCidrs: readonly string[];
  /**
   * Who administers the cluster: ARNs of IAM roles (AWS), object ids of Entra groups (Azure), members such as `group:…`
   * (GCP). On AWS without the role that creates the cluster, which may anyway and cannot be named again.
   */
  readonly admins: readonly string[];
  /** Addresses of the services inside the cluster. */
  readonly serviceCidr: string;
  /** Encrypts Kubernetes Secrets before they are stored. */
  readonly secretsKey: EncryptionKey;
  /** Encrypts the disks of nodes and pods. */
  readonly volumesKey: EncryptionKey;
  readonly logKey: EncryptionKey;
  /** Days that the control plane's logs are kept. */
  readonly logRetentionDays: number;
  /** The control plane survives the loss of a zone, and has the cloud's uptime guarantee. */
  readonly highlyAvailable: boolean;
  /** When the cloud may replace nodes and control plane. */
  readonly windows: readonly MaintenanceWindow[];
  readonly durability: Durability;
}

export interface Cluster {
  readonly clusterName: pulumi.Output<string>;
  /** The cluster as its cloud's other services name it. */
  readonly clusterId: pulumi.Output<string>;
  /** URL of the control plane. */
  readonly endpoint: pulumi.Output<string>;
  /** Configuration of a Kubernetes client that gets its credentials from the cloud's own tool: nothing in it is secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Shell command that lets kubectl reach the cluster. */
  readonly kubeconfigCommand: pulumi.Output<string>;
  /** Who signs the tokens of the cluster's service accounts, without `https://` only where the cloud itself leaves it out. */
  readonly issuer: pulumi.Output<string>;
  /** What the issuer is registered as with the cloud's IAM: an OIDC provider's ARN (AWS), the issuer (Azure), a workload pool (GCP). */
  readonly issuerId: pulumi.Output<string>;
  /** What firewalls know the cluster's nodes and pods by: a security group (AWS), a subnet (Azure), a network tag (GCP). */
  readonly clientId: pulumi.Output<string>;
  /** Who the nodes pull images as, where that is a right to be given: an identity's object id (Azure), a service account (GCP). */
  readonly nodePrincipal?: pulumi.Output<string>;
}
