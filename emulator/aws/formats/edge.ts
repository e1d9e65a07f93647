/** Computed outputs of load balancers, content delivery and names. */
import type { SynthesisContext, Value } from "../../model.ts";
import { DEFAULT_VPC, regionOf } from "../account.ts";
import { characters, text } from "../template.ts";
import { token } from "../tokens.ts";
import { type FormatTable, related } from "./common.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

const elements = (value: Value): Value[] => (Array.isArray(value) ? value : []);

// https://docs.aws.amazon.com/general/latest/gr/elb.html: the zones of us-east-1 stand for those of every region.
const LOAD_BALANCER_ZONES = { application: "Z35SXDOTRQ7X7K", network: "Z26RNL4JYFTOTI" };

const loadBalancer: FormatTable[string] = {
  arnSuffix: (context) => context.id.split(":loadbalancer/")[1],
  dnsName: (context) =>
    context.inputs["loadBalancerType"] === "network"
      ? `${text(context, "name")}-${context.hex(16, "dnsName")}.elb.${region(context)}.amazonaws.com`
      : `${context.inputs["internal"] === true ? "internal-" : ""}${text(context, "name")}-${characters(context, "digits", 10, "dnsName")}.${region(context)}.elb.amazonaws.com`,
  zoneId: ({ inputs }) =>
    inputs["loadBalancerType"] === "network" ? LOAD_BALANCER_ZONES.network : LOAD_BALANCER_ZONES.application,
  vpcId: ({ inputs, cloud }) => {
    const [subnet] = elements(inputs["subnets"]);
    return cloud.get(token("ec2:Subnet"), String(subnet))?.outputs["vpcId"] ?? DEFAULT_VPC.id;
  },
};

const targetGroup: FormatTable[string] = {
  arnSuffix: ({ id }) => id.split(":").at(-1),
  loadBalancerArns: () => [],
};

export const edge: FormatTable = {
  "lb:LoadBalancer": loadBalancer,
  "alb:LoadBalancer": loadBalancer,
  "lb:TargetGroup": targetGroup,
  "alb:TargetGroup": targetGroup,
  "elb:LoadBalancer": {
    dnsName: "{name}-{digits:10}.{region}.elb.amazonaws.com",
    zoneId: () => LOAD_BALANCER_ZONES.application,
    sourceSecurityGroupId: "sg-{hex:17}",
  },
  "cloudfront:Distribution": {
    domainName: "d{alnum:13}.cloudfront.net",
    // The same for every distribution: https://docs.aws.amazon.com/general/latest/gr/cf_region.html
    hostedZoneId: () => "Z2FDTNDATAQYW2",
    status: () => "Deployed",
    callerReference: "terraform-{digits:26}",
  },
  "cloudfront:OriginAccessIdentity": {
    iamArn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity {id}",
    cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/{id}",
    s3CanonicalUserId: "{hex:96}",
  },
  "route53:Zone": {
    zoneId: "{id}",
    nameServers,
    primaryNameServer: (context) => nameServers(context)[0],
  },
  "route53:Record": {
    fqdn: ({ inputs, cloud }) => {
      const zoneName = String(related({ inputs, cloud }, "zoneId", "route53:Zone")?.outputs["name"] ?? "");
      const name = text({ inputs }, "name").replace(/\.$/, "");
      return name.endsWith(zoneName) ? name : `${name}.${zoneName}`;
    },
  },
  "servicediscovery:PrivateDnsNamespace": { hostedZone: "Z{ALNUM:20}" },
  "servicediscovery:PublicDnsNamespace": { hostedZone: "Z{ALNUM:20}" },
};

function nameServers({ hex }: SynthesisContext): string[] {
  return ["com", "net", "org", "co.uk"].map((domain, index) => {
    const number = (parseInt(hex(4, domain), 16) % 512) + index * 512;
    return `ns-${number}.awsdns-${String(number % 64).padStart(2, "0")}.${domain}`;
  });
}
