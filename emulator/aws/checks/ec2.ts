/** What EC2 refuses of networks: blocks, subnets, gateways, routes, endpoints and flow logs. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { DEFAULT_VPC, regionOf, zonesOf } from "../account.ts";
import { contains, overlaps, parseBlock } from "../../cidr.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { token } from "../tokens.ts";
import { policyAt } from "./policies.ts";
import { among, exactlyOne, given, isGiven, matching, rule, siblings, textOf, type Finding, late } from "./rules.ts";
import { zonesOfSubnets } from "./zones.ts";

const USER_GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide/";
const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_";
const ENDPOINTS = "https://docs.aws.amazon.com/vpc/latest/privatelink/";
const PROVIDER = "terraform-provider-aws, internal/service/ec2/";

const blockSize = (types: string): Check =>
  rule(types, `${USER_GUIDE}vpc-cidr-blocks.html`, (candidate) => {
    const text = textOf(candidate, "cidrBlock");
    if (text === undefined) return undefined;
    const block = parseBlock(text);
    if (!block)
      return {
        property: "cidrBlock",
        reason: `"${text}" is not an IPv4 block; write its first address, as 10.0.0.0/16`,
      };
    if (block.prefix >= 16 && block.prefix <= 28) return undefined;
    return { property: "cidrBlock", reason: `"${text}" is a /${block.prefix}; /16 to /28 are allowed` };
  });

const vpcBlock = (candidate: Candidate, cloud: Cloud): string | undefined => {
  const id = textOf(candidate, "vpcId");
  if (id === DEFAULT_VPC.id) return DEFAULT_VPC.cidrBlock;
  const block = id && cloud.get(token("ec2:Vpc"), id)?.outputs["cidrBlock"];
  return typeof block === "string" ? block : undefined;
};

function subnetFits(candidate: Candidate, cloud: Cloud): Finding {
  const text = textOf(candidate, "cidrBlock");
  const block = text === undefined ? undefined : parseBlock(text);
  if (!block) return undefined;
  const outer = vpcBlock(candidate, cloud);
  const outerBlock = outer === undefined ? undefined : parseBlock(outer);
  const hasMore = siblings(candidate, cloud, "ec2:VpcIpv4CidrBlockAssociation", "vpcId").length > 0;
  if (outerBlock && !hasMore && !contains(outerBlock, block)) {
    return { property: "cidrBlock", reason: `"${text}" is not inside its VPC's ${outer}` };
  }
  const clash = siblings(candidate, cloud, "ec2:Subnet", "vpcId").find(({ outputs }) => {
    const other = parseBlock(String(outputs["cidrBlock"]));
    return other !== undefined && overlaps(block, other);
  });
  return (
    clash && {
      property: "cidrBlock",
      reason: `"${text}" overlaps ${String(clash.outputs["cidrBlock"])} of ${clash.id}`,
    }
  );
}

function zoneExists(candidate: Candidate, cloud: Cloud): Finding {
  const zone = textOf(candidate, "availabilityZone");
  const zones = zonesOf(regionOf(candidate.inputs, cloud)).map(({ name }) => name);
  if (zone === undefined || zones.includes(zone)) return undefined;
  return { property: "availabilityZone", reason: `"${zone}" is none of ${zones.join(", ")}` };
}

function natGateway(candidate: Candidate): Finding {
  const { inputs } = candidate;
  const isPrivate = inputs["connectivityType"] === "private";
  if (isPrivate && isGiven(candidate, "allocationId")) {
    return { property: "allocationId", reason: `a private NAT gateway takes no address` };
  }
  if (isPrivate || inputs["availabilityMode"] === "regional") return undefined;
  if (!isGiven(candidate, "allocationId"))
    return { property: "allocationId", reason: "a public NAT gateway needs one" };
  return isGiven(candidate, "subnetId") ? undefined : { property: "subnetId", reason: "a zonal NAT gateway needs one" };
}

const GATEWAY_SERVICES = /\.(s3|dynamodb)$/;
const INTERFACE_ONLY = ["subnetIds", "securityGroupIds", "privateDnsEnabled"];

function endpointFields(candidate: Candidate): Finding {
  const type = candidate.inputs["vpcEndpointType"] ?? "Gateway";
  const service = textOf(candidate, "serviceName");
  if (type === "Gateway") {
    const [extra] = given(candidate, INTERFACE_ONLY).filter((property) => candidate.inputs[property] !== false);
    if (extra)
      return { property: extra, reason: `is for endpoints of vpcEndpointType "Interface"; this one is "Gateway"` };
    if (service !== undefined && !GATEWAY_SERVICES.test(service)) {
      return {
        property: "serviceName",
        reason: `"${service}" has no gateway endpoint: write vpcEndpointType "Interface"`,
      };
    }
  }
  if (type === "Interface" && isGiven(candidate, "routeTableIds")) {
    return {
      property: "routeTableIds",
      reason: `is for endpoints of vpcEndpointType "Gateway"; this one is "Interface"`,
    };
  }
  return undefined;
}

function endpointRegion(candidate: Candidate, cloud: Cloud): Finding {
  const where = /^com\.amazonaws\.([a-z]{2}-[a-z-]+-\d)\./.exec(textOf(candidate, "serviceName") ?? "")?.[1];
  const region = textOf(candidate, "serviceRegion") ?? regionOf(candidate.inputs, cloud);
  if (where === undefined || where === region) return undefined;
  return { property: "serviceName", reason: `names a service of ${where}; the endpoint is in ${region}` };
}

function privateDns(candidate: Candidate, cloud: Cloud): Finding {
  if (candidate.inputs["privateDnsEnabled"] !== true) return undefined;
  const vpc = cloud.get(token("ec2:Vpc"), textOf(candidate, "vpcId") ?? "");
  const isOff = vpc && (vpc.outputs["enableDnsHostnames"] !== true || vpc.inputs["enableDnsSupport"] === false);
  return isOff
    ? { property: "privateDnsEnabled", reason: `needs enableDnsSupport and enableDnsHostnames on ${vpc.id}` }
    : undefined;
}

function onePerZone(candidate: Candidate, cloud: Cloud): Finding {
  if (candidate.inputs["vpcEndpointType"] !== "Interface") return undefined;
  const zones = zonesOfSubnets(candidate.inputs, "subnetIds", cloud);
  const repeated = zones.find((zone, index) => zones.indexOf(zone) !== index);
  return repeated
    ? { property: "subnetIds", reason: `has two subnets in ${repeated}; one in each zone is allowed` }
    : undefined;
}

const FLOW_LOG_OF = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "vpcId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
];

function flowLogFields(candidate: Candidate): Finding {
  const type = candidate.inputs["logDestinationType"] ?? "cloud-watch-logs";
  const isTransit = given(candidate, ["transitGatewayId", "transitGatewayAttachmentId"]).length > 0;
  if (!isGiven(candidate, "logDestination"))
    return { property: "logDestination", reason: "says where the log goes; none is given" };
  if (!isTransit && !isGiven(candidate, "trafficType")) {
    return { property: "trafficType", reason: "must be given: ACCEPT, REJECT or ALL" };
  }
  if (type === "cloud-watch-logs" && !isGiven(candidate, "iamRoleArn")) {
    return { property: "iamRoleArn", reason: "must be given where the log goes to CloudWatch Logs" };
  }
  return type === "s3" && isGiven(candidate, "iamRoleArn")
    ? { property: "iamRoleArn", reason: "cannot be given where the log goes to S3" }
    : undefined;
}

const ROUTE_DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const ROUTE_TARGETS = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

function routeIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const [destination = ""] = given(candidate, ROUTE_DESTINATIONS);
  const twin = siblings(candidate, cloud, "ec2:Route", "routeTableId").find(
    ({ inputs }) => inputs[destination] === candidate.inputs[destination],
  );
  return (
    twin && { property: destination, reason: `${String(twin.inputs[destination])} has a route in that table already` }
  );
}

const notTakenBy = (property: string, type: string, what: string) => (candidate: Candidate, cloud: Cloud) => {
  const [taken] = siblings(candidate, cloud, type, property);
  return taken && { property, reason: `${textOf(candidate, property)} has ${what} already: ${taken.id}` };
};

export const ec2: readonly Check[] = [
  blockSize("ec2:Vpc ec2:Subnet"),
  late(rule("ec2:Subnet", `${API}CreateSubnet.html (InvalidSubnet.Range, InvalidSubnet.Conflict)`, subnetFits)),
  rule("ec2:Subnet", `${API}CreateSubnet.html`, zoneExists),
  among("ec2:Vpc", "instanceTenancy", ["default", "dedicated"], `${API}CreateVpc.html`),
  among("ec2:Eip", "domain", ["vpc"], '@pulumi/aws 7: EC2-Classic and its domain "standard" are gone'),
  rule("ec2:NatGateway", `${PROVIDER}vpc_nat_gateway.go; ${API}CreateNatGateway.html`, natGateway),
  among("ec2:NatGateway", "connectivityType", ["public", "private"], `${API}CreateNatGateway.html`),
  late(
    rule(
      "ec2:InternetGateway",
      `${API}AttachInternetGateway.html`,
      notTakenBy("vpcId", "ec2:InternetGateway", "an internet gateway"),
    ),
  ),
  late(
    rule(
      "ec2:RouteTableAssociation",
      `${API}AssociateRouteTable.html (Resource.AlreadyAssociated)`,
      notTakenBy("subnetId", "ec2:RouteTableAssociation", "a route table"),
    ),
  ),
  exactlyOne("ec2:RouteTableAssociation", ["subnetId", "gatewayId"], `${PROVIDER}vpc_route_table_association.go`),
  exactlyOne("ec2:Route", ROUTE_DESTINATIONS, `${PROVIDER}vpc_route.go`),
  exactlyOne("ec2:Route", ROUTE_TARGETS, `${PROVIDER}vpc_route.go`),
  late(rule("ec2:Route", `${API}CreateRoute.html (RouteAlreadyExists)`, routeIsNew)),
  exactlyOne(
    "ec2:VpcEndpoint",
    ["serviceName", "resourceConfigurationArn", "serviceNetworkArn"],
    `${PROVIDER}vpc_endpoint.go`,
  ),
  among(
    "ec2:VpcEndpoint",
    "vpcEndpointType",
    ["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"],
    `${API}CreateVpcEndpoint.html`,
  ),
  rule("ec2:VpcEndpoint", `${API}CreateVpcEndpoint.html; ${ENDPOINTS}gateway-endpoints.html`, endpointFields),
  rule("ec2:VpcEndpoint", `${ENDPOINTS}create-interface-endpoint.html`, endpointRegion),
  late(rule("ec2:VpcEndpoint", `${ENDPOINTS}create-interface-endpoint.html (private DNS)`, privateDns)),
  rule("ec2:VpcEndpoint", `${API}CreateVpcEndpoint.html (DuplicateSubnetsInSameZone)`, onePerZone),
  exactlyOne("ec2:FlowLog", FLOW_LOG_OF, `${PROVIDER}vpc_flow_log.go`),
  rule("ec2:FlowLog", `${API}CreateFlowLogs.html`, flowLogFields),
  among("ec2:FlowLog", "maxAggregationInterval", [60, 600], `${PROVIDER}vpc_flow_log.go`),
  among("ec2:FlowLog", "trafficType", ["ACCEPT", "REJECT", "ALL"], `${API}CreateFlowLogs.html`),
  among(
    "ec2:FlowLog",
    "logDestinationType",
    ["cloud-watch-logs", "s3", "kinesis-data-firehose"],
    `${API}CreateFlowLogs.html`,
  ),
  matching("ec2:FlowLog", "logDestination", /^arn:/, "an ARN is wanted", `${PROVIDER}vpc_flow_log.go`),
  policyAt(
    "ec2:VpcEndpoint",
    "policy",
    RESOURCE_POLICY,
    20480,
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  ),
];
