/** The project that the emulated cloud belongs to, and where a resource of it is. */
import type { Cloud, Value, Values } from "../model.ts";
import { textAt } from "../text.ts";

/** Where neither the program nor the provider's configuration names one. */
const PROJECT = "honua-emulated";
const REGION = "us-central1";

/** The project's number; of Google's own examples. */
export const PROJECT_NUMBER = "123456789012";
/** Where the service accounts of a project have their addresses: `<id>@<project>.<this>`. */
export const EMAIL_DOMAIN = "iam.gserviceaccount.com";
/** Who is signed in. */
export const EMAIL = "emulated@honua-emulated.iam.gserviceaccount.com";

const fromEnvironment = (...names: string[]): string =>
  names.map((name) => process.env[name]).find((value) => value !== undefined && value !== "") ?? "";

/** The resource's own project without `projects/`, the provider's, the environment's, or the emulated one. */
export function projectOf(inputs: Values, cloud: Cloud): string {
  const own = lastPart(textAt(inputs, "project")) || textAt(cloud.config, "project");
  return own || fromEnvironment("GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT") || PROJECT;
}

export function regionOf(inputs: Values, cloud: Cloud): string {
  const own = lastPart(textAt(inputs, "region")) || regionOfZone(lastPart(textAt(inputs, "zone")));
  const given = own || textAt(cloud.config, "region") || regionOfZone(textAt(cloud.config, "zone"));
  return given || fromEnvironment("GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION") || REGION;
}

export function zoneOf(inputs: Values, cloud: Cloud): string {
  const given = lastPart(textAt(inputs, "zone")) || textAt(cloud.config, "zone");
  return given || fromEnvironment("GOOGLE_ZONE", "GCLOUD_ZONE") || `${regionOf(inputs, cloud)}-a`;
}

/** A zone or a region: what the program says, else the provider's zone, else its region. */
export const locationOf = (inputs: Values, cloud: Cloud): string =>
  lastPart(textAt(inputs, "location")) || textAt(cloud.config, "zone") || regionOf(inputs, cloud);

/** `us-central1-a` → `us-central1`; a region stays as it is. */
export const regionOfZone = (zone: string): string => zone.replace(/-[a-z]$/, "");

/** Three zones as most regions have them; us-central1 has four and none called e. */
export function zonesOf(region: string): string[] {
  const letters: Record<string, string> = { "us-central1": "abcf", "us-east1": "bcd", "europe-west1": "bcd" };
  return [...(letters[region] ?? "abc")].map((letter) => `${region}-${letter}`);
}

/** The last part of a path or link: resources are named by either. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The name that a resource is pointed at by: a name, an id or a link. */
export const sameTarget = (a: Value, b: Value): boolean =>
  typeof a === "string" && typeof b === "string" && (a === b || relative(a) === relative(b));

/** An id or link without its host and API version: `projects/p/global/networks/n`. */
const relative = (path: string) => path.replace(/^https:\/\/[^/]+\/(compute\/)?(v1|beta)\//, "");
