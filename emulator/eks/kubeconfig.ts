/** How to reach a cluster's API, with a token from the AWS command line: pulumi-eks, nodejs/eks/cluster/cluster.ts */
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface Credentials {
  readonly roleArn?: pulumi.Input<string>;
  readonly profileName?: pulumi.Input<string>;
}

/** @param cluster its outputs, as the resource or the output of one. */
export function kubeconfigOf(
  cluster: pulumi.Output<aws.eks.Cluster> | aws.eks.Cluster,
  credentials: pulumi.Input<Credentials> = {},
) {
  const { name, arn, endpoint, certificateAuthority } = pulumi.output(cluster);
  return pulumi
    .all([name, arn, endpoint, certificateAuthority, credentials])
    .apply(([clusterName, clusterArn, server, authority, { roleArn, profileName }]) => {
      const region = clusterArn.split(":")[3] ?? "";
      const args = ["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"];
      if (roleArn) args.push("--role", roleArn);
      if (profileName) args.push("--profile", profileName);
      return kubeconfig(server, authority.data ?? "", args);
    });
}

const API_VERSION = "client.authentication.k8s.io/v1beta1";

const kubeconfig = (server: string, certificate: string, args: string[]) => ({
  apiVersion: "v1",
  clusters: [{ cluster: { server, "certificate-authority-data": certificate }, name: "kubernetes" }],
  contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
  "current-context": "aws",
  kind: "Config",
  users: [
    {
      name: "aws",
      user: {
        exec: {
          apiVersion: API_VERSION,
          command: "aws",
          args,
          env: [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${API_VERSION}"}` }],
        },
      },
    },
  ],
});
