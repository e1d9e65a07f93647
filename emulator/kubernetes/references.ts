/** What must exist first. Nothing in Kubernetes keeps an object from being deleted: a namespace takes its contents along. */
import type { Reference } from "../model.ts";
import { INITIAL_NAMESPACES, NAMESPACE } from "./objects.ts";

export const references: readonly Reference[] = [
  {
    types: ["kubernetes:*"],
    path: "metadata.namespace",
    to: [NAMESPACE],
    given: (namespace) => INITIAL_NAMESPACES.includes(namespace),
    blocksDelete: false,
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
  },
];
