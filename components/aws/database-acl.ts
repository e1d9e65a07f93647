import { slotOf, subnetCidr } from "./subnet-layout.ts";

/** PostgreSQL and Redis. */
const databasePorts = [5432, 6379];

/**
 * What the database tier's network ACL lets through: the databases' ports from each private subnet, the answers back to
 * it, and everything between the database subnets, over which replicas follow. ACLs know no connections, so answers need
 * a rule of their own; their ports are the ephemeral ones. At most 18 rules each way; AWS allows 20.
 */
export function databaseRules(cidr: string, zones: readonly string[]) {
  const allow = (
    zone: string,
    offset: number,
    protocol: string,
    ports: [number, number],
    tier: "private" | "database",
  ) => ({
    ruleNo: (slotOf(zone) + 1) * 100 + offset,
    action: "allow",
    protocol,
    fromPort: ports[0],
    toPort: ports[1],
    cidrBlock: subnetCidr(cidr, tier, zone),
  });
  const withinTier = zones.map((zone) => allow(zone, 90, "-1", [0, 0], "database"));
  const requests = zones.flatMap((zone) =>
    databasePorts.map((port, index) => allow(zone, index, "tcp", [port, port], "private")),
  );
  const answers = zones.map((zone) => allow(zone, 0, "tcp", [1024, 65535], "private"));
  return { ingress: [...requests, ...withinTier], egress: [...answers, ...withinTier] };
}
