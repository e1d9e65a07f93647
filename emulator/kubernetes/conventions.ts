/** How every kind is named, identified and replaced. */
import type { Conventions, NameRule } from "../model.ts";
import { textAt } from "../text.ts";
import { HELM_RELEASE, namespaceOf } from "./objects.ts";

const suffix = { separator: "-", digits: 8 } as const;

const objectName: NameRule = {
  ...suffix,
  types: ["kubernetes:*"],
  property: "metadata.name",
  maxLength: 253, // RFC 1123 subdomain
  source: "pulumi-kubernetes, provider/pkg/metadata/naming.go",
};

const releaseName: NameRule = {
  ...suffix,
  types: [HELM_RELEASE],
  property: "name",
  maxLength: 53, // https://helm.sh/docs/chart_best_practices/
  source: "pulumi-kubernetes, provider/pkg/provider/helm_release.go",
};

export function conventions(type: string): Conventions {
  if (type === HELM_RELEASE) {
    const id: Conventions["id"] = ({ inputs }) =>
      `${textAt(inputs, "namespace") || "default"}/${textAt(inputs, "name")}`;
    return { id, name: releaseName, immutable: ["name", "namespace"] };
  }
  return {
    id({ inputs, cloud }) {
      const namespace = namespaceOf(type, inputs, cloud.config);
      const name = textAt(inputs, "metadata.name");
      return namespace === undefined ? name : `${namespace}/${name}`;
    },
    name: objectName,
    immutable: ["metadata.name", "metadata.namespace"],
  };
}
