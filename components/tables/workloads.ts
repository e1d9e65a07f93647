/** A part of Honua that runs in the cluster and calls the cloud: its service account is an identity of the cloud's. */
export const workloads = ["orchestrator", "build-worker", "monitoring"] as const;

export type Workload = (typeof workloads)[number];

/** The namespace that each one's service account, of the workload's own name, is in. */
export const workloadNamespaces: Readonly<Record<Workload, string>> = {
  orchestrator: "honua",
  "build-worker": "honua",
  monitoring: "monitoring",
};

/** A service account, as Kubernetes finds it. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

/** What adds nodes to the cluster and takes them away, where that is not part of the cloud's own service. */
export const autoscalerAccount: ServiceAccountName = { namespace: "kube-system", name: "cluster-autoscaler" };
