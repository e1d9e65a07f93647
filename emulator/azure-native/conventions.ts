/** How Azure names, identifies and replaces every type: by its path. */
import type { Conventions, NameRule } from "../model.ts";
import { textAt } from "../text.ts";
import { armTypeOf, fill, type ArmType } from "./arm.ts";

const SOURCE = "pulumi-azure-native, provider/pkg/resources/resources.go: AutoNamer";

/** Names that are global identifiers, and those that must be GUIDs. */
const RANDOM: readonly string[] = ["endpointName", "customDomainName"];
const UUID: readonly string[] = ["roleAssignmentName", "roleDefinitionId"];

const NO_LIMIT = Infinity; // the provider leaves it to Azure to refuse a name that is too long

export function conventions(type: string): Conventions | undefined {
  const arm = armTypeOf(type);
  if (!arm) return undefined;
  return {
    id: ({ inputs, name }) => fill(arm.path, (parameter) => textAt(inputs, parameter) || name),
    name: arm.name === undefined ? undefined : nameRule(type, arm, arm.name),
    immutable: arm.parameters,
  };
}

function nameRule(type: string, { path }: ArmType, property: string): NameRule {
  const rule = { types: [type], property, maxLength: NO_LIMIT, source: SOURCE };
  if (UUID.includes(property)) return { ...rule, separator: "", digits: 32, finish: (name) => asUuid(name.slice(-32)) };
  return RANDOM.includes(property) || isTopLevel(path)
    ? { ...rule, separator: "", digits: 8 }
    : { ...rule, separator: null };
}

/** Names below another resource need no suffix: the parent's makes them unique. */
const isTopLevel = (path: string): boolean => {
  const below = path.split(/\/providers\/microsoft\./i);
  return below.length === 1 || (below.at(-1) ?? "").split("{").length === 2;
};

const asUuid = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
