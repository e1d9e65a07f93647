import { part } from "../addresses.ts";

export type Tier = "public" | "private" | "database";

/** A zone's place in the layout: that of its letter, so that it stays when other zones come and go. */
export function slotOf(zone: string): number {
  return "abcdef".indexOf(zone.slice(-1));
}

/**
 * Cuts a network into eighths: six of them are the private subnets of up to six zones (a /16 gives each a /19, 8,187
 * addresses for nodes and pods); the seventh holds the public subnets (/22); the first part of the last the database
 * subnets (/24). The rest of the last eighth is free for a tier to come. A /20 is the smallest network for which the
 * database subnets are not below AWS's minimum of a /28.
 */
const tiers: Readonly<Record<Tier, (cidr: string, slot: number) => string>> = {
  private: (cidr, slot) => part(cidr, 3, slot),
  public: (cidr, slot) => part(part(cidr, 3, 6), 3, slot),
  database: (cidr, slot) => part(part(cidr, 3, 7), 5, slot),
};

/** The address range of a zone's subnet. */
export function subnetCidr(cidr: string, tier: Tier, zone: string): string {
  return tiers[tier](cidr, slotOf(zone));
}
