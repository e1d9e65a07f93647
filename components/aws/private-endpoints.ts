import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "../contract/network.ts";
import { type Account, accountOf } from "./account.ts";
import { policyDocument } from "./policy-document.ts";

export interface AwsPrivateEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Addresses that may connect. */
  readonly cidr: string;
  /** Subnets that get an address of each interface endpoint. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Route tables that lead to the gateway endpoints. */
  readonly routeTableIds: pulumi.Input<string>[];
  readonly services: NetworkArgs["privateEndpoints"];
}

interface InterfaceService {
  readonly service: string;
  /** Also there where each endpoint has to be worth its price. */
  readonly essential: boolean;
  /** Refuses credentials of other accounts, so that nothing is carried out through the endpoint with them. */
  readonly ownAccountOnly: boolean;
}

/** Free, so they are always there. S3 stays open: it also serves ECR's layers and the nodes' packages, which are AWS's. */
const gateways = [
  { service: "s3", ownAccountOnly: false },
  { service: "dynamodb", ownAccountOnly: true },
];

/** What nodes and platform call (https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html), and secrets and keys. */
const interfaces: readonly InterfaceService[] = [
  { service: "ecr.api", essential: true, ownAccountOnly: true },
  { service: "ecr.dkr", essential: true, ownAccountOnly: true },
  { service: "secretsmanager", essential: true, ownAccountOnly: true },
  { service: "autoscaling", essential: false, ownAccountOnly: true },
  { service: "ec2", essential: false, ownAccountOnly: true },
  { service: "elasticloadbalancing", essential: false, ownAccountOnly: true },
  { service: "kms", essential: false, ownAccountOnly: true },
  { service: "logs", essential: false, ownAccountOnly: true },
  // Pods call it with a web identity, which is of no account yet.
  { service: "sts", essential: false, ownAccountOnly: false },
];

/** Ways to AWS's services that do not leave the network. */
export class AwsPrivateEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: AwsPrivateEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:PrivateEndpoints", name, {}, opts);
    const account = accountOf(this);
    for (const { service, ownAccountOnly } of gateways) {
      this.createEndpoint(name, service, account, ownAccountOnly, {
        vpcEndpointType: "Gateway",
        vpcId: args.vpcId,
        routeTableIds: args.routeTableIds,
      });
    }
    const securityGroup = this.createSecurityGroup(name, args);
    const wanted = interfaces.filter(({ essential }) => essential || args.services === "all");
    for (const { service, ownAccountOnly } of wanted) {
      this.createEndpoint(name, service, account, ownAccountOnly, {
        vpcEndpointType: "Interface",
        vpcId: args.vpcId,
        subnetIds: args.subnetIds,
        securityGroupIds: [securityGroup.id],
        privateDnsEnabled: true,
      });
    }
    this.registerOutputs();
  }

  private createEndpoint(
    name: string,
    service: string,
    account: Account,
    ownAccountOnly: boolean,
    args: aws.ec2.VpcEndpointArgs,
  ): void {
    new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        ...args,
        serviceName: pulumi.interpolate`com.amazonaws.${account.region}.${service}`,
        policy: ownAccountOnly ? ownAccountPolicy(account) : undefined,
      },
      { parent: this },
    );
  }

  private createSecurityGroup(name: string, args: AwsPrivateEndpointsArgs): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: "HTTPS from the network to the interface endpoints" },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: securityGroup.id,
        description: "HTTPS from the network",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: args.cidr,
      },
      { parent: this },
    );
    return securityGroup;
  }
}

function ownAccountPolicy({ accountId }: Account): pulumi.Output<string> {
  return policyDocument({
    Sid: "OwnAccountOnly",
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  });
}
