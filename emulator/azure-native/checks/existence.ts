/** What a resource is in or points at must exist: its resource group, its parent, and every id among its inputs. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Value } from "../../model.ts";
import { textAt } from "../../text.ts";
import { armTypeOf, idFrom, resourceTypeOf } from "../arm.ts";
import { resourceGroupNamed, sameName, SUBSCRIPTION } from "../subscription.ts";
import { isOwnWatcher, WATCHER_GROUP } from "../watchers.ts";

const SOURCE = "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found";

const isInAGroup = new RegExp(`^/subscriptions/${SUBSCRIPTION}/resourceGroups/([^/]+)(/|$)`, "i");

function groupExists({ type, inputs }: Candidate, cloud: Cloud) {
  const name = textAt(inputs, "resourceGroupName");
  if (name === "" || armTypeOf(type)?.path.endsWith("/resourceGroups/{resourceGroupName}")) return undefined;
  if (hasGroup(cloud, name)) return undefined;
  return { property: "resourceGroupName", reason: `the resource group "${name}" does not exist` };
}

/** A group is made by the program, by AKS for a cluster's nodes, or by Azure for its network watchers. */
const hasGroup = (cloud: Cloud, name: string): boolean =>
  resourceGroupNamed(cloud, name) !== undefined ||
  sameName(name, WATCHER_GROUP) ||
  cloud.find(({ outputs }) => sameName(textAt(outputs, "nodeResourceGroup"), name)) !== undefined;

/** The path without its last collection and name; nothing where what is left ends in a constant, such as `default`. */
function parentExists({ type, inputs }: Candidate, cloud: Cloud) {
  const template = armTypeOf(type)?.path ?? "";
  const parent = template.replace(/\/[^/]+\/[^/]+$/, "");
  const [, parameter] = /\/\{(\w+)\}$/.exec(parent) ?? [];
  const id = idFrom(type, inputs)?.replace(/\/[^/]+\/[^/]+$/, "");
  if (parameter === undefined || id === undefined || !/\/providers\/[^/]+\/[^/]+\/[^/]+$/.test(id)) return undefined;
  if (/^\{scope\}|^\/\{/.test(template) || exists(cloud, id)) return undefined;
  return { property: parameter, reason: `the ${resourceTypeOf(id)} "${textAt(inputs, parameter)}" does not exist` };
}

function idsExist(candidate: Candidate, cloud: Cloud) {
  const own = idFrom(candidate.type, candidate.inputs) ?? "";
  for (const [property, value] of Object.entries(candidate.inputs)) {
    const missing = idsIn(value).find(
      (id) => !id.toLowerCase().startsWith(own.toLowerCase() || "\n") && !exists(cloud, id),
    );
    if (missing !== undefined) return { property, reason: `"${missing}" does not exist` };
  }
  return undefined;
}

function idsIn(value: Value): string[] {
  if (typeof value === "string") return isInAGroup.test(value) ? [value] : [];
  if (value === UNKNOWN || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(isInAGroup.test(key) ? [key] : []), ...idsIn(inner)]);
}

/** Parts that their resource always tells of, so that one it does not tell of is none. */
const TOLD_PARTS = /\/virtualnetworks\/[^/]+\/subnets\/[^/]+$/;

/** A resource of its own, a part of one (a subnet within its network), or something that one tells of. */
function exists(cloud: Cloud, id: string): boolean {
  const [, group = ""] = isInAGroup.exec(id) ?? [];
  if (!id.includes("/providers/")) return hasGroup(cloud, group);
  const wanted = id.toLowerCase();
  const isPart = (other: string) =>
    other.includes("/providers/") && wanted.startsWith(`${other}/`) && !TOLD_PARTS.test(wanted);
  return (
    isOwnWatcher(cloud, id) ||
    cloud.find((other) => sameName(other.id, id) || isPart(other.id.toLowerCase())) !== undefined ||
    cloud.find(({ outputs }) => JSON.stringify(outputs).toLowerCase().includes(`"${wanted}"`)) !== undefined
  );
}

export const existence: readonly Check[] = [
  { types: ["azure-native:*"], source: SOURCE, late: true, check: groupExists },
  { types: ["azure-native:*"], source: SOURCE, late: true, check: parentExists },
  { types: ["azure-native:*"], source: SOURCE, late: true, check: idsExist },
  {
    types: ["azure-native:resources:ResourceGroup"],
    source: "pulumi-azure-native: location is required where the provider has none",
    check: ({ inputs }) =>
      inputs["location"] === undefined
        ? {
            property: "location",
            reason: 'is missing: give it, or set it for all with "pulumi config set azure-native:location"',
          }
        : undefined,
  },
];
