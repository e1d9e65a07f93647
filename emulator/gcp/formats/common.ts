/** Computed outputs that mean the same on every type. */
import { always, uuid } from "../../formatting.ts";
import type { CloudResource, Format, SynthesisContext, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { base64Of, digitsOf, textAt } from "../../text.ts";
import { CREATED } from "../../plausible.ts";
import { lastPart, locationOf, PROJECT_NUMBER, projectOf, regionOf, sameTarget, zoneOf } from "../project.ts";
import { short, token } from "../tokens.ts";

/** The live resource that an input names by its id, link or name. */
export function related(
  value: unknown,
  type: string,
  { cloud }: Pick<SynthesisContext, "cloud">,
): CloudResource | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const fits = ({ type: other, id, outputs }: CloudResource) =>
    other === token(type) &&
    (sameTarget(id, value) ||
      sameTarget(outputs["selfLink"], value) ||
      (!value.includes("/") && outputs["name"] === value));
  return cloud.find(fits);
}

const ATTRIBUTION = { "goog-pulumi-provisioned": "true" };

/** The resource's labels over the provider's, and the one that says who made it. */
const allLabels: Format = ({ inputs, cloud, type }) => {
  const own = inputs[type === token("container:Cluster") ? "resourceLabels" : "labels"];
  const isAttributed = textAt(cloud.config, "addPulumiAttributionLabel") !== "false";
  return { ...record(parsed(cloud.config["defaultLabels"])), ...(isAttributed && ATTRIBUTION), ...record(own) };
};

const record = (value: unknown): Values => (isRecord(value as Values) ? (value as Values) : {});

/** A provider's configuration holds objects as JSON text. */
const parsed = (value: unknown): unknown => (typeof value === "string" ? (JSON.parse(value) as unknown) : value);

/** Where each API has its resources; the others have no links. */
const APIS: Readonly<Record<string, string>> = {
  bigquery: "https://bigquery.googleapis.com/bigquery/v2/",
  compute: "https://www.googleapis.com/compute/v1/",
  container: "https://container.googleapis.com/v1/",
};

const selfLink: Format = ({ type, id }) => {
  const api = APIS[short(type).split(":")[0] ?? ""];
  return api === undefined ? undefined : api + id;
};

/** The id with the project's number in place of its name, as several APIs call a resource. */
export const numbered: Format = ({ id }) => id.replace(/^projects\/[^/]+/, `projects/${PROJECT_NUMBER}`);

const fingerprint: Format = (context) => base64Of(context, 8, "fingerprint");

export const common: Readonly<Record<string, Format>> = {
  project: ({ inputs, cloud }) => projectOf(inputs, cloud),
  region: ({ inputs, cloud }) => regionOf(inputs, cloud),
  zone: ({ inputs, cloud }) => zoneOf(inputs, cloud),
  location: ({ inputs, cloud }) => locationOf(inputs, cloud),
  name: ({ id }) => (id.startsWith("projects/") ? id : lastPart(id)),
  selfLink,
  effectiveLabels: allLabels,
  pulumiLabels: allLabels,
  effectiveAnnotations: ({ inputs }) => record(inputs["annotations"]),
  fingerprint,
  labelFingerprint: fingerprint,
  metadataFingerprint: fingerprint,
  tagsFingerprint: fingerprint,
  etag: (context) => base64Of(context, 12, "etag"),
  uid: uuid("uid"),
  numericId: (context) => digitsOf(context, 19, "number"),
  createTime: always(CREATED),
  creationTime: always(CREATED),
  creationTimestamp: always(CREATED),
  timeCreated: always(CREATED),
  updateTime: always(CREATED),
  updated: always(CREATED),
  lastModifiedTime: always(CREATED),
  state: always("ACTIVE"),
  status: always("ACTIVE"),
  projectNumber: always(Number(PROJECT_NUMBER)),
};
