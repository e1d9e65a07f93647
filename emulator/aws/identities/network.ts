/** Networks, what stands in them and what leads to them. */
import { text, type TemplateContext } from "../template.ts";
import type { Service } from "./model.ts";
import { DEFAULT_VPC } from "../account.ts";
import { valuesAt } from "../../paths.ts";

const VPC = "aws:ec2/vpc:Vpc";

/** What every VPC is born with: the resource that adopts it has the id that the VPC already told. */
const bornWith = (output: string, inDefaultVpc: string) => (context: TemplateContext) => {
  const vpc = context.cloud.get(VPC, text(context, "vpcId"));
  return vpc ? String(vpc.outputs[output]) : inDefaultVpc;
};

/** The id that an input names: `defaultRouteTableId` of the resource that adopts that table. */
const adopted = (input: string, otherwise: string) => (context: TemplateContext) =>
  String(context.inputs[input] ?? otherwise);

/** A load balancer's part of the ARNs around it: `app/name/50dc6c495c0c9188`. */
const afterType = (arn: unknown) => String(arn).split("/").slice(1).join("/");

const loadBalancerKind = (context: TemplateContext) =>
  ({ network: "net", gateway: "gwy" })[text(context, "loadBalancerType")] ?? "app";

const loadBalancing = (module: string): Service => ({
  module,
  arn: "elasticloadbalancing:{region}:{account}",
  types: {
    LoadBalancer: [
      "{arn}",
      (c) => `loadbalancer/${loadBalancerKind(c)}/${text(c, "name")}/${c.hex(16, "loadBalancer")}`,
    ],
    TargetGroup: ["{arn}", "targetgroup/{name}/{hex:16}"],
    Listener: ["{arn}", (c) => `listener/${afterType(c.inputs["loadBalancerArn"])}/${c.hex(16, "listener")}`],
    ListenerRule: ["{arn}", (c) => `listener-rule/${afterType(c.inputs["listenerArn"])}/${c.hex(16, "rule")}`],
    ListenerCertificate: ["{listenerArn}_{certificateArn}"],
    TargetGroupAttachment: ["{targetGroupArn}-{digits:26}"],
  },
});

export const network: readonly Service[] = [
  {
    module: "ec2",
    arn: "ec2:{region}:{account}",
    types: {
      Ami: ["ami-{hex:17}", "image/{id}"],
      AmiCopy: ["ami-{hex:17}", "image/{id}"],
      AmiFromInstance: ["ami-{hex:17}", "image/{id}"],
      CapacityReservation: ["cr-{hex:17}", "capacity-reservation/{id}"],
      CarrierGateway: ["cagw-{hex:17}", "carrier-gateway/{id}"],
      CustomerGateway: ["cgw-{hex:17}", "customer-gateway/{id}"],
      DedicatedHost: ["h-{hex:17}", "dedicated-host/{id}"],
      DefaultNetworkAcl: [adopted("defaultNetworkAclId", DEFAULT_VPC.networkAclId), "network-acl/{id}"],
      DefaultRouteTable: [adopted("defaultRouteTableId", DEFAULT_VPC.routeTableId), "route-table/{id}"],
      DefaultSecurityGroup: [bornWith("defaultSecurityGroupId", DEFAULT_VPC.securityGroupId), "security-group/{id}"],
      DefaultSubnet: ["subnet-{hex:17}", "subnet/{id}"],
      DefaultVpc: [() => DEFAULT_VPC.id, "vpc/{id}"],
      DefaultVpcDhcpOptions: [() => DEFAULT_VPC.dhcpOptionsId, "dhcp-options/{id}"],
      EgressOnlyInternetGateway: ["eigw-{hex:17}", "egress-only-internet-gateway/{id}"],
      Eip: ["eipalloc-{hex:17}", "elastic-ip/{id}"],
      EipAssociation: ["eipassoc-{hex:17}"],
      Fleet: ["fleet-{uuid}", "fleet/{id}"],
      FlowLog: ["fl-{hex:17}", "vpc-flow-log/{id}"],
      Instance: ["i-{hex:17}", "instance/{id}"],
      InternetGateway: ["igw-{hex:17}", "internet-gateway/{id}"],
      InternetGatewayAttachment: ["{internetGatewayId}:{vpcId}"],
      KeyPair: ["{keyName}", "key-pair/{keyName}"],
      LaunchTemplate: ["lt-{hex:17}", "launch-template/{id}"],
      MainRouteTableAssociation: ["rtbassoc-{hex:17}"],
      ManagedPrefixList: ["pl-{hex:17}", "prefix-list/{id}"],
      ManagedPrefixListEntry: ["{prefixListId},{cidr}"],
      NatGateway: ["nat-{hex:17}", "natgateway/{id}"],
      NatGatewayEipAssociation: ["{natGatewayId},{allocationId}"],
      NetworkAcl: ["acl-{hex:17}", "network-acl/{id}"],
      NetworkAclAssociation: ["aclassoc-{hex:17}"],
      NetworkAclRule: ["nacl-{digits:10}"],
      NetworkInterface: ["eni-{hex:17}", "network-interface/{id}"],
      NetworkInterfaceAttachment: ["eni-attach-{hex:17}"],
      NetworkInterfaceSecurityGroupAttachment: ["{securityGroupId}_{networkInterfaceId}"],
      PlacementGroup: ["{name}", "placement-group/{name}"],
      Route: ["r-{routeTableId}{digits:10}"],
      RouteTable: ["rtb-{hex:17}", "route-table/{id}"],
      RouteTableAssociation: ["rtbassoc-{hex:17}"],
      SecurityGroup: ["sg-{hex:17}", "security-group/{id}"],
      SecurityGroupAssociation: ["{vpcEndpointId}/{securityGroupId}"],
      SecurityGroupRule: ["sgrule-{digits:10}"],
      SpotFleetRequest: ["sfr-{uuid}"],
      SpotInstanceRequest: ["sir-{alnum:8}", "spot-instances-request/{id}"],
      Subnet: ["subnet-{hex:17}", "subnet/{id}"],
      SubnetCidrReservation: ["scr-{hex:17}"],
      Tag: ["{resourceId},{key}"],
      VolumeAttachment: ["vai-{digits:10}"],
      Vpc: ["vpc-{hex:17}", "vpc/{id}"],
      VpcDhcpOptions: ["dopt-{hex:17}", "dhcp-options/{id}"],
      VpcDhcpOptionsAssociation: ["{dhcpOptionsId}-{vpcId}"],
      VpcEndpoint: ["vpce-{hex:17}", "vpc-endpoint/{id}"],
      VpcEndpointPolicy: ["{vpcEndpointId}"],
      VpcEndpointRouteTableAssociation: ["a-{vpcEndpointId}{digits:10}"],
      VpcEndpointService: ["vpce-svc-{hex:17}", "vpc-endpoint-service/{id}"],
      VpcEndpointSubnetAssociation: ["a-{vpcEndpointId}{digits:10}"],
      VpcIpam: ["ipam-{hex:17}", "ipam/{id}"],
      VpcIpamPool: ["ipam-pool-{hex:17}", "ipam-pool/{id}"],
      VpcIpv4CidrBlockAssociation: ["vpc-cidr-assoc-{hex:17}"],
      VpcIpv6CidrBlockAssociation: ["vpc-cidr-assoc-{hex:17}"],
      VpcPeeringConnection: ["pcx-{hex:17}"],
      VpcPeeringConnectionAccepter: ["{vpcPeeringConnectionId}"],
      VpnConnection: ["vpn-{hex:17}", "vpn-connection/{id}"],
      VpnGateway: ["vgw-{hex:17}", "vpn-gateway/{id}"],
      VpnGatewayAttachment: ["vpn-attachment-{hex:8}"],
    },
  },
  {
    module: "vpc",
    arn: "ec2:{region}:{account}",
    types: {
      SecurityGroupEgressRule: ["sgr-{hex:17}", "security-group-rule/{id}"],
      SecurityGroupIngressRule: ["sgr-{hex:17}", "security-group-rule/{id}"],
      SecurityGroupVpcAssociation: ["{securityGroupId},{vpcId}"],
    },
  },
  {
    module: "ebs",
    arn: "ec2:{region}:",
    types: { Snapshot: ["snap-{hex:17}", "snapshot/{id}"] },
  },
  {
    module: "ebs",
    arn: "ec2:{region}:{account}",
    types: { Volume: ["vol-{hex:17}", "volume/{id}"] },
  },
  {
    module: "ec2transitgateway",
    arn: "ec2:{region}:{account}",
    types: {
      InstanceConnectEndpoint: ["eice-{hex:17}", "instance-connect-endpoint/{id}"],
      RouteTable: ["tgw-rtb-{hex:17}", "transit-gateway-route-table/{id}"],
      Route: ["{transitGatewayRouteTableId}_{destinationCidrBlock}"],
      RouteTableAssociation: ["{transitGatewayRouteTableId}_{transitGatewayAttachmentId}"],
      RouteTablePropagation: ["{transitGatewayRouteTableId}_{transitGatewayAttachmentId}"],
      TransitGateway: ["tgw-{hex:17}", "transit-gateway/{id}"],
      VpcAttachment: ["tgw-attach-{hex:17}", "transit-gateway-attachment/{id}"],
    },
  },
  loadBalancing("lb"),
  loadBalancing("alb"),
  {
    module: "elb",
    arn: "elasticloadbalancing:{region}:{account}",
    types: { LoadBalancer: ["{name}", "loadbalancer/{name}"] },
  },
  {
    module: "cloudfront",
    arn: "cloudfront::{account}",
    types: {
      CachePolicy: ["{uuid}", "cache-policy/{id}"],
      Distribution: ["E{ALNUM:13}", "distribution/{id}"],
      Function: ["{name}", "function/{name}"],
      KeyGroup: ["{uuid}"],
      OriginAccessControl: ["E{ALNUM:13}", "origin-access-control/{id}"],
      OriginAccessIdentity: ["E{ALNUM:13}", "origin-access-identity/{id}"],
      OriginRequestPolicy: ["{uuid}", "origin-request-policy/{id}"],
      PublicKey: ["K{ALNUM:13}"],
      ResponseHeadersPolicy: ["{uuid}", "response-headers-policy/{id}"],
    },
  },
  {
    module: "route53",
    arn: "route53::",
    types: {
      DelegationSet: ["N{ALNUM:19}", "delegationset/{id}"],
      HealthCheck: ["{uuid}", "healthcheck/{id}"],
      Record: [recordId],
      Zone: ["Z{ALNUM:20}", "hostedzone/{id}"],
      ZoneAssociation: ["{zoneId}:{vpcId}"],
    },
  },
  {
    module: "wafv2",
    arn: "wafv2:{region}:{account}",
    types: {
      IpSet: ["{uuid}", firewall("ipset")],
      RegexPatternSet: ["{uuid}", firewall("regexpatternset")],
      RuleGroup: ["{uuid}", firewall("rulegroup")],
      WebAcl: ["{uuid}", firewall("webacl")],
      WebAclAssociation: ["{webAclArn},{resourceArn}"],
      WebAclLoggingConfiguration: ["{resourceArn}"],
    },
  },
  {
    module: "servicediscovery",
    arn: "servicediscovery:{region}:{account}",
    types: {
      HttpNamespace: ["ns-{alnum:16}", "namespace/{id}"],
      PrivateDnsNamespace: ["ns-{alnum:16}", "namespace/{id}"],
      PublicDnsNamespace: ["ns-{alnum:16}", "namespace/{id}"],
      Service: ["srv-{alnum:16}", "service/{id}"],
    },
  },
];

/** Firewall parts of CloudFront are global, all others are a region's. */
function firewall(kind: string) {
  return ({ inputs, id }: TemplateContext) =>
    `${inputs["scope"] === "CLOUDFRONT" ? "global" : "regional"}/${kind}/${text({ inputs }, "name")}/${id}`;
}

/** `Z4KAPRWWNC7JR_dev_NS`, with the set identifier behind it where there is one. */
function recordId({ inputs }: TemplateContext): string {
  const parts = ["zoneId", "name", "type", "setIdentifier"].flatMap((path) => valuesAt(inputs, path));
  return parts.join("_");
}
