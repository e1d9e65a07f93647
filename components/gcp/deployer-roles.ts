/**
 * What previews of pull requests may see: how everything is set up, and nothing of what is kept in it. Whoever may push a
 * branch runs any code with it.
 */
export const readerRoles = [
  "browser",
  "cloudkms.viewer",
  "cloudsql.viewer",
  "compute.viewer",
  "container.clusterViewer",
  "dns.reader",
  "gkebackup.viewer",
  "iam.securityReviewer",
  "iam.workloadIdentityPoolViewer",
  "monitoring.viewer",
  "redis.viewer",
  "secretmanager.viewer",
  "serviceusage.serviceUsageViewer",
];

/** What else is looked at, for which Google has no role that does not show contents too. */
export const readerPermissions = [
  "artifactregistry.repositories.get",
  "logging.buckets.get",
  "logging.exclusions.get",
  "logging.sinks.get",
  "networkconnectivity.serviceConnectionPolicies.get",
  "storage.buckets.get",
];

/**
 * What makes an environment, service by service; neither owner nor editor. It changes no custom role and no trust in
 * GitHub, and so not its own rights: that takes an administrator.
 */
export const deployerRoles = [
  "artifactregistry.admin",
  "cloudkms.admin",
  "cloudsql.admin",
  "compute.networkAdmin",
  "compute.securityAdmin",
  "container.admin",
  "dns.admin",
  "gkebackup.admin",
  "iam.roleViewer",
  "iam.workloadIdentityPoolViewer",
  "logging.configWriter",
  "monitoring.editor",
  "networkconnectivity.consumerNetworkAdmin",
  "redis.admin",
  "secretmanager.admin",
  "servicenetworking.networksAdmin",
  "serviceusage.serviceUsageAdmin",
  "storage.admin",
];

/** Roles that it may give to others in the project; with the orchestrator's own, that are all that the program grants there. */
export const grantedInProject = [
  "artifactregistry.reader",
  "container.admin",
  "container.defaultNodeServiceAccount",
  "monitoring.viewer",
  "redis.dbConnectionUser",
  "secretmanager.secretAccessor",
  "secretmanager.secretVersionManager",
];

/** Roles that it may give on service accounts: to be one from a pod, and to keep a customer's keys. */
export const grantedOnAccounts = ["iam.serviceAccountKeyAdmin", "iam.workloadIdentityUser"];
