/** Calls about the account, the region and AWS itself. */
import type { Invoke, Value, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { ACCOUNT, partitionOf, regionOf, zonesOf } from "../account.ts";

/** Who the emulated provider is signed in as. */
const CALLER = { arn: `arn:aws:iam::${ACCOUNT}:user/emulated`, userId: "AIDAEMULATED000000000" };

const SUFFIXES: Readonly<Record<string, string>> = { "aws-cn": "amazonaws.com.cn" };
const dnsSuffix = (partition: string) => SUFFIXES[partition] ?? "amazonaws.com";
const reversed = (domain: string) => domain.split(".").reverse().join(".");

const getPartition: Invoke = (args, { cloud }) => {
  const partition = partitionOf(regionOf(args, cloud));
  const suffix = dnsSuffix(partition);
  return { id: partition, partition, dnsSuffix: suffix, reverseDnsPrefix: reversed(suffix) };
};

const getRegion: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  return { id: region, region, name: region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
};

/** The names or ids that the filters of that name leave, all where there is none. */
const filtered = (args: Values, names: readonly string[]): readonly string[] | undefined => {
  const filters = Array.isArray(args["filters"]) ? args["filters"].filter(isRecord) : [];
  const filter = filters.find(({ name }) => names.includes(String(name)));
  return Array.isArray(filter?.["values"]) ? filter["values"].map(String) : undefined;
};

const strings = (value: Value): string[] => (Array.isArray(value) ? value.map(String) : []);

const getAvailabilityZones: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const zones = zonesOf(region).filter(
    ({ name, id }) =>
      !strings(args["excludeNames"]).includes(name) &&
      !strings(args["excludeZoneIds"]).includes(id) &&
      (filtered(args, ["zone-name"])?.includes(name) ?? true) &&
      (filtered(args, ["zone-id"])?.includes(id) ?? true) &&
      (filtered(args, ["zone-type"])?.includes("availability-zone") ?? true),
  );
  return {
    ...args,
    id: region,
    region,
    groupNames: [region],
    names: zones.map(({ name }) => name),
    zoneIds: zones.map(({ id }) => id),
  };
};

const getAvailabilityZone: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const wanted = [args["name"], args["zoneId"], ...(filtered(args, ["zone-name", "zone-id"]) ?? [])];
  const zone = zonesOf(region).find(({ name, id }) => wanted.includes(name) || wanted.includes(id));
  if (!zone) throw new Error(`no matching EC2 Availability Zone found in ${region}: ${JSON.stringify(args)}`);
  return {
    ...args,
    id: zone.name,
    name: zone.name,
    nameSuffix: zone.name.slice(region.length),
    zoneId: zone.id,
    region,
    groupName: `${region}-zg-1`,
    groupLongName: region,
    networkBorderGroup: region,
    optInStatus: "opt-in-not-required",
    parentZoneId: "",
    parentZoneName: "",
    state: "available",
    zoneType: "availability-zone",
  };
};

const getArn: Invoke = ({ arn }) => {
  const [head, partition = "", service = "", region = "", account = "", ...resource] = String(arn).split(":");
  if (head !== "arn" || resource.length === 0)
    throw new Error(`"${String(arn)}" is not an ARN: arn:partition:service:region:account:resource`);
  return { id: String(arn), arn: String(arn), partition, service, region, account, resource: resource.join(":") };
};

const getService: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const partition = partitionOf(region);
  const given = String(args["reverseDnsName"] ?? args["dnsName"] ?? "");
  const serviceId = String(args["serviceId"] ?? given.split(".").at(args["reverseDnsName"] ? -1 : 0));
  const dnsName = `${serviceId}.${region}.${dnsSuffix(partition)}`;
  const reverseDnsPrefix = reversed(dnsSuffix(partition));
  return {
    id: dnsName,
    dnsName,
    partition,
    region,
    reverseDnsName: reversed(dnsName),
    reverseDnsPrefix,
    serviceId,
    supported: true,
  };
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html */
const LOAD_BALANCER_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "ap-northeast-1": "582318560864",
  "ap-northeast-2": "600734575887",
  "ap-south-1": "718504428378",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "sa-east-1": "507241528517",
};

const getLoadBalancerAccount: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const id = LOAD_BALANCER_ACCOUNTS[region];
  if (!id)
    throw new Error(
      `unknown region (${region}): its load balancers log as logdelivery.elasticloadbalancing.amazonaws.com`,
    );
  return { id, region, arn: `arn:${partitionOf(region)}:iam::${id}:root` };
};

const organization = { id: "o-exampleorg", name: "emulated", email: "emulated@example.com" };

export const account: Readonly<Record<string, Invoke>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({ id: ACCOUNT, accountId: ACCOUNT, ...CALLER }),
  "aws:index/getRegion:getRegion": getRegion,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
  "aws:index/getAvailabilityZone:getAvailabilityZone": getAvailabilityZone,
  "aws:index/getArn:getArn": getArn,
  "aws:index/getService:getService": getService,
  // https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/billing-getting-started.html
  "aws:index/getBillingServiceAccount:getBillingServiceAccount": () => ({
    id: "386209384616",
    arn: "arn:aws:iam::386209384616:root",
  }),
  "aws:index/getDefaultTags:getDefaultTags": (_, { cloud }) => {
    const configured = cloud.config["defaultTags"];
    const tags = isRecord(configured) && isRecord(configured["tags"]) ? configured["tags"] : {};
    return { id: partitionOf(regionOf({}, cloud)), tags };
  },
  // Not the real ranges, which change weekly, but one of the same form: the block reserved for tests (RFC 2544).
  "aws:index/getIpRanges:getIpRanges": (args) => ({
    ...args,
    id: "1767225600",
    cidrBlocks: ["198.18.0.0/15"],
    ipv6CidrBlocks: ["2001:db8::/32"],
    createDate: "2026-01-01-00-00-00",
    syncToken: 1767225600,
  }),
  "aws:elb/getServiceAccount:getServiceAccount": getLoadBalancerAccount,
  "aws:iam/getSessionContext:getSessionContext": ({ arn }) => ({
    id: String(arn),
    arn: String(arn),
    issuerArn: String(arn),
    issuerId: CALLER.userId,
    issuerName: String(arn).split("/").at(-1),
    sessionName: "",
  }),
  "aws:organizations/getOrganization:getOrganization": () => ({
    id: organization.id,
    arn: `arn:aws:organizations::${ACCOUNT}:organization/${organization.id}`,
    accounts: [],
    nonMasterAccounts: [],
    awsServiceAccessPrincipals: [],
    enabledPolicyTypes: [],
    featureSet: "ALL",
    masterAccountArn: `arn:aws:organizations::${ACCOUNT}:account/${organization.id}/${ACCOUNT}`,
    masterAccountEmail: organization.email,
    masterAccountId: ACCOUNT,
    masterAccountName: organization.name,
    roots: [
      {
        id: "r-exam",
        name: "Root",
        arn: `arn:aws:organizations::${ACCOUNT}:root/${organization.id}/r-exam`,
        policyTypes: [],
      },
    ],
  }),
};
