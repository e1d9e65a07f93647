import { type Cloud, clouds } from "../components/tables/clouds.ts";
import data from "./taggable.json" with { type: "json" };

/** A type that takes tags. */
export interface Taggable {
  readonly cloud: Cloud;
  readonly token: string;
  /** Path of the input that takes them, as a map. */
  readonly input: string;
}

const packages: Readonly<Record<Cloud, string>> = { aws: "aws", azure: "azure-native", gcp: "gcp" };

/** As the SDKs form them from a service and a class. */
function tokenOf(cloud: Cloud, service: string, resource: string): string {
  if (cloud === "azure") return `${packages.azure}:${service}:${resource}`;
  return `${packages[cloud]}:${service}/${resource.charAt(0).toLowerCase()}${resource.slice(1)}:${resource}`;
}

type Services = Readonly<Record<string, readonly string[]>>;

const declared: readonly Taggable[] = clouds.flatMap((cloud) =>
  Object.entries<Services>(data[cloud]).flatMap(([input, services]) =>
    Object.entries(services).flatMap(([service, resources]) =>
      resources.map((resource) => ({ cloud, token: tokenOf(cloud, service, resource), input })),
    ),
  ),
);

/** Every type that takes tags as a map: those whose declaration says so, and those that take them in a place of their own. */
export const taggable: readonly Taggable[] = [
  ...declared,
  {
    cloud: "aws",
    token: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
    input: "resourceTags",
  },
  { cloud: "gcp", token: "gcp:sql/databaseInstance:DatabaseInstance", input: "settings.userLabels" },
];
