/** Inputs that the provider fills in: the location, of the resource group or of the provider's configuration. */
import { membersOf } from "../declarations.ts";
import type { Candidate, Cloud, Values } from "../model.ts";
import { textAt } from "../text.ts";
import { declarationOfType } from "./arm.ts";
import { short } from "./tokens.ts";
import { locationOf } from "./subscription.ts";

/** Types whose location means something else than where they are: pulumi-azure-native, AutoLocationDisabled. */
const WITHOUT_LOCATION: readonly string[] = ["resources:Deployment", "network:LoadBalancerBackendAddressPool"];

export function defaults({ type, inputs, old }: Candidate, cloud: Cloud): Values {
  if (!takesLocation(short(type))) return {};
  const location = textAt(old?.inputs ?? {}, "location") || locationOf(inputs, cloud);
  return location ? { location } : {};
}

const known = new Map<string, boolean>();

function takesLocation(type: string): boolean {
  const takes = known.get(type) ?? (!WITHOUT_LOCATION.includes(type) && hasLocation(type));
  known.set(type, takes);
  return takes;
}

function hasLocation(type: string): boolean {
  const [, name = ""] = type.split(":");
  const args = membersOf(declarationOfType(type) ?? "", `${name}Args`);
  return args.some((arg) => arg.name === "location" && arg.optional);
}
