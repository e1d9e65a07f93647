/** References between live resources: those that point at nothing, and those that keep something alive. */
import type { CloudResource, Reference, Values } from "./model.ts";
import { matchesType, valuesAt } from "./paths.ts";

/** The first reference among these inputs that names nothing, as the message the cloud would give. */
export function missingReference(
  type: string,
  inputs: Values,
  references: readonly Reference[],
  live: readonly CloudResource[],
): string | undefined {
  for (const reference of references) {
    if (!matchesType(reference.types, type)) continue;
    for (const value of valuesAt(inputs, reference.path)) {
      if (typeof value === "string" && reference.given?.(value)) continue;
      if (!live.some((resource) => isTarget(reference, resource, value))) {
        const wanted = reference.to.map((target) => target.replace("#", " with that ")).join(" or ");
        return `${type}: ${reference.path} is ${JSON.stringify(value)}, and no such ${wanted} exists`;
      }
    }
  }
  return undefined;
}

/** A live resource that has to go before this one may. */
export function dependentOf(
  resource: CloudResource,
  references: readonly Reference[],
  live: readonly CloudResource[],
): CloudResource | undefined {
  const pointing = references.filter(
    (row) => row.blocksDelete && row.to.some((to) => targetType(to) === resource.type),
  );
  if (pointing.length === 0) return undefined;
  return live.find(
    (other) =>
      other !== resource &&
      pointing.some(
        (row) =>
          matchesType(row.types, other.type) &&
          valuesAt(other.inputs, row.path).some((value) => isTarget(row, resource, value)),
      ),
  );
}

const targetType = (to: string) => to.split("#", 1)[0];

const isTarget = (reference: Reference, resource: CloudResource, value: unknown): boolean =>
  reference.to.some((to) => {
    const [type = "", output = reference.output] = to.split("#");
    if (type !== resource.type) return false;
    return (output ? valuesAt(resource.outputs, output)[0] : resource.id) === value;
  });
