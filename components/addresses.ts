import ipaddr from "ipaddr.js";

const parse = (cidr: string) => ipaddr.IPv4.parseCIDR(cidr);

/** Whether the text is an IPv4 range as it is written: `10.0.0.0/16`, not `10.0.1.0/16`. */
export function isRange(text: string): boolean {
  return ipaddr.IPv4.isValidCIDR(text) && ipaddr.IPv4.networkAddressFromCIDR(text).toString() === text.split("/")[0];
}

/** Whether the range is one of RFC 1918's: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16. */
export function isPrivate(cidr: string): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((block) => contains(block, cidr));
}

export function prefixOf(cidr: string): number {
  return parse(cidr)[1];
}

export function contains(outer: string, inner: string): boolean {
  return prefixOf(inner) >= prefixOf(outer) && overlaps(outer, inner);
}

export function overlaps(a: string, b: string): boolean {
  const [[addressA, prefixA], [addressB, prefixB]] = [parse(a), parse(b)];
  return addressA.match(addressB, Math.min(prefixA, prefixB));
}

/** The n-th part of a range when it is cut into parts whose prefix is `bits` longer. */
export function part(cidr: string, bits: number, n: number): string {
  const [address, prefix] = parse(cidr);
  if (n < 0 || n >= 2 ** bits) throw new RangeError(`${cidr} has no part ${n} of ${2 ** bits}`);
  const start = address.octets.reduce((sum, octet) => sum * 256 + octet, 0) + n * 2 ** (32 - prefix - bits);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix + bits}`;
}
