import { ec2 } from "../../../emulator/aws/checks/ec2.ts";
import { describeChecks, policy, allow, vpc, subnets } from "./samples.ts";

describeChecks("ec2", ec2, [
  {
    type: "ec2:Vpc",
    right: { cidrBlock: "10.0.0.0/16", instanceTenancy: "default" },
    wrong: [
      [{ cidrBlock: "10.0.0.0/8" }, "cidrBlock"],
      [{ cidrBlock: "10.0.0.1/16" }, "cidrBlock"],
      [{ instanceTenancy: "host" }, "instanceTenancy"],
    ],
  },
  {
    type: "ec2:Subnet",
    right: { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24", availabilityZone: "eu-central-1a" },
    wrong: [
      [{ cidrBlock: "10.1.0.0/24" }, "cidrBlock"],
      [{ cidrBlock: "10.0.0.128/25" }, "cidrBlock"],
      [{ availabilityZone: "eu-central-1z" }, "availabilityZone"],
    ],
    live: [vpc, ...subnets],
  },
  { type: "ec2:Eip", right: { domain: "vpc" }, wrong: [[{ domain: "standard" }, "domain"]] },
  {
    type: "ec2:NatGateway",
    right: { allocationId: "eipalloc-1", subnetId: "subnet-a" },
    wrong: [
      [{ allocationId: undefined }, "allocationId"],
      [{ connectivityType: "private" }, "allocationId"],
      [{ subnetId: undefined }, "subnetId"],
      [{ connectivityType: "open" }, "connectivityType"],
    ],
  },
  {
    type: "ec2:InternetGateway",
    right: { vpcId: "vpc-2" },
    wrong: [[{ vpcId: "vpc-1" }, "vpcId"]],
    live: [{ type: "ec2:InternetGateway", id: "igw-1", inputs: { vpcId: "vpc-1" } }],
  },
  {
    type: "ec2:RouteTableAssociation",
    right: { routeTableId: "rtb-1", subnetId: "subnet-b" },
    wrong: [
      [{ subnetId: "subnet-a" }, "subnetId"],
      [{ subnetId: undefined }, ""],
    ],
    live: [{ type: "ec2:RouteTableAssociation", id: "rtbassoc-1", inputs: { subnetId: "subnet-a" } }],
  },
  {
    type: "ec2:Route",
    right: { routeTableId: "rtb-1", destinationCidrBlock: "10.9.0.0/16", natGatewayId: "nat-1" },
    wrong: [
      [{ destinationCidrBlock: "0.0.0.0/0" }, "destinationCidrBlock"],
      [{ destinationCidrBlock: undefined }, ""],
      [{ gatewayId: "igw-1" }, "gatewayId"],
    ],
    live: [{ type: "ec2:Route", id: "r-1", inputs: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" } }],
  },
  {
    type: "ec2:VpcEndpoint",
    right: {
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-central-1.ecr.api",
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-a", "subnet-b"],
      privateDnsEnabled: true,
      policy: policy(allow({ Principal: "*" })),
    },
    wrong: [
      [{ vpcEndpointType: "Gateway" }, "subnetIds"],
      [{ vpcEndpointType: "Tunnel" }, "vpcEndpointType"],
      [{ routeTableIds: ["rtb-1"] }, "routeTableIds"],
      [{ serviceName: "com.amazonaws.us-east-1.ecr.api" }, "serviceName"],
      [{ serviceName: undefined }, ""],
      [{ vpcId: "vpc-2" }, "privateDnsEnabled"],
      [{ subnetIds: ["subnet-a", "subnet-a2"] }, "subnetIds"],
      [{ policy: policy(allow()) }, "policy"],
    ],
    live: [vpc, ...subnets, { type: "ec2:Vpc", id: "vpc-2", inputs: { cidrBlock: "10.1.0.0/16" } }],
  },
  {
    type: "ec2:VpcEndpoint",
    right: { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-central-1.s3", routeTableIds: ["rtb-1"] },
    wrong: [[{ serviceName: "com.amazonaws.eu-central-1.sts" }, "serviceName"]],
  },
  {
    type: "ec2:FlowLog",
    right: {
      vpcId: "vpc-1",
      trafficType: "ALL",
      iamRoleArn: "arn:aws:iam::123456789012:role/r",
      logDestination: "arn:aws:logs:x:y:log-group:z",
      maxAggregationInterval: 60,
    },
    wrong: [
      [{ subnetId: "subnet-a" }, "subnetId"],
      [{ vpcId: undefined }, ""],
      [{ trafficType: undefined }, "trafficType"],
      [{ trafficType: "SOME" }, "trafficType"],
      [{ iamRoleArn: undefined }, "iamRoleArn"],
      [{ logDestinationType: "s3" }, "iamRoleArn"],
      [{ logDestinationType: "disk" }, "logDestinationType"],
      [{ logDestination: undefined }, "logDestination"],
      [{ logDestination: "my-group" }, "logDestination"],
      [{ maxAggregationInterval: 300 }, "maxAggregationInterval"],
    ],
  },
]);
