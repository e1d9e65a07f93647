/** Computed outputs of networks and what stands in them. */
import type { SynthesisContext, Value } from "../../model.ts";
import { DEFAULT_VPC, defaultSubnetsOf, regionOf, zonesOf } from "../account.ts";
import { characters, text } from "../template.ts";
import { related, type FormatRow, type FormatTable } from "./common.ts";
import { addressIn } from "../../cidr.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

/** What a feature that is not used tells. */
const nothing = () => "";

/** A property of the resource that an input names. */
const of =
  (input: string, type: string, output: string): FormatRow =>
  ({ inputs, cloud }) =>
    related({ inputs, cloud }, input, type)?.outputs[output] ?? "";

/** Addresses from the block that is reserved for tests (RFC 2544), so that they are nobody's. */
const publicIp = ({ hex }: SynthesisContext): string => addressIn("198.18.0.0/15", parseInt(hex(8, "publicIp"), 16));

/** An address in the subnet, past the five that AWS keeps. */
const privateIp = ({ inputs, cloud, hex }: SynthesisContext): string => {
  const cidr = related({ inputs, cloud }, "subnetId", "ec2:Subnet")?.outputs["cidrBlock"];
  return addressIn(
    typeof cidr === "string" ? cidr : DEFAULT_VPC.cidrBlock,
    5 + (parseInt(hex(4, "privateIp"), 16) % 200),
  );
};

const dashed = (address: string) => address.replaceAll(".", "-");

const publicDns = (context: SynthesisContext): string => {
  const domain = region(context) === "us-east-1" ? "compute-1" : `${region(context)}.compute`;
  return `ec2-${dashed(publicIp(context))}.${domain}.amazonaws.com`;
};

const privateDns = (context: SynthesisContext): string => {
  const domain = region(context) === "us-east-1" ? "ec2" : `${region(context)}.compute`;
  return `ip-${dashed(privateIp(context))}.${domain}.internal`;
};

const isInterface = ({ inputs }: SynthesisContext) => inputs["vpcEndpointType"] === "Interface";
const elements = (value: Value): Value[] => (Array.isArray(value) ? value : []);

const zone: FormatRow = (context) => `${region(context)}a`;

/** The zone that AWS chooses where none is asked for: here the one with the fewest subnets of the VPC. */
const subnetZone = (context: SynthesisContext): string => {
  const { inputs, cloud, type, id } = context;
  const own = inputs["availabilityZone"] ?? cloud.get(type, id)?.outputs["availabilityZone"];
  if (typeof own === "string") return own;
  const taken = cloud.ofType(type).filter((other) => other.inputs["vpcId"] === inputs["vpcId"]);
  const count = (name: string) => taken.filter(({ outputs }) => outputs["availabilityZone"] === name).length;
  const [first, ...rest] = zonesOf(region(context)).map(({ name }) => name);
  return rest.reduce((best, name) => (count(name) < count(best) ? name : best), first ?? "");
};

const subnetZoneId: FormatRow = (context) => {
  const name = subnetZone(context);
  return zonesOf(region(context)).find((candidate) => candidate.name === name)?.id;
};

const securityGroupRule: FormatTable[string] = { securityGroupRuleId: "{id}" };

export const network: FormatTable = {
  "ec2:Vpc": {
    defaultNetworkAclId: "acl-{hex:17}",
    defaultRouteTableId: ({ hex }) => `rtb-${hex(17, "routeTable")}`,
    mainRouteTableId: ({ hex }) => `rtb-${hex(17, "routeTable")}`,
    defaultSecurityGroupId: "sg-{hex:17}",
    dhcpOptionsId: () => DEFAULT_VPC.dhcpOptionsId,
    instanceTenancy: () => "default",
    ipv6CidrBlockNetworkBorderGroup: nothing,
    ipv6AssociationId: ({ inputs, hex }) =>
      inputs["assignGeneratedIpv6CidrBlock"] === true ? `vpc-cidr-assoc-${hex(17, "ipv6")}` : "",
    // 2001:db8::/32 is the block for documentation (RFC 3849).
    ipv6CidrBlock: ({ inputs, hex }) =>
      inputs["assignGeneratedIpv6CidrBlock"] === true ? `2001:db8:${hex(4, "ipv6")}:${hex(2, "ipv6b")}00::/56` : "",
  },
  "ec2:DefaultVpc": {
    cidrBlock: () => DEFAULT_VPC.cidrBlock,
    defaultNetworkAclId: () => DEFAULT_VPC.networkAclId,
    defaultRouteTableId: () => DEFAULT_VPC.routeTableId,
    mainRouteTableId: () => DEFAULT_VPC.routeTableId,
    defaultSecurityGroupId: () => DEFAULT_VPC.securityGroupId,
    dhcpOptionsId: () => DEFAULT_VPC.dhcpOptionsId,
    existingDefaultVpc: () => true,
    enableDnsHostnames: () => true,
  },
  "ec2:DefaultSubnet": {
    vpcId: () => DEFAULT_VPC.id,
    cidrBlock: (context) =>
      defaultSubnetsOf(region(context)).find(({ zone: name }) => name === context.inputs["availabilityZone"])
        ?.cidrBlock,
    availabilityZoneId: subnetZoneId,
    existingDefaultSubnet: () => true,
  },
  "ec2:Subnet": {
    availabilityZone: subnetZone,
    availabilityZoneId: subnetZoneId,
    ipv6CidrBlockAssociationId: ({ inputs, hex }) =>
      inputs["ipv6CidrBlock"] ? `subnet-cidr-assoc-${hex(17, "ipv6")}` : "",
    ipv6CidrBlock: nothing,
    outpostArn: nothing,
    privateDnsHostnameTypeOnLaunch: () => "ip-name",
  },
  "ec2:DefaultSecurityGroup": {
    name: () => "default",
    description: () => "default VPC security group",
    namePrefix: () => "",
  },
  "ec2:SecurityGroup": { vpcId: () => DEFAULT_VPC.id },
  "ec2:SecurityGroupRule": { securityGroupRuleId: "sgr-{hex:17}" },
  "vpc:SecurityGroupIngressRule": securityGroupRule,
  "vpc:SecurityGroupEgressRule": securityGroupRule,
  "ec2:DefaultRouteTable": { vpcId: () => DEFAULT_VPC.id },
  "ec2:Route": { instanceId: () => "", instanceOwnerId: () => "", origin: () => "CreateRoute", state: () => "active" },
  "ec2:MainRouteTableAssociation": { originalRouteTableId: of("vpcId", "ec2:Vpc", "mainRouteTableId") },
  "ec2:Eip": {
    allocationId: "{id}",
    associationId: () => "",
    domain: () => "vpc",
    publicIp,
    publicDns,
    privateIp: nothing,
    privateDns: nothing,
    ptrRecord: nothing,
    carrierIp: nothing,
    customerOwnedIp: nothing,
    instance: nothing,
    ipamPoolId: nothing,
    networkInterface: nothing,
    networkBorderGroup: "{region}",
    publicIpv4Pool: () => "amazon",
  },
  "ec2:NatGateway": {
    associationId: ({ inputs, hex }) => (inputs["allocationId"] ? `eipassoc-${hex(17, "associationId")}` : ""),
    networkInterfaceId: "eni-{hex:17}",
    privateIp,
    publicIp: of("allocationId", "ec2:Eip", "publicIp"),
    vpcId: of("subnetId", "ec2:Subnet", "vpcId"),
    secondaryPrivateIpAddressCount: () => 0,
    autoProvisionZones: nothing,
    autoScalingIps: nothing,
    regionalNatGatewayAddresses: () => [],
    regionalNatGatewayAutoMode: nothing,
    routeTableId: nothing,
  },
  "ec2:NetworkInterface": { privateIp, privateIps: (context) => [privateIp(context)], macAddress },
  "ec2:Instance": {
    availabilityZone: zone,
    instanceState: () => "running",
    primaryNetworkInterfaceId: "eni-{hex:17}",
    privateIp,
    privateDns,
    publicIp,
    publicDns,
    subnetId: (context) => defaultSubnetsOf(region(context))[0]?.id,
    vpcSecurityGroupIds: () => [DEFAULT_VPC.securityGroupId],
    passwordData: () => "",
    instanceInitiatedShutdownBehavior: () => "stop",
    tenancy: () => "default",
  },
  "ec2:KeyPair": {
    fingerprint: ({ hex }) => hex(32, "fingerprint").match(/../g)?.join(":") ?? "",
    keyPairId: "key-{hex:17}",
    keyType: ({ inputs }) => (text({ inputs }, "publicKey").startsWith("ssh-ed25519") ? "ed25519" : "rsa"),
  },
  "ec2:LaunchTemplate": { latestVersion: () => 1, defaultVersion: () => 1 },
  "ec2:FlowLog": { logFormat: () => FLOW_LOG_FORMAT, logDestinationType: () => "cloud-watch-logs" },
  "ec2:VpcEndpoint": {
    state: () => "available",
    requesterManaged: () => false,
    prefixListId: (context) => (isInterface(context) ? "" : `pl-${context.hex(8, "prefixListId")}`),
    cidrBlocks: (context) => (isInterface(context) ? [] : ["198.18.0.0/15"]),
    networkInterfaceIds: (context) =>
      elements(context.inputs["subnetIds"]).map((subnet) => `eni-${context.hex(17, String(subnet))}`),
    dnsEntries: (context) =>
      isInterface(context)
        ? [
            {
              dnsName: `${context.id}-${context.hex(8, "dns")}.${endpointHost(context)}`,
              hostedZoneId: `Z${characters(context, "ALNUM", 13, "dns")}`,
            },
          ]
        : [],
    policy: () => JSON.stringify(OPEN_ENDPOINT_POLICY),
    ipAddressType: () => "ipv4",
    serviceRegion: "{region}",
  },
  "ec2:VpcPeeringConnection": {
    acceptStatus: ({ inputs }) => (inputs["autoAccept"] === true ? "active" : "pending-acceptance"),
  },
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html, version 2. */
const FLOW_LOG_FORMAT =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

const OPEN_ENDPOINT_POLICY = {
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

/** `com.amazonaws.eu-central-1.ecr.api` is reached as `api.ecr.eu-central-1.vpce.amazonaws.com`. */
function endpointHost(context: SynthesisContext): string {
  const [, , where = "", ...service] = text(context, "serviceName").split(".");
  return `${service.reverse().join(".")}.${where}.vpce.amazonaws.com`;
}

function macAddress({ hex }: SynthesisContext): string {
  return `02:${(hex(10, "macAddress").match(/../g) ?? []).join(":")}`;
}
