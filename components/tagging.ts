import type * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "./tables/clouds.ts";
import { type Tags, tagsFor } from "./tables/tags.ts";

interface Tagging {
  /** The argument that most types take tags in. */
  readonly property: string;
  /** Where the types that take them in another argument have it; in one of an argument's, `a.b`. */
  readonly others?: Readonly<Record<string, string>>;
  /** The tag that the cloud's console shows as a resource's name; it gets the logical name. */
  readonly nameTag?: string;
  /** What the types get beside, of which the cloud makes resources that are not in the program. */
  readonly handedOn?: Readonly<Record<string, (tags: Readonly<Record<string, string>>) => pulumi.Inputs>>;
}

const taggings: Readonly<Record<Cloud, Tagging>> = {
  aws: {
    property: "tags",
    others: { "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "resourceTags" },
    nameTag: "Name",
    handedOn: {
      "aws:ec2/launchTemplate:LaunchTemplate": (tags) => ({
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      }),
    },
  },
  azure: { property: "tags" },
  gcp: {
    property: "labels",
    others: {
      "gcp:container/cluster:Cluster": "resourceLabels",
      "gcp:sql/databaseInstance:DatabaseInstance": "settings.userLabels",
      "gcp:monitoring/alertPolicy:AlertPolicy": "userLabels",
      // Its labels are its configuration.
      "gcp:monitoring/notificationChannel:NotificationChannel": "userLabels",
      "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": "userLabels",
    },
  },
};

/**
 * Tags every resource below a component, whatever its type, with no list of types to keep: the SDKs' constructors name
 * each argument that a type has, given or not, so that a type takes tags where the argument is named. Tags that a
 * resource has of its own win. The children of remote components, such as `eks.Cluster`, are out of reach: those hand on
 * the tags that they are given. That, and why not the provider's default tags: docs/decisions/tags.md
 */
export function tagEverything(cloud: Cloud, tags: Tags): pulumi.ResourceTransformation {
  const { property, others = {}, nameTag, handedOn = {} } = taggings[cloud];
  const common = tagsFor(cloud, tags);
  return ({ type, name, props, opts }) => {
    const [argument = "", nested] = (others[type] ?? property).split(".");
    if (!(argument in props)) return undefined;
    // A component of another package hands its tags on to all its children, which have names of their own.
    const named = nameTag !== undefined && type.startsWith(`${cloud}:`) ? { [nameTag]: name } : {};
    const given: Given = props[argument] ?? {};
    const own = { ...common, ...named, ...(nested === undefined ? given : given[nested]) };
    const tagged = nested === undefined ? own : { ...given, [nested]: own };
    return { props: { ...props, ...handedOn[type]?.(own), [argument]: tagged }, opts };
  };
}

/** An argument's value, as a component gives it. */
type Given = Readonly<Record<string, Readonly<Record<string, string>>>>;
