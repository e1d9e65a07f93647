import { part, prefixOf } from "../addresses.ts";

/** Subnets that span the zones; `private` has one in each. */
export type RegionalTier = "public" | "database" | "endpoints" | "controlPlane";

/** A zone's place in the layout: that of its number, so that it stays when other zones come and go. */
const slotOf = (zone: string): number => Number(zone) - 1;

/** The address range of a zone's private subnet: an eighth of the network, in a /16 8,187 nodes. */
export const privateCidr = (cidr: string, zone: string): string => part(cidr, 3, slotOf(zone));

/** What Application Gateway takes in a cluster whose pods have a range of their own: no more, and less is discouraged. */
const publicPrefix = 24;

/**
 * The private subnets of up to six zones come first; the seventh eighth begins with the public subnet, the last is
 * quartered. A /20 is the smallest network in which the public subnet fits its eighth; the quarters are then /25, where
 * PostgreSQL and the control plane need a /28.
 */
const regional: Readonly<Record<RegionalTier, (cidr: string) => string>> = {
  public: (cidr) => part(part(cidr, 3, 6), publicPrefix - prefixOf(cidr) - 3, 0),
  database: (cidr) => part(part(cidr, 3, 7), 2, 0),
  endpoints: (cidr) => part(part(cidr, 3, 7), 2, 1),
  controlPlane: (cidr) => part(part(cidr, 3, 7), 2, 2),
};

/** The address range of a subnet that spans the zones. */
export const regionalCidr = (cidr: string, tier: RegionalTier): string => regional[tier](cidr);
