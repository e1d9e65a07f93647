/** Arithmetic on IPv4 blocks, on numbers and not on text. */
import ipaddr from "ipaddr.js";

export interface Block {
  /** First address, as a number. */
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** Nothing where the text is no IPv4 block, or where bits are set behind the prefix. */
export function parseBlock(text: string): Block | undefined {
  if (!ipaddr.IPv4.isValidCIDR(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const first = toNumber(address.octets);
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

export const contains = (outer: Block, inner: Block): boolean => outer.first <= inner.first && inner.last <= outer.last;

export const overlaps = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last;

/** The address at that place of a block, counted round. */
export function addressIn(cidr: string, place: number): string {
  const block = parseBlock(cidr);
  if (!block) return "";
  const address = block.first + (place % (block.last - block.first + 1));
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

const toNumber = (octets: readonly number[]) => octets.reduce((sum, octet) => sum * 256 + octet, 0);
