import type * as azure from "@pulumi/azure-native";
import { type RegionalTier, privateCidr, regionalCidr } from "./subnet-layout.ts";

type SecurityRule = azure.types.input.network.SecurityRuleArgs;
type Direction = "Inbound" | "Outbound";

/** One end of a rule: a range, several, or a name that Azure has for some. */
type Addresses = string | readonly string[];

interface Permission {
  readonly name: string;
  readonly direction: Direction;
  readonly from: Addresses;
  readonly to: Addresses;
  readonly ports: readonly string[];
}

const tcp = ({ name, direction, from, to, ports }: Permission): Omit<SecurityRule, "priority"> => ({
  name,
  direction,
  access: "Allow",
  protocol: "Tcp",
  ...(typeof from === "string" ? { sourceAddressPrefix: from } : { sourceAddressPrefixes: [...from] }),
  sourcePortRange: "*",
  ...(typeof to === "string" ? { destinationAddressPrefix: to } : { destinationAddressPrefixes: [...to] }),
  destinationPortRanges: [...ports],
});

const denyRest = (direction: Direction): SecurityRule => ({
  name: `DenyAll${direction}`,
  direction,
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
  priority: 4096,
});

const only = (closed: readonly Direction[], ...permissions: Permission[]): SecurityRule[] => [
  ...permissions.map((permission, index) => ({ ...tcp(permission), priority: 100 + 10 * index })),
  ...closed.map(denyRest),
];

/** What PostgreSQL listens on, and its pooler. */
const postgres = ["5432", "6432"];

/**
 * What Managed Redis listens on (https://learn.microsoft.com/azure/redis/architecture), and Azure Cache for Redis
 * (https://learn.microsoft.com/azure/azure-cache-for-redis/cache-how-to-premium-vnet); in cluster mode their nodes have
 * ports of their own.
 */
const redis = ["10000", "8500-8599", "6380", "15000-15999"];

/**
 * What may pass into and out of each tier; whatever a tier has no rule for is as Azure has it: in from the network and
 * its load balancers, out to anywhere.
 */
export function securityRules(cidr: string, zones: readonly string[]) {
  const workloads = zones.map((zone) => privateCidr(cidr, zone));
  const [database, endpoints, controlPlane] = (["database", "endpoints", "controlPlane"] as const).map((tier) =>
    regionalCidr(cidr, tier),
  ) as [string, string, string];
  const inbound = (name: string, from: Addresses, to: Addresses, ports: readonly string[]): Permission => ({
    name,
    direction: "Inbound",
    from,
    to,
    ports,
  });
  const outbound = (name: string, from: Addresses, to: Addresses, ports: readonly string[]): Permission => ({
    ...inbound(name, from, to, ports),
    direction: "Outbound",
  });

  return {
    // https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure#network-security-groups
    public: only(
      ["Inbound"],
      inbound("AllowHttps", "Internet", "*", ["443"]),
      inbound("AllowGatewayManager", "GatewayManager", "*", ["65200-65535"]),
      inbound("AllowLoadBalancer", "AzureLoadBalancer", "*", ["0-65535"]),
    ),
    // A rule that shut something out would shut out pods too, whose addresses are none of the network's.
    private: [],
    // Among themselves and with Azure's storage and logins: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private
    database: only(
      ["Inbound", "Outbound"],
      inbound("AllowWorkloads", workloads, database, postgres),
      inbound("AllowReplicas", database, database, postgres),
      outbound("AllowReplication", database, database, postgres),
      outbound("AllowLogArchive", database, "Storage", ["443"]),
      outbound("AllowLogins", database, "AzureActiveDirectory", ["443"]),
    ),
    endpoints: only(
      ["Inbound", "Outbound"],
      inbound("AllowHttps", [...workloads, controlPlane], endpoints, ["443"]),
      inbound("AllowRedis", workloads, endpoints, redis),
    ),
    controlPlane: [],
  } satisfies Record<RegionalTier | "private", SecurityRule[]>;
}
