import type * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "./tables/clouds.ts";
import { type Tags, tagsFor } from "./tables/tags.ts";

interface Tagging {
  /** The argument that most types take tags in. */
  readonly property: string;
  /** The argument of the types that take them in another one. */
  readonly others?: Readonly<Record<string, string>>;
  /** The tag that the cloud's console shows as a resource's name; it gets the logical name. */
  readonly nameTag?: string;
}

const taggings: Readonly<Record<Cloud, Tagging>> = {
  aws: {
    property: "tags",
    others: { "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "resourceTags" },
    nameTag: "Name",
  },
  azure: { property: "tags" },
  gcp: { property: "labels" },
};

/**
 * Tags every resource below a component, whatever its type, with no list of types to keep: the SDKs' constructors name
 * each argument that a type has, given or not, so that a type takes tags where the argument is named. Tags that a
 * resource has of its own win. The children of remote components, such as `eks.Cluster`, are out of reach: those hand on
 * the tags that they are given. That, and why not the provider's default tags: docs/decisions/tags.md
 */
export function tagEverything(cloud: Cloud, tags: Tags): pulumi.ResourceTransformation {
  const { property, others = {}, nameTag } = taggings[cloud];
  const common = tagsFor(cloud, tags);
  return ({ type, name, props, opts }) => {
    const argument = others[type] ?? property;
    if (!(argument in props)) return undefined;
    const named = nameTag === undefined ? {} : { [nameTag]: name };
    return { props: { ...props, [argument]: { ...common, ...named, ...props[argument] } }, opts };
  };
}
