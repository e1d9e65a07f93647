/** What every kind of node needs: an image, and the way into its cluster. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Core } from "./core.ts";

/** The parameter that names the newest image of Amazon Linux 2023 for a version and an architecture. */
export const imageOf = (
  version: pulumi.Input<string>,
  instanceTypes: readonly pulumi.Input<string>[],
  parent: pulumi.Resource,
) =>
  pulumi.all([version, pulumi.all([...instanceTypes])]).apply(([kubernetes, types]) => {
    const architecture = types.some((type) => /^[a-z]+\d+g/.test(type)) ? "arm64" : "x86_64";
    const name = `/aws/service/eks/optimized-ami/${kubernetes}/amazon-linux-2023/${architecture}/standard/recommended/image_id`;
    return aws.ssm.getParameterOutput({ name }, { parent }).value;
  });

/** What a node needs to join its cluster, without what the group's owner adds to it. */
export const joining = (core: pulumi.Output<Core>) =>
  pulumi
    .all([core.cluster.name, core.cluster.endpoint, core.cluster.certificateAuthority])
    .apply(([name, apiServerEndpoint, { data }]) => {
      const spec = { cluster: { name, apiServerEndpoint, certificateAuthority: data } };
      return Buffer.from(JSON.stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec })).toString(
        "base64",
      );
    });
