/** Which of two ways to write a network, a subnetwork or a zone mean the same one, and what lives there. */
import type { Cloud, CloudResource, Value, Values } from "../model.ts";
import { isRecord } from "../paths.ts";
import { textAt } from "../text.ts";
import { lastPart, regionOf, regionOfZone } from "./project.ts";
import { token } from "./tokens.ts";

/** A network is named by its name, its id or its link; one of that name in another project is another one. */
export function sameNetwork(a: Value, b: Value): boolean {
  if (typeof a !== "string" || typeof b !== "string" || a === "" || b === "") return false;
  const [first, second] = [a, b].map((text) => /projects\/([^/]+)\//.exec(text)?.[1]);
  return lastPart(a) === lastPart(b) && (first === undefined || second === undefined || first === second);
}

/** The live resource of a type that a network-like value names, by its name, id or link. */
export function named(value: Value, type: string, cloud: Cloud): CloudResource | undefined {
  return cloud.find((other) => other.type === token(type) && sameNetwork(other.id, value));
}

/** The subnetwork that a value names, in a region. */
export function subnetworkNamed(value: Value, inputs: Values, cloud: Cloud): CloudResource | undefined {
  const region = regionOfZone(textAt(inputs, "location")) || regionOf(inputs, cloud);
  const isThere = (other: CloudResource) => typeof value !== "string" || value.includes("/") || isIn(other, region);
  return cloud.find(
    (other) => other.type === token("compute:Subnetwork") && sameNetwork(other.id, value) && isThere(other),
  );
}

const isIn = ({ id }: CloudResource, region: string) => id.includes(`/regions/${region}/`);

/** `europe-west1-b` lies in `europe-west1`, which lies in itself. */
export const isWithin = (place: string, region: string): boolean => `${place}-`.startsWith(`${region}-`);

/** `{ name: value }` of a list of flags. */
export const flagsOf = (list: Value): Map<string, string> =>
  new Map(
    (Array.isArray(list) ? list : []).filter(isRecord).map((flag) => [textAt(flag, "name"), textAt(flag, "value")]),
  );
