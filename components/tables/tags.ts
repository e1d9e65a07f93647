import type { Cloud } from "./clouds.ts";
import { type DataClassification, type Environment, dataClassifications, environmentNames } from "./environments.ts";

/** What every resource says about itself: who pays, who answers for it, and which rules it is under. */
export interface Tags {
  readonly project: "honua";
  readonly environment: Environment;
  /** Team or person to ask. */
  readonly owner: string;
  readonly costCenter: string;
  readonly managedBy: "pulumi";
  readonly dataClassification: DataClassification;
  /** The standards whose audits the resource falls under. */
  readonly compliance: "soc2-iso27001";
}

const capitalized: Readonly<Record<keyof Tags, string>> = {
  project: "Project",
  environment: "Environment",
  owner: "Owner",
  costCenter: "CostCenter",
  managedBy: "ManagedBy",
  dataClassification: "DataClassification",
  compliance: "Compliance",
};

/** How each cloud writes the keys. GCP's labels are lowercase. */
export const tagKeys: Readonly<Record<Cloud, typeof capitalized>> = {
  aws: capitalized,
  azure: capitalized,
  gcp: {
    project: "project",
    environment: "environment",
    owner: "owner",
    costCenter: "cost-center",
    managedBy: "managed-by",
    dataClassification: "data-classification",
    compliance: "compliance",
  },
};

/** The values that a tag may have; a tag that is missing here is free text. */
export const tagValues: Readonly<Partial<Record<keyof Tags, readonly string[]>>> = {
  project: ["honua"],
  environment: environmentNames,
  managedBy: ["pulumi"],
  dataClassification: dataClassifications,
  compliance: ["soc2-iso27001"],
};

/** GCP takes lowercase letters, digits, `_` and `-`, at most 63; the other clouds take any of the tags as they are. */
const gcpLabel = (value: string) =>
  value
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .slice(0, 63);

/** The tags as one cloud writes them. */
export function tagsFor(cloud: Cloud, tags: Tags): Record<string, string> {
  const written = cloud === "gcp" ? gcpLabel : (value: string) => value;
  return Object.fromEntries(
    Object.entries(tagKeys[cloud]).map(([tag, key]) => [key, written(tags[tag as keyof Tags])]),
  );
}
