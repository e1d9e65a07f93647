import { names } from "../../../emulator/gcp/checks/names.ts";
import { describeChecks, named } from "./samples.ts";

const long = (length: number) => "x".repeat(length);
const issuer = { "oidc.issuerUri": "https://issuer.example.com" };

describeChecks("names", names, [
  named("compute:Network", "name", "main-1", "Main", "1main", "main-", long(64)),
  {
    ...named("container:Cluster", "name", "main", "Main", long(41)),
    right: { name: "main", initialNodeCount: 1 },
  },
  named("container:NodePool", "name", "pool", "pool_1"),
  named("cloudrun:Service", "name", "api", long(50)),
  named("redis:Instance", "name", "cache", long(41)),
  named("redis:Cluster", "name", "cache", "Cache"),
  named("artifactregistry:Repository", "repositoryId", "images", "Images"),
  named("sql:DatabaseInstance", "name", "main-db", "main_db"),
  named("dns:ManagedZone", "name", "acme-zone", "acme.zone"),
  named("serviceaccount:Account", "accountId", "builder", "ci", "Builder", long(31)),
  named("organizations:Project", "projectId", "acme-prod", "acme", "Acme-prod"),
  named("storage:Bucket", "name", "acme.assets_1", "ab", "Assets", "google-assets", "goog1", long(64)),
  named("kms:KeyRing", "name", "ring_1", "ring 1"),
  named("secretmanager:Secret", "secretId", "db_password", "db/password"),
  named("pubsub:Topic", "name", "events.v1", "goog-events", "1events", "ab"),
  named("iam:WorkloadIdentityPool", "workloadIdentityPoolId", "github", "gcp-github", "gh", "GitHub"),
  {
    type: "iam:WorkloadIdentityPoolProvider",
    right: {
      workloadIdentityPoolProviderId: "actions",
      oidc: { issuerUri: "https://issuer.example.com" },
      attributeMapping: { "google.subject": "assertion.sub" },
    },
    also: [issuer],
    wrong: [[{ workloadIdentityPoolProviderId: "gcp-actions" }, "workloadIdentityPoolProviderId"]],
  },
  named("bigquery:Dataset", "datasetId", "sales_2026", "sales-2026"),
  {
    type: "compute:Address",
    right: { labels: { team: "platform", "cost-center": "" } },
    wrong: [
      [{ labels: { team: "Acme Corp" } }, "labels"],
      [{ labels: { Team: "a" } }, "labels"],
      [{ labels: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`l${n}`, ""])) }, "labels"],
    ],
  },
  {
    type: "sql:DatabaseInstance",
    right: { settings: { userLabels: { team: "platform" } } },
    wrong: [[{ "settings.userLabels": { team: "Acme Corp" } }, "settings.userLabels"]],
  },
]);
