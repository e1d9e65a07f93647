import * as pulumi from "@pulumi/pulumi";
import type { Cluster, ClusterArgs } from "../contract/cluster.ts";

/** STUB: still to be written. */
export class AzureCluster extends pulumi.ComponentResource implements Cluster {
  readonly clusterName = pulumi.output("stub");
  readonly clusterId = pulumi.output("stub");
  readonly endpoint = pulumi.output("stub");
  readonly kubeconfig = pulumi.output("stub");
  readonly kubeconfigCommand = pulumi.output("stub");
  readonly issuer = pulumi.output("stub");
  readonly issuerId = pulumi.output("stub");
  readonly clientId = pulumi.output("stub");

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Cluster", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
