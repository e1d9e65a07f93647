/** What node groups and add-ons need to know of their cluster: the `core` output of the component. */
import type * as aws from "@pulumi/aws";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterReference } from "./component.ts";

export interface Core {
  readonly cluster: aws.eks.Cluster;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly publicSubnetIds?: string[];
  readonly privateSubnetIds?: string[];
  readonly clusterSecurityGroup?: aws.ec2.SecurityGroup;
  readonly instanceRoles?: aws.iam.Role[];
  readonly nodeGroupOptions: {
    readonly instanceProfile?: aws.iam.InstanceProfile;
    readonly instanceProfileName?: string;
  };
  readonly eksNodeAccess?: k8s.core.v1.ConfigMap;
  readonly vpcCni?: pulumi.Resource;
  readonly tags?: Record<string, string>;
  readonly nodeSecurityGroupTags?: Record<string, string>;
}

/** A cluster argument is a cluster or its `core`. */
export const coreOf = (cluster: pulumi.Input<ClusterReference | Core>): pulumi.Output<Core> =>
  pulumi
    .output(cluster)
    .apply((given) => (given instanceof ClusterReference ? given.core : pulumi.output(given as unknown as Core)));
