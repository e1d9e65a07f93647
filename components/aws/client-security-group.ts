import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Network } from "../contract/network.ts";

export interface ClientSecurityGroupArgs {
  readonly network: Network;
  /** Security group of those who may connect. */
  readonly clientId: pulumi.Input<string>;
  readonly port: number;
}

/** A security group that lets its clients in at one port, and nothing out: the provider takes AWS's default way out away. */
export function clientSecurityGroup(
  name: string,
  { network, clientId, port }: ClientSecurityGroupArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const securityGroup = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.networkId, description: `Port ${port} from the cluster` },
    opts,
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-cluster`,
    {
      securityGroupId: securityGroup.id,
      description: `Port ${port} from the cluster`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      referencedSecurityGroupId: clientId,
    },
    opts,
  );
  return securityGroup;
}
