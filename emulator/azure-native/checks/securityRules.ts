/** What Azure refuses of the rules of network security groups. */
import type { Candidate, Check, Cloud, Value, Values } from "../../model.ts";
import ipaddr from "ipaddr.js";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { between, isAbsent, late, rule, shorterThan, valued } from "./rules.ts";

const OVERVIEW = "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules";
const AZURERM = "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_security_rule";

const GROUP = "network:NetworkSecurityGroup";
const RULE = "network:SecurityRule";

const inlineRulesOf = (inputs: Values): Values[] => valuesAt(inputs, "securityRules[]").filter(isRecord);

/** The same check for a rule of its own and for each of those that stand in their group. */
const eachRule = (source: string, judge: (rule: Values) => Finding): readonly Check[] => [
  rule(RULE, source, ({ inputs }) => judge(inputs)),
  rule(GROUP, source, ({ inputs }) => {
    for (const [index, given] of inlineRulesOf(inputs).entries()) {
      const finding = judge(given);
      if (finding) return { ...finding, property: `securityRules[${index}].${finding.property ?? ""}` };
    }
    return undefined;
  }),
];

type End = "source" | "destination";
const ENDS: readonly End[] = ["source", "destination"];

const port = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;

function portsFlaw(text: string): string | undefined {
  if (text === "*") return undefined;
  const [first = "", last = first, ...more] = text.split("-");
  const [from, to] = [port(first), port(last)];
  if (from !== undefined && to !== undefined && from <= to && more.length === 0) return undefined;
  return `"${text}" is no port, range of ports from low to high, or *`;
}

/** `VirtualNetwork`, `Storage.WestEurope`: https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

const isAddress = (text: string) => ipaddr.isValid(text) || ipaddr.isValidCIDR(text);

/** @param tags whether service tags may stand there, and * for all. */
function prefixFlaw(text: string, tags: boolean): string | undefined {
  if (isAddress(text) || (tags && (text === "*" || SERVICE_TAG.test(text)))) return undefined;
  return `"${text}" is no address or block${tags ? ", service tag or *" : "; service tags and * stand alone, not in a list"}`;
}

const firstFlaw = (values: readonly Value[], flawOf: (text: string) => string | undefined): string | undefined =>
  values.map((value) => flawOf(String(value))).find((flaw) => flaw !== undefined);

function endsAreWellFormed(given: Values): Finding {
  for (const end of ENDS) {
    const flaws: Readonly<Record<string, string | undefined>> = {
      PortRange: firstFlaw(valuesAt(given, `${end}PortRange`), portsFlaw),
      PortRanges: firstFlaw(valuesAt(given, `${end}PortRanges[]`), portsFlaw),
      AddressPrefix: firstFlaw(valuesAt(given, `${end}AddressPrefix`), (text) => prefixFlaw(text, true)),
      AddressPrefixes: firstFlaw(valuesAt(given, `${end}AddressPrefixes[]`), (text) => prefixFlaw(text, false)),
    };
    const [found] = Object.entries(flaws).filter(([, flaw]) => flaw !== undefined);
    if (found) return { property: `${end}${found[0]}`, reason: found[1] ?? "" };
  }
  return undefined;
}

const isOpen = (given: Values, property: string): boolean => {
  const value = given[property];
  return isAbsent(given, property) || (Array.isArray(value) && value.length === 0);
};

function endsAreGivenOnce(given: Values): Finding {
  for (const end of ENDS) {
    for (const alternatives of [
      [`${end}PortRange`, `${end}PortRanges`],
      [`${end}AddressPrefix`, `${end}AddressPrefixes`, `${end}ApplicationSecurityGroups`],
    ]) {
      const present = alternatives.filter((property) => !isOpen(given, property));
      if (present.length === 1) continue;
      const what = present.length === 0 ? "none is given" : `${present.join(" and ")} are given`;
      return { property: alternatives[0], reason: `one of ${alternatives.join(", ")} must be given; ${what}` };
    }
  }
  return undefined;
}

const priorityOf = (given: Values) => `${textAt(given, "direction")} ${textAt(given, "priority")}`.toLowerCase();

/** @param nameOf where a rule has its name: another place inline than on its own. */
function clashFlaw(
  given: Values,
  name: string,
  others: readonly (readonly [name: string, rule: Values])[],
): string | undefined {
  const [twin] =
    others.find(([, other]) => textAt(given, "priority") !== "" && priorityOf(other) === priorityOf(given)) ?? [];
  if (twin !== undefined) return `${twin} and ${name} have the same priority and direction`;
  return name !== "" && others.some(([other]) => sameName(other, name)) ? `two rules are called ${name}` : undefined;
}

const named = (given: Values): readonly [string, Values] => [textAt(given, "name"), given];

function inlineRulesDiffer({ inputs }: Candidate): Finding {
  const rules = inlineRulesOf(inputs).map(named);
  const reason = rules
    .map(([name, given], index) => clashFlaw(given, name, rules.slice(0, index)))
    .find((flaw) => flaw !== undefined);
  return reason === undefined ? undefined : { property: "securityRules", reason };
}

function ruleDiffersFromSiblings(candidate: Candidate, cloud: Cloud): Finding {
  const group = idFrom(candidate.type, candidate.inputs)?.split("/securityRules/")[0] ?? "";
  const siblings = cloud
    .ofType(candidate.type)
    .filter(({ urn, id }) => urn !== candidate.urn && sameName(id.split("/securityRules/")[0] ?? "", group))
    .map(({ inputs }): readonly [string, Values] => [textAt(inputs, "securityRuleName"), inputs]);
  const own = textAt(candidate.inputs, "securityRuleName");
  const inline = inlineRulesOf(resourceWithId(cloud, group)?.inputs ?? {})
    .map(named)
    .filter(([name]) => name !== own);
  const reason = clashFlaw(candidate.inputs, own, [...siblings, ...inline]);
  return reason === undefined ? undefined : { property: "priority", reason };
}

const both = (path: string, check: (types: string, path: string) => Check): readonly Check[] => [
  check(RULE, path),
  check(GROUP, `securityRules[].${path}`),
];

export const securityRules: readonly Check[] = [
  ...both("priority", (types, path) => between(types, path, 100, 4096, OVERVIEW)),
  ...both("protocol", (types, path) =>
    valued(types, path, "Tcp Udp Icmp Esp Ah *", "@pulumi/azure-native network.SecurityRuleProtocol"),
  ),
  ...both("access", (types, path) =>
    valued(types, path, "Allow Deny", "@pulumi/azure-native network.SecurityRuleAccess"),
  ),
  ...both("direction", (types, path) =>
    valued(types, path, "Inbound Outbound", "@pulumi/azure-native network.SecurityRuleDirection"),
  ),
  ...both("description", (types, path) =>
    shorterThan(types, path, 140, "@pulumi/azure-native network.SecurityRuleArgs: description"),
  ),
  ...eachRule(OVERVIEW, endsAreWellFormed),
  ...eachRule(AZURERM, endsAreGivenOnce),
  rule(GROUP, OVERVIEW, inlineRulesDiffer),
  late(rule(RULE, OVERVIEW, ruleDiffersFromSiblings)),
];
