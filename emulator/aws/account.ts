/** The account that the emulated cloud belongs to: who owns it, where it is, and the network every new account has. */
import type { Cloud, Values } from "../model.ts";

/** The account number that AWS's own documentation uses for examples; nobody's. */
export const ACCOUNT = "123456789012";

/** When the emulated account made whatever it made: fixed, so that state and inventories never change by themselves. */
export const CREATED = "2026-01-01T00:00:00Z";

/** Where a resource or call is: its own `region`, the provider's, the environment's, or us-east-1. */
export function regionOf(values: Values, cloud: Cloud): string {
  const candidates = [
    values["region"],
    cloud.config["region"],
    process.env["AWS_REGION"],
    process.env["AWS_DEFAULT_REGION"],
  ];
  return candidates.find((value): value is string => typeof value === "string" && value !== "") ?? "us-east-1";
}

/** Services that the account has once and not in each region, and the buckets of all accounts. */
const GLOBAL = /^aws:(iam|route53|cloudfront|budgets|costexplorer|shield|organizations)\/|^aws:s3\/bucket(V2)?:/;

export const isGlobal = (type: string): boolean => GLOBAL.test(type);

export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Zones that an account sees where they are not a, b and c. */
const ZONE_LETTERS: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ac",
  "us-west-2": "abcd",
  "ca-central-1": "abd",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
};

export function zonesOf(region: string): { name: string; id: string }[] {
  const letters = ZONE_LETTERS[region] ?? "abc";
  return [...letters].map((letter, index) => ({ name: region + letter, id: `${zonePrefix(region)}-az${index + 1}` }));
}

/** `eu-central-1` → `euc1`, as AWS abbreviates regions in zone ids. */
function zonePrefix(region: string): string {
  const [area = "", direction = "", number = ""] = region.replace("us-gov", "usg").split("-");
  const compass: Record<string, string> = { northeast: "ne", southeast: "se", northwest: "nw", southwest: "sw" };
  return area + (compass[direction] ?? direction.charAt(0)) + number;
}

/** The default network: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
export const DEFAULT_VPC = {
  id: "vpc-0defa017000000000",
  cidrBlock: "172.31.0.0/16",
  securityGroupId: "sg-0defa017000000000",
  routeTableId: "rtb-0defa017000000000",
  networkAclId: "acl-0defa017000000000",
  dhcpOptionsId: "dopt-0defa017000000000",
  internetGatewayId: "igw-0defa017000000000",
};

export interface DefaultSubnet {
  readonly id: string;
  readonly zone: string;
  readonly zoneId: string;
  readonly cidrBlock: string;
}

/** One /20 in each zone. */
export const defaultSubnetsOf = (region: string): DefaultSubnet[] =>
  zonesOf(region).map(({ name, id }, index) => ({
    id: `subnet-0defa01700000000${index}`,
    zone: name,
    zoneId: id,
    cidrBlock: `172.31.${index * 16}.0/20`,
  }));

/** The zones of the domain names that programs ask for stand outside the emulated cloud, with their registrars. */
export const givenZoneId = (hash: string): string => `Z0DEFA017${hash.slice(0, 12).toUpperCase()}`;

/** Ids of what is there without anyone having made it. */
export const isGiven = (id: string): boolean => /^([a-z]+-0defa017\d{9}|Z0DEFA017[0-9A-F]{12})$/.test(id);
