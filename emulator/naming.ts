/** Autonaming: the physical name that a real provider makes up where the program gives none. */
import { createHash } from "node:crypto";
import type { Emulation, NameRule, TypeShape } from "./model.ts";
import { matchesType, valuesAt, withValueAt } from "./paths.ts";
import { reveal, type RawValues } from "./wire.ts";

const SUFFIX_LENGTH = 7; // hexadecimal digits: pulumi-terraform-bridge, pkg/tfbridge/info/autonaming.go

/** The bridged providers' own bookkeeping: the inputs that came from a default and not from the program. */
const DEFAULTS = "__defaults";

/** The rule for a type, where it has the input at all and does not demand it from the program. */
export function nameRuleOf(emulation: Emulation, type: string, shape: TypeShape | undefined): NameRule | undefined {
  const rule = emulation.names.find((row) => matchesType(row.types, type)) ?? emulation.conventions?.(type)?.name;
  const input = rule && shape?.inputs[rule.property.split(".")[0] ?? ""];
  return !shape || input?.optional ? rule : undefined;
}

/** Whether the name among these inputs was made up rather than given, so that a replacement gets another. */
export const isAutonamed = (rule: NameRule, inputs: RawValues): boolean =>
  rule.separator !== null && Array.isArray(inputs[DEFAULTS]) && inputs[DEFAULTS].includes(rule.property);

/** The inputs with a physical name: the one given, the one it already has, or a new one. */
export function autoname(rule: NameRule, name: string, seed: Uint8Array, olds: RawValues, news: RawValues): RawValues {
  if (valuesAt(reveal(news), rule.property).length > 0 || isUnknownAt(news, rule.property)) return news;
  const [kept] = isAutonamed(rule, olds) ? valuesAt(reveal(olds), rule.property) : [];
  const finish = rule.finish ?? ((finished: string) => finished);
  const physical = typeof kept === "string" ? kept : finish(physicalName(rule, name, seed), reveal(news));
  return { ...withValueAt(news, rule.property, physical), [DEFAULTS]: [rule.property] };
}

/** Why the provider makes up no name, where it does not. */
export function tooLong(rule: NameRule, name: string): string | undefined {
  const room = rule.maxLength - suffixLength(rule);
  return rule.strict && rule.separator !== null && name.length > room
    ? `the logical name is ${name.length} characters long, and with its suffix longer than ${rule.maxLength}: shorten it to ${room}, or give a name`
    : undefined;
}

const suffixLength = ({ separator, digits = SUFFIX_LENGTH }: NameRule): number => (separator ?? "").length + digits;

/** `<logical name><separator><random suffix>`, the logical name cut so that the whole fits. */
export function physicalName(rule: NameRule, name: string, seed: Uint8Array): string {
  const base = rule.lowercase ? name.toLowerCase() : name;
  if (rule.separator === null) return base.slice(0, rule.maxLength);
  const suffix =
    rule.separator +
    createHash("sha256")
      .update(seed)
      .digest("hex")
      .slice(0, rule.digits ?? SUFFIX_LENGTH);
  return base.slice(0, rule.maxLength - suffix.length) + suffix;
}

const isUnknownAt = (values: RawValues, path: string): boolean => {
  const [head = ""] = path.split(".");
  return typeof reveal(values)[head] === "symbol";
};
