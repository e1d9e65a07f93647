/** Inputs that the provider fills in: the namespace of its configuration. */
import type { Candidate, Cloud, Values } from "../model.ts";
import { textAt } from "../text.ts";
import { HELM_RELEASE, isNamespaced } from "./objects.ts";

export function defaults({ type }: Candidate, { config }: Cloud): Values {
  const namespace = textAt(config, "namespace");
  if (namespace === "") return {};
  if (type === HELM_RELEASE) return { namespace };
  return isNamespaced(type) ? { "metadata.namespace": namespace } : {};
}
