/** Computed outputs that mean the same on every type, and what formats of single types are made of. */
import { always, extend, uuid } from "../../formatting.ts";
import type { Format, SynthesisContext, Value, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { textAt, uuidOf } from "../../text.ts";
import { armTypeOf, resourceTypeOf } from "../arm.ts";
import { CREATED } from "../../plausible.ts";
import { locationOf, PRINCIPAL, regionName, resourceWithId, TENANT } from "../subscription.ts";

/** The resource's own name: the last part of its id. */
export const nameOf = ({ id }: Pick<SynthesisContext, "id">): string => id.slice(id.lastIndexOf("/") + 1);

export const regionOf = ({ inputs, cloud }: SynthesisContext): string => regionName(locationOf(inputs, cloud));

/** `<name>.<suffix>`; host names are in lower case. @param scheme such as `https://` */
export const host =
  (suffix: string, scheme = "", path = ""): Format =>
  (context) =>
    `${scheme}${nameOf(context).toLowerCase()}.${suffix}${path}`;

/** A part of a resource that has an id of its own: a subnet within a network, a frontend of a load balancer. */
export const part = (collection: string, given: Values, { id }: SynthesisContext): Values => ({
  id: `${id}/${collection}/${textAt(given, "name")}`,
  provisioningState: "Succeeded",
});

/** A managed identity: the system's own gets a principal; the user's, in as a list of ids or as a map, come out with theirs. */
const identity = extend("identity", ({ type, userAssignedIdentities }, context) => {
  const ids = Array.isArray(userAssignedIdentities)
    ? userAssignedIdentities.map(String)
    : keysOf(userAssignedIdentities);
  return {
    ...(String(type).includes("SystemAssigned") && {
      principalId: uuidOf(context, "identity"),
      tenantId: TENANT,
    }),
    ...(ids.length > 0 && {
      userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, identityWithId(id, context)])),
    }),
  };
});

const keysOf = (value: Value): string[] => (isRecord(value) ? Object.keys(value) : []);

/** What Azure tells of an identity wherever it is used. */
export function identityWithId(id: string, { cloud }: SynthesisContext): Values {
  const found = resourceWithId(cloud, id);
  return found ? { clientId: found.outputs["clientId"], principalId: found.outputs["principalId"] } : {};
}

const etag: Format = (context) => `W/"${uuidOf(context, "etag")}"`;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types for `systemData`. */
export const common: Readonly<Record<string, Format>> = {
  name: nameOf,
  type: ({ id }) => resourceTypeOf(id),
  location: ({ inputs, cloud }) => locationOf(inputs, cloud) || undefined,
  azureApiVersion: ({ type }) => armTypeOf(type)?.apiVersion,
  provisioningState: always("Succeeded"),
  resourceState: always("Active"),
  status: always("Active"),
  etag,
  eTag: etag,
  identity,
  principalId: uuid("principal"),
  clientId: uuid("client"),
  tenantId: always(TENANT),
  resourceGuid: uuid("guid"),
  systemData: always({
    createdAt: CREATED,
    createdBy: PRINCIPAL,
    createdByType: "Application",
    lastModifiedAt: CREATED,
    lastModifiedBy: PRINCIPAL,
    lastModifiedByType: "Application",
  }),
  createdAt: always(CREATED),
  createdDate: always(CREATED),
  createdTime: always(CREATED),
  createdOn: always(CREATED),
  creationDate: always(CREATED),
  creationTime: always(CREATED),
  modifiedDate: always(CREATED),
  changedTime: always(CREATED),
  timeCreated: always(CREATED),
  updatedAt: always(CREATED),
  updatedOn: always(CREATED),
  lastModifiedTimeUtc: always(CREATED),
  createdBy: always(PRINCIPAL),
  updatedBy: always(PRINCIPAL),
};
