/** Values that the declaration does not fix: of the right type, the kind of thing that the property's name promises. */
import type { SynthesisContext, Value } from "./model.ts";

/** Everything was created at this moment: a clock would make two runs differ. */
export const CREATED = "2026-01-01T00:00:00Z";

type Rule = readonly [name: RegExp, value: (context: SynthesisContext, path: string) => Value];

const label = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "resource";

const host = ({ name, hex }: SynthesisContext, path: string) => `${label(name)}-${hex(8, path)}.example.com`;

const octets = ({ hex }: SynthesisContext, path: string, count: number): string =>
  Array.from({ length: count }, (_, index) => Number.parseInt(hex(2, `${path} ${index}`), 16)).join(".");

/** The first rule that a property's name matches is the one that counts; nothing where none does. */
const STRINGS: readonly Rule[] = [
  [/^name$/, ({ name }) => name],
  [/(^id|I[dD]|_id)$/, ({ hex }, path) => hex(16, path)],
  [/(^ur[il]|Ur[il]|URL|URI|^endpoint|Endpoint|[sS]elfLink)$/, (context, path) => `https://${host(context, path)}`],
  [/([hH]ost(name|Name)?|[fF]qdn|FQDN|[dD]nsName|[dD]omainName)$/, host],
  [/([eE]mail|[eE]mailAddress)$/, (context, path) => `${label(context.name)}@${host(context, path)}`],
  [/ipv6.*cidr/i, () => "fd00::/56"],
  [/ipv6(Address)?$/i, ({ hex }, path) => `fd00::${hex(4, path)}`],
  [/(^ip|Ip|IP|[iI]pv4|[iI][pP]Address)$/, (context, path) => `10.${octets(context, path, 3)}`],
  [/([cC]idr|[cC]idrBlock|[iI]pRange)$/, (context, path) => `10.${octets(context, path, 1)}.0.0/16`],
  [/(^|[a-z])(Time|Timestamp|Date|At)$|^(time|timestamp|date)$/, () => CREATED],
  [/(^version|Version|^generation)$/, () => "1"],
  [/(^e[tT]ag|[fF]ingerprint|[hH]ash|[cC]hecksum|[sS]ha256|[mM]d5)$/, ({ hex }, path) => hex(32, path)],
  [/(^status|Status|^state|State)$/, () => "ACTIVE"],
];

const NUMBERS: readonly Rule[] = [[/([pP]ort)$/, () => 443]];

const first = (rules: readonly Rule[], property: string) => rules.find(([name]) => name.test(property))?.[1];

/** @param path of the property; its last part, in the singular for a list's element, is what the rules look at. */
export function plausibleString(context: SynthesisContext, path: string): Value {
  return first(STRINGS, nameAt(path))?.(context, path);
}

export function plausibleNumber(context: SynthesisContext, path: string): Value {
  return first(NUMBERS, nameAt(path))?.(context, path);
}

export function nameAt(path: string): string {
  const last = path.slice(path.lastIndexOf(".") + 1);
  return last.endsWith("[]") ? last.slice(0, -2).replace(/(ss|u|i)es$|s$/, "$1") : last;
}
