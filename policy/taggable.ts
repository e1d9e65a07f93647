import { type Cloud, clouds } from "../components/tables/clouds.ts";
import data from "./taggable.json" with { type: "json" };

/** The types of a cloud that take tags in the same place. */
export interface Taggable {
  readonly cloud: Cloud;
  /** Path of the input that takes them, as a map. */
  readonly input: string;
  /** Type tokens. */
  readonly types: readonly string[];
}

const packages: Readonly<Record<Cloud, string>> = { aws: "aws", azure: "azure-native", gcp: "gcp" };

/** As the SDKs form them from a service and a class. */
function tokenOf(cloud: Cloud, service: string, resource: string): string {
  if (cloud === "azure") return `${packages.azure}:${service}:${resource}`;
  return `${packages[cloud]}:${service}/${resource.charAt(0).toLowerCase()}${resource.slice(1)}:${resource}`;
}

type Services = Readonly<Record<string, readonly string[]>>;

const declared: readonly Taggable[] = clouds.flatMap((cloud) =>
  Object.entries<Services>(data[cloud]).map(([input, services]) => ({
    cloud,
    input,
    types: Object.entries(services).flatMap(([service, resources]) =>
      resources.map((resource) => tokenOf(cloud, service, resource)),
    ),
  })),
);

/** Every type that takes tags as a map: where its declaration says so, and in a place of its own. */
export const taggable: readonly Taggable[] = [
  ...declared,
  {
    cloud: "aws",
    input: "resourceTags",
    types: ["aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"],
  },
  { cloud: "gcp", input: "settings.userLabels", types: ["gcp:sql/databaseInstance:DatabaseInstance"] },
];
