/** Objects that nobody declared: those of a new cluster, and those that an installed chart must have made. */
import type { Cloud, Values } from "../model.ts";
import { textAt } from "../text.ts";
import { HELM_RELEASE, INITIAL_NAMESPACES, isNamespaced, NAMESPACE } from "./objects.ts";

/** @param id `namespace/name`, or `name` for what belongs to the cluster. */
export function given(type: string, id: string, cloud: Cloud): Values | undefined {
  const [name = "", namespace = "default"] = id.split("/").reverse();
  const metadata: Values = isNamespaced(type) ? { name, namespace } : { name };
  if (type === NAMESPACE) return INITIAL_NAMESPACES.includes(name) ? { metadata } : undefined;
  return cloud.find(makes(name, namespace)) ? { metadata } : undefined;
}

/** Charts name their objects after the release: https://helm.sh/docs/chart_best_practices/labels/ */
const makes =
  (name: string, namespace: string) =>
  ({ type, inputs }: { type: string; inputs: Values }): boolean => {
    const release = textAt(inputs, "name");
    const isIn = (textAt(inputs, "namespace") || "default") === namespace;
    return type === HELM_RELEASE && isIn && (name === release || name.startsWith(`${release}-`));
  };
