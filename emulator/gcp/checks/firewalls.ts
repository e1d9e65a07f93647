/** What Google Cloud refuses of firewall rules. */
import ipaddr from "ipaddr.js";
import type { Candidate, Check, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { atMost, atMostOne, between, each, exactlyOne, isAbsent, isPresent, rule, type Finding } from "./rules.ts";

const DOCS = "https://cloud.google.com/firewall/docs/firewalls";
const PROVIDER = "terraform-provider-google, resource_compute_firewall.go";
const SOURCES = ["sourceRanges", "sourceTags", "sourceServiceAccounts"];

/** Sources are told for what comes in; what goes out may only be told by its ranges. */
function sourcesFit({ inputs }: Candidate): Finding {
  const direction = inputs["direction"] ?? "INGRESS";
  if (direction === "INGRESS" && SOURCES.every((path) => isAbsent(inputs, path)))
    return { property: "sourceRanges", reason: `one of ${SOURCES.join(", ")} must be given for INGRESS` };
  if (direction !== "EGRESS") return undefined;
  const wrong = ["sourceTags", "sourceServiceAccounts"].find((path) => isPresent(inputs, path));
  return wrong === undefined ? undefined : { property: wrong, reason: "cannot be given where direction is EGRESS" };
}

const isCidr = (text: string) => ipaddr.isValidCIDR(text) || ipaddr.isValid(text);

function rangesAreCidrs({ inputs }: Candidate): Finding {
  for (const property of ["sourceRanges", "destinationRanges"]) {
    const wrong = valuesAt(inputs, `${property}[]`).find((range) => typeof range === "string" && !isCidr(range));
    if (wrong !== undefined) return { property, reason: `"${String(wrong)}" is no CIDR block, as in 10.0.0.0/8` };
  }
  return undefined;
}

/** The protocols that have ports, by name and number. */
const WITH_PORTS = ["tcp", "udp", "sctp", "6", "17", "132"];

function protocolFits(rule: Values): string | undefined {
  const ports = valuesAt(rule, "ports[]").map(String);
  const protocol = textAt(rule, "protocol").toLowerCase();
  if (ports.length > 0 && protocol !== "" && !WITH_PORTS.includes(protocol)) return `${protocol} has no ports`;
  const wrong = ports.find((port) => !isPort(port));
  return wrong === undefined ? undefined : `"${wrong}" is no port or range, as in 443 or 8000-8999`;
}

function isPort(text: string): boolean {
  const [, first = "", last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return first !== "" && Number(first) <= Number(last) && Number(last) <= 65535;
}

export const firewalls: readonly Check[] = [
  exactlyOne("compute:Firewall", ["allows", "denies"], DOCS),
  between("compute:Firewall", "priority", 0, 65535, `${DOCS}#priority_order_for_firewall_rules`),
  rule("compute:Firewall", PROVIDER, sourcesFit),
  rule("compute:Firewall", `${DOCS}#sources`, rangesAreCidrs),
  atMostOne("compute:Firewall", ["sourceTags", "sourceServiceAccounts"], PROVIDER),
  atMostOne("compute:Firewall", ["sourceTags", "targetServiceAccounts"], PROVIDER),
  atMostOne("compute:Firewall", ["targetTags", "sourceServiceAccounts"], PROVIDER),
  atMostOne("compute:Firewall", ["targetTags", "targetServiceAccounts"], PROVIDER),
  atMost("compute:Firewall", "sourceServiceAccounts", 10, PROVIDER),
  atMost("compute:Firewall", "targetServiceAccounts", 10, PROVIDER),
  each("compute:Firewall", "allows", `${DOCS}#protocols_and_ports`, protocolFits),
  each("compute:Firewall", "denies", `${DOCS}#protocols_and_ports`, protocolFits),
  rule("compute:Firewall", PROVIDER, ({ inputs }) =>
    inputs["enableLogging"] === false && isPresent(inputs, "logConfig")
      ? { property: "logConfig", reason: "cannot be given where enableLogging is false" }
      : undefined,
  ),
];
