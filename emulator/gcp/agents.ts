/**
 * The service agents by which Google's services act in a project: https://cloud.google.com/iam/docs/service-agents
 *
 * By the first part of the service's name, without `.googleapis.com`.
 */
export const AGENTS = {
  aiplatform: "service-{number}@gcp-sa-aiplatform.iam.gserviceaccount.com",
  artifactregistry: "service-{number}@gcp-sa-artifactregistry.iam.gserviceaccount.com",
  bigquerydatatransfer: "service-{number}@gcp-sa-bigquerydatatransfer.iam.gserviceaccount.com",
  cloudbuild: "service-{number}@gcp-sa-cloudbuild.iam.gserviceaccount.com",
  cloudkms: "service-{number}@gcp-sa-cloudkms.iam.gserviceaccount.com",
  cloudscheduler: "service-{number}@gcp-sa-cloudscheduler.iam.gserviceaccount.com",
  compute: "service-{number}@compute-system.iam.gserviceaccount.com",
  container: "service-{number}@container-engine-robot.iam.gserviceaccount.com",
  eventarc: "service-{number}@gcp-sa-eventarc.iam.gserviceaccount.com",
  gkebackup: "service-{number}@gcp-sa-gkebackup.iam.gserviceaccount.com",
  logging: "(service-|cmek-p){number}@gcp-sa-logging.iam.gserviceaccount.com",
  monitoring: "service-{number}@gcp-sa-monitoring-notification.iam.gserviceaccount.com",
  pubsub: "service-{number}@gcp-sa-pubsub.iam.gserviceaccount.com",
  redis: "service-{number}@cloud-redis.iam.gserviceaccount.com",
  run: "service-{number}@serverless-robot-prod.iam.gserviceaccount.com",
  secretmanager: "service-{number}@gcp-sa-secretmanager.iam.gserviceaccount.com",
  servicenetworking: "service-{number}@service-networking.iam.gserviceaccount.com",
  sqladmin: "service-{number}@gcp-sa-cloud-sql.iam.gserviceaccount.com",
  storage: "service-{number}@gs-project-accounts.iam.gserviceaccount.com",
} as const;

const known: Readonly<Record<string, string>> = AGENTS;

/** @param service such as `sqladmin.googleapis.com`; one that is not listed follows the usual form. */
export function agentOf(service: string, number: string): string {
  const [name = ""] = service.split(".");
  const form = known[name] ?? `service-{number}@gcp-sa-${name}.iam.gserviceaccount.com`;
  return form.replace("(service-|cmek-p)", "service-").replace("{number}", number);
}
