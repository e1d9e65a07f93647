/** What a new account has: its default network, as resources that lookups find beside those of programs. */
import type { CloudResource, Values } from "../../model.ts";
import { ACCOUNT, DEFAULT_VPC, defaultSubnetsOf, partitionOf } from "../account.ts";
import { token } from "../tokens.ts";

/** The resources that nobody made, in one region. */
export function givenResources(region: string): CloudResource[] {
  const resource = (short: string, id: string, kind: string, outputs: Values): CloudResource => {
    const arn = `arn:${partitionOf(region)}:ec2:${region}:${ACCOUNT}:${kind}/${id}`;
    const tags = {};
    return {
      type: token(short),
      id,
      urn: "",
      inputs: {},
      outputs: { arn, ownerId: ACCOUNT, region, tags, ...outputs },
    };
  };
  const {
    id: vpcId,
    cidrBlock,
    securityGroupId,
    routeTableId,
    networkAclId,
    internetGatewayId,
    dhcpOptionsId,
  } = DEFAULT_VPC;
  return [
    resource("ec2:Vpc", vpcId, "vpc", {
      cidrBlock,
      dhcpOptionsId,
      default: true,
      mainRouteTableId: routeTableId,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      instanceTenancy: "default",
    }),
    ...defaultSubnetsOf(region).map(({ id, zone, zoneId, cidrBlock: subnetBlock }) =>
      resource("ec2:Subnet", id, "subnet", {
        vpcId,
        cidrBlock: subnetBlock,
        availabilityZone: zone,
        availabilityZoneId: zoneId,
        defaultForAz: true,
        mapPublicIpOnLaunch: true,
      }),
    ),
    resource("ec2:SecurityGroup", securityGroupId, "security-group", {
      vpcId,
      name: "default",
      description: "default VPC security group",
    }),
    resource("ec2:RouteTable", routeTableId, "route-table", { vpcId, routes: [], associations: [{ main: true }] }),
    resource("ec2:NetworkAcl", networkAclId, "network-acl", { vpcId }),
    resource("ec2:InternetGateway", internetGatewayId, "internet-gateway", { vpcId }),
  ];
}
