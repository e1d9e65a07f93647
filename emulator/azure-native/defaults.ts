/** Inputs that the provider fills in: the location, of the resource group or of the provider's configuration. */
import { declarationOf, membersOf } from "../declarations.ts";
import type { Candidate, Cloud, Values } from "../model.ts";
import { textAt } from "../text.ts";
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
  const [module = "", name = ""] = type.split(":");
  const takes = known.get(type) ?? (!WITHOUT_LOCATION.includes(type) && hasLocation(module, name));
  known.set(type, takes);
  return takes;
}

const hasLocation = (module: string, name: string) => {
  const file = name.replace(/^[A-Z0-9]+/, (capitals) => capitals.toLowerCase());
  const declaration = declarationOf("azure-native", `${module}/${file}`) ?? "";
  return membersOf(declaration, `${name}Args`).some((arg) => arg.name === "location" && arg.optional);
};
