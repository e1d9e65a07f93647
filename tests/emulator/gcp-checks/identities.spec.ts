import { apis } from "../../../emulator/gcp/checks/apis.ts";
import { identities } from "../../../emulator/gcp/checks/identities.ts";
import { describeChecks, live } from "./samples.ts";

const account = live("serviceaccount:Account", "z", {}, { email: "builder@acme.iam.gserviceaccount.com" });
const cluster = live("container:Cluster", "c", { workloadIdentityConfig: { workloadPool: "acme.svc.id.goog" } });
const kubernetes = "serviceAccount:acme.svc.id.goog[honua/orchestrator]";
const principals = (project: string) =>
  `principalSet://iam.googleapis.com/projects/${project}/locations/global/workloadIdentityPools/github/attribute.repository/o/r`;

describeChecks("identities", identities, [
  {
    type: "projects:IAMMember",
    right: { role: "roles/viewer", member: "serviceAccount:builder@acme.iam.gserviceaccount.com" },
    also: [
      { member: kubernetes },
      { member: principals("123456789012") },
      { member: "group:platform@example.com", role: "projects/acme/roles/honua_orchestrator" },
      { member: "serviceAccount:service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com" },
    ],
    wrong: [
      [{ member: "builder@acme.iam.gserviceaccount.com" }, "member"],
      [{ member: "deleted:serviceAccount:a@b.c?uid=1" }, "member"],
      [{ member: "serviceAccount:gone@acme.iam.gserviceaccount.com" }, "member"],
      [{ member: principals("acme") }, "member"],
      [{ role: "viewer" }, "role"],
    ],
    live: [account, cluster],
  },
  {
    type: "artifactregistry:RepositoryIamBinding",
    right: { role: "roles/artifactregistry.reader", members: ["allUsers"] },
    wrong: [[{ members: ["everyone"] }, "members"]],
  },
  {
    type: "serviceaccount:IAMMember",
    right: {
      serviceAccountId: "projects/acme/serviceAccounts/builder@acme.iam.gserviceaccount.com",
      role: "roles/iam.workloadIdentityUser",
      member: "user:a@b.c",
    },
    wrong: [
      [{ serviceAccountId: "builder@acme.iam.gserviceaccount.com" }, "serviceAccountId"],
      [{ member: kubernetes }, "member"],
    ],
  },
  {
    type: "serviceaccount:Account",
    right: { accountId: "builder", displayName: "Builds", description: "Runs builds" },
    wrong: [
      [{ description: "x".repeat(257) }, "description"],
      [{ displayName: "x".repeat(101) }, "displayName"],
    ],
  },
  {
    type: "projects:IAMCustomRole",
    right: { roleId: "honua_orchestrator", title: "Orchestrator", permissions: ["artifactregistry.repositories.get"] },
    wrong: [
      [{ roleId: "honua-orchestrator" }, "roleId"],
      [{ permissions: ["artifactregistry.*"] }, "permissions[]"],
      [{ permissions: ["roles/viewer"] }, "permissions[]"],
      [{ title: "x".repeat(101) }, "title"],
    ],
  },
  {
    type: "projects:IAMAuditConfig",
    right: { service: "allServices", auditLogConfigs: [{ logType: "DATA_READ" }] },
    wrong: [
      [{ service: "storage" }, "service"],
      [{ auditLogConfigs: [{ logType: "READ" }] }, "auditLogConfigs"],
    ],
  },
  {
    type: "iam:WorkloadIdentityPool",
    right: { workloadIdentityPoolId: "github", displayName: "GitHub" },
    wrong: [
      [{ displayName: "x".repeat(33) }, "displayName"],
      [{ description: "x".repeat(257) }, "description"],
    ],
  },
  {
    type: "iam:WorkloadIdentityPoolProvider",
    right: {
      oidc: { issuerUri: "https://token.actions.githubusercontent.com", allowedAudiences: ["https://a"] },
      attributeMapping: { "google.subject": "assertion.sub", "attribute.repository": "assertion.repository" },
      attributeCondition: "assertion.repository_owner=='acme' && attribute.repository=='acme/honua'",
    },
    also: [{ "oidc.issuerUri": "https://gitlab.example.com", attributeCondition: undefined }],
    wrong: [
      [{ attributeCondition: undefined }, "attributeCondition"],
      [{ attributeCondition: "true" }, "attributeCondition"],
      [{ attributeCondition: `assertion.a=='${"x".repeat(4096)}'` }, "attributeCondition"],
      [{ attributeMapping: undefined }, "attributeMapping"],
      [
        { attributeMapping: { "google.subject": "assertion.sub", repository: "assertion.repository" } },
        "attributeMapping",
      ],
      [{ aws: { accountId: "1" } }, "aws"],
      [{ "oidc.issuerUri": "token.actions.githubusercontent.com" }, "oidc.issuerUri"],
      [{ "oidc.allowedAudiences": Array.from({ length: 11 }, () => "a") }, "oidc.allowedAudiences"],
    ],
  },
  {
    type: "projects:Service",
    right: { service: "container.googleapis.com" },
    wrong: [
      [{ service: "container" }, "service"],
      [{ service: "bigquery-json.googleapis.com" }, "service"],
    ],
  },
  {
    type: "projects:ServiceIdentity",
    right: { service: "sqladmin.googleapis.com" },
    wrong: [[{ service: "sqladmin" }, "service"]],
  },
]);

const enabled = (service: string, project = "acme") =>
  live("projects:Service", `${project}/${service}`, { service: `${service}.googleapis.com`, project });

describeChecks("services", apis, [
  { type: "sql:DatabaseInstance", right: {}, wrong: [], live: [] },
  { type: "compute:Network", right: {}, wrong: [], live: [enabled("container")] },
  { type: "pubsub:Topic", right: {}, wrong: [], live: [enabled("container")] },
  {
    type: "redis:Instance",
    right: { project: "other" },
    wrong: [[{ project: "acme" }, ""]],
    live: [enabled("container"), enabled("redis", "other")],
  },
]);
