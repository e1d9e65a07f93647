/** The subscription that the emulated cloud belongs to: who is signed in, where things are. */
import { UNKNOWN, type Cloud, type CloudResource, type Values } from "../model.ts";
import { textAt } from "../text.ts";
import { tokens } from "./tokens.ts";

/** Nobody's: ids of Azure's own examples. */
export const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
export const TENANT = "11111111-1111-1111-1111-111111111111";
export const CLIENT = "22222222-2222-2222-2222-222222222222";
/** The object id of the signed-in principal. */
export const PRINCIPAL = "33333333-3333-3333-3333-333333333333";

/** The name of a region as it stands in host names: `West US 2` is `westus2`. */
export const regionName = (location: string): string => location.toLowerCase().replaceAll(" ", "");

export function resourceGroupNamed(cloud: Cloud, name: string): CloudResource | undefined {
  return tokens("resources:ResourceGroup")
    .flatMap((type) => cloud.ofType(type))
    .find((group) => sameName(textAt(group.outputs, "name"), name));
}

/** The live resource with that id, in whatever spelling; nothing for an empty id. */
export const resourceWithId = (cloud: Cloud, id: string): CloudResource | undefined =>
  id === "" ? undefined : cloud.find((other) => sameName(other.id, id));

/** ARM compares names and ids without regard to case. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Where a resource is: its own location, its group's, or the provider's; empty while its own is unknown. */
export function locationOf(inputs: Values, cloud: Cloud): string {
  if (inputs["location"] === UNKNOWN) return "";
  const group = resourceGroupNamed(cloud, textAt(inputs, "resourceGroupName"));
  return textAt(inputs, "location") || textAt(group?.outputs ?? {}, "location") || textAt(cloud.config, "location");
}
