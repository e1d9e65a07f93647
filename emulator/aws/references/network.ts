/** Networks, and what stands in them. */
import type { Reference } from "../../model.ts";
import { isGiven } from "../account.ts";
import { CACHE, EC2, EKS, RDS, row, SECURITY_GROUP, SUBNET, VPC } from "./rows.ts";

const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ (…NotFound, ResourceInUse)";
const ROUTE_TABLE = "ec2:RouteTable ec2:DefaultRouteTable ec2:Vpc#mainRouteTableId ec2:Vpc#defaultRouteTableId";

export const network: readonly Reference[] = [
  // The VPC and what is in it
  row("ec2:Subnet ec2:RouteTable ec2:NetworkAcl ec2:VpcEndpoint", "vpcId", VPC, EC2),
  row(
    "ec2:SecurityGroup ec2:InternetGateway ec2:EgressOnlyInternetGateway ec2:InternetGatewayAttachment",
    "vpcId",
    VPC,
    EC2,
  ),
  row("ec2:VpcPeeringConnection", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:VpcDhcpOptionsAssociation ec2:VpcIpv4CidrBlockAssociation ec2:FlowLog", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:DefaultSecurityGroup", "vpcId", VPC, EC2, { keeps: false }),
  row("ec2:DefaultRouteTable", "defaultRouteTableId", "ec2:Vpc#defaultRouteTableId", EC2, { keeps: false }),
  row("ec2:DefaultNetworkAcl", "defaultNetworkAclId", "ec2:Vpc#defaultNetworkAclId", EC2, { keeps: false }),
  row("ec2:NatGateway ec2:Instance ec2:NetworkInterface efs:MountTarget", "subnetId", SUBNET, EC2),
  row("ec2:RouteTableAssociation", "subnetId", SUBNET, EC2, { keeps: false }),
  row("ec2:VpcEndpoint", "subnetIds[]", SUBNET, EC2),
  row("lambda:Function", "vpcConfig.subnetIds[]", SUBNET, EC2),
  row("eks:Cluster", "vpcConfig.subnetIds[]", SUBNET, EKS),
  row("eks:NodeGroup eks:FargateProfile", "subnetIds[]", SUBNET, EKS),
  row("lb:LoadBalancer alb:LoadBalancer elb:LoadBalancer", "subnets[]", SUBNET, ELB),
  row("ec2:NatGateway", "allocationId", "ec2:Eip", EC2),
  row("ec2:RouteTableAssociation", "routeTableId", ROUTE_TABLE, EC2),
  row("ec2:Route", "routeTableId", ROUTE_TABLE, EC2, { keeps: false }),
  row("ec2:VpcEndpoint", "routeTableIds[]", ROUTE_TABLE, EC2, { keeps: false }),
  row("ec2:Route", "natGatewayId", "ec2:NatGateway", EC2, { keeps: false }),
  row("ec2:RouteTable", "routes[].natGatewayId", "ec2:NatGateway", EC2, { keeps: false }),
  row("ec2:Route", "gatewayId", "ec2:InternetGateway ec2:VpnGateway", EC2, { keeps: false, given: localOrGiven }),
  row("ec2:RouteTable", "routes[].gatewayId", "ec2:InternetGateway ec2:VpnGateway", EC2, {
    keeps: false,
    given: localOrGiven,
  }),
  row("ec2:VpcEndpoint", "securityGroupIds[]", SECURITY_GROUP, EC2),
  row("ec2:Instance", "vpcSecurityGroupIds[]", SECURITY_GROUP, EC2),
  row("rds:Instance rds:Cluster", "vpcSecurityGroupIds[]", SECURITY_GROUP, RDS),
  row("lambda:Function", "vpcConfig.securityGroupIds[]", SECURITY_GROUP, EC2),
  row("eks:Cluster", "vpcConfig.securityGroupIds[]", SECURITY_GROUP, EKS),
  row("lb:LoadBalancer alb:LoadBalancer elb:LoadBalancer", "securityGroups[]", SECURITY_GROUP, ELB),
  row("elasticache:ReplicationGroup elasticache:Cluster", "securityGroupIds[]", SECURITY_GROUP, CACHE),
  row(
    "ec2:SecurityGroupRule vpc:SecurityGroupIngressRule vpc:SecurityGroupEgressRule",
    "securityGroupId",
    SECURITY_GROUP,
    EC2,
    {
      keeps: false,
    },
  ),
  // A group that another group's rule names cannot go while the rule is there.
  row("ec2:SecurityGroupRule", "sourceSecurityGroupId", SECURITY_GROUP, EC2),
  row("vpc:SecurityGroupIngressRule vpc:SecurityGroupEgressRule", "referencedSecurityGroupId", SECURITY_GROUP, EC2),
  row("ec2:SecurityGroup ec2:DefaultSecurityGroup", "ingress[].securityGroups[]", SECURITY_GROUP, EC2),
  row("ec2:SecurityGroup ec2:DefaultSecurityGroup", "egress[].securityGroups[]", SECURITY_GROUP, EC2),
  row("ec2:Instance autoscaling:Group eks:NodeGroup", "launchTemplate.id", "ec2:LaunchTemplate", EC2, { keeps: false }),
  row("ec2:Instance autoscaling:Group eks:NodeGroup", "launchTemplate.name", "ec2:LaunchTemplate#name", EC2, {
    keeps: false,
  }),
  row("ec2:Instance", "keyName", "ec2:KeyPair", EC2, { keeps: false }),
  row("ec2:Instance", "iamInstanceProfile", "iam:InstanceProfile", EC2, { keeps: false }),
  // Load balancers
  row("lb:Listener alb:Listener", "loadBalancerArn", "lb:LoadBalancer alb:LoadBalancer", ELB, { keeps: false }),
  row("lb:ListenerRule alb:ListenerRule", "listenerArn", "lb:Listener alb:Listener", ELB, { keeps: false }),
  row("lb:Listener alb:Listener", "defaultActions[].targetGroupArn", "lb:TargetGroup alb:TargetGroup", ELB),
  row("lb:TargetGroupAttachment alb:TargetGroupAttachment", "targetGroupArn", "lb:TargetGroup alb:TargetGroup", ELB, {
    keeps: false,
  }),
  row("lb:TargetGroup alb:TargetGroup", "vpcId", VPC, ELB, { keeps: false }),
];

function localOrGiven(value: string): boolean {
  return value === "local" || value.startsWith("vpce-") || isGiven(value);
}
