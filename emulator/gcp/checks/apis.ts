/** Services that must be enabled before their resources can be made. */
import { UNKNOWN, type Candidate, type Check, type Cloud } from "../../model.ts";
import { textAt } from "../../text.ts";
import { projectOf } from "../project.ts";
import { short, token } from "../tokens.ts";
import { late, type Finding } from "./rules.ts";

/** By the module of a type, the service behind it. Those that every new project has enabled are left out. */
const SERVICES: Readonly<Record<string, string>> = {
  artifactregistry: "artifactregistry",
  cloudscheduler: "cloudscheduler",
  compute: "compute",
  container: "container",
  dns: "dns",
  gkebackup: "gkebackup",
  kms: "cloudkms",
  networkconnectivity: "networkconnectivity",
  redis: "redis",
  secretmanager: "secretmanager",
  servicenetworking: "servicenetworking",
  sql: "sqladmin",
};

/** What comes with another service: https://cloud.google.com/service-usage/docs/enable-disable#dependencies */
const BROUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  artifactregistry: ["container", "run", "cloudbuild", "cloudfunctions", "containerregistry"],
  compute: ["container", "dataproc", "composer", "notebooks", "deploymentmanager", "appengineflex"],
  dns: ["container"],
  gkebackup: ["container"],
  networkconnectivity: ["container"],
};

const SERVICE = token("projects:Service");

/**
 * A program that enables some of a project's services has to enable all that it uses, and before it uses them. One that
 * enables none is taken to have a project in which people did.
 */
function isEnabled({ type, inputs }: Candidate, cloud: Cloud): Finding {
  const [module = ""] = short(type).split(":");
  const service = SERVICES[module];
  if (service === undefined || inputs["project"] === UNKNOWN || /I(am|AM)(Member|Binding|Policy)$/.test(type))
    return undefined;
  const project = projectOf(inputs, cloud);
  const enabled = cloud
    .all()
    .filter((other) => other.type === SERVICE && projectOf(other.inputs, cloud) === project)
    .map((other) => textAt(other.inputs, "service").replace(/\.googleapis\.com$/, ""));
  if (enabled.length === 0 || [service, ...(BROUGHT_BY[service] ?? [])].some((name) => enabled.includes(name)))
    return undefined;
  return { reason: `${service}.googleapis.com is not enabled in ${project}; depend on a projects.Service for it` };
}

export const apis: readonly Check[] = [
  late({
    types: ["gcp:*"],
    source: "https://cloud.google.com/service-usage/docs/enabled-service#default",
    check: isEnabled,
  }),
];
