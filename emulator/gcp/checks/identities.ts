/** What IAM refuses: members and roles by their form, custom roles, federated identities. */
import { UNKNOWN, type Candidate, type Check, type Cloud } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { EMAIL_DOMAIN, projectOf } from "../project.ts";
import { token } from "../tokens.ts";
import { atMost, each, exactlyOne, late, matching, rule, shorterThan, type Finding } from "./rules.ts";

const DOCS = "https://cloud.google.com/iam/docs/";
const PROVIDER = "@pulumi/gcp iam.WorkloadIdentityPoolProvider: ";
const FEDERATED = "iam:WorkloadIdentityPoolProvider";

/** Grants of every service are called so; what else has members is of another kind. */
const isGrant = (type: string) => /I(am|AM)(Member|Binding)$/.test(type);

const onGrants = (source: string, check: (candidate: Candidate, cloud: Cloud) => Finding): Check => ({
  types: ["gcp:*"],
  source,
  check: (candidate, cloud) => (isGrant(candidate.type) ? check(candidate, cloud) : undefined),
});

const membersOf = ({ inputs }: Candidate): { property: string; member: string }[] =>
  ["member", "members"].flatMap((property) =>
    valuesAt(inputs, property === "members" ? "members[]" : property)
      .filter((member) => typeof member === "string")
      .map((member) => ({ property, member })),
  );

const NOBODY = /^(allUsers|allAuthenticatedUsers|project(Owners|Readers|Writers|Editors|Viewers))$/;
const SOMEBODY =
  /^(user|serviceAccount|group|domain|principal|principalSet|projectOwner|projectEditor|projectViewer|iamMember):.+/;

function membersHaveForm(candidate: Candidate): Finding {
  for (const { property, member } of membersOf(candidate)) {
    if (member.startsWith("deleted:"))
      return { property, reason: `"${member}" is gone; it cannot be granted anything` };
    if (!NOBODY.test(member) && !SOMEBODY.test(member))
      return { property, reason: `"${member}" is no member, as in serviceAccount:<e-mail> or group:<e-mail>` };
    const [, project] = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/([^/]+)\//.exec(member) ?? [];
    if (project !== undefined && !/^\d+$/.test(project))
      return { property, reason: `"${member}" names the project ${project}: write its number` };
  }
  return undefined;
}

const ROLE = /^(roles\/[\w.]+|(projects|organizations)\/[^/]+\/roles\/[\w.]+)$/;

function roleHasForm({ inputs }: Candidate): Finding {
  const role = textAt(inputs, "role");
  return role === "" || ROLE.test(role)
    ? undefined
    : { property: "role", reason: `"${role}" is no role, as in roles/viewer or projects/<id>/roles/<roleId>` };
}

const ACCOUNT = new RegExp(`^serviceAccount:[^@[]+@([^.]+)\\.${EMAIL_DOMAIN.replaceAll(".", "\\.")}$`);

/** A grant to a service account of this project that is not there. */
function accountExists(candidate: Candidate, cloud: Cloud): Finding {
  for (const { property, member } of membersOf(candidate)) {
    const [, project] = ACCOUNT.exec(member) ?? [];
    if (project === undefined || project !== projectOf({}, cloud)) continue;
    const isIt = cloud.find(
      ({ type, outputs }) =>
        type === token("serviceaccount:Account") && `serviceAccount:${String(outputs["email"])}` === member,
    );
    if (!isIt) return { property, reason: `"${member}" does not exist` };
  }
  return undefined;
}

/** The pool of a project's Kubernetes identities comes with its first cluster that has one. */
function clusterPoolExists(candidate: Candidate, cloud: Cloud): Finding {
  for (const { property, member } of membersOf(candidate)) {
    const [, pool] = /^serviceAccount:(.+\.svc\.id\.goog)\[/.exec(member) ?? [];
    if (pool !== `${projectOf({}, cloud)}.svc.id.goog`) continue;
    const hasPool = cloud.find(
      ({ type, inputs }) =>
        type === token("container:Cluster") &&
        (textAt(inputs, "workloadIdentityConfig.workloadPool") === pool || inputs["enableAutopilot"] === true),
    );
    if (!hasPool)
      return { property, reason: `the identity pool ${pool} does not exist yet; depend on a cluster that has it` };
  }
  return undefined;
}

/** Without a condition every repository of GitHub could use the pool. */
function gitHubIsNarrowed({ inputs }: Candidate): Finding {
  const property = "attributeCondition";
  const condition = inputs[property];
  if (!/^https:\/\/token\.actions\.githubusercontent\.com/.test(textAt(inputs, "oidc.issuerUri"))) return undefined;
  if (condition === UNKNOWN || (typeof condition === "string" && /\b(assertion|attribute|google)\./.test(condition)))
    return undefined;
  return { property, reason: "must be given for GitHub's issuer, and name a claim of it, as in assertion.repository" };
}

const ATTRIBUTE =
  /^(google\.(subject|groups|display_name|profile_photo|posix_username|email)|attribute\.[a-z0-9_]{1,100})$/;

function attributesFit({ inputs }: Candidate): Finding {
  const property = "attributeMapping";
  const mapping = inputs[property];
  if (mapping === UNKNOWN) return undefined;
  const keys = isRecord(mapping) ? Object.keys(mapping) : [];
  if (isRecord(inputs["oidc"]) && !keys.includes("google.subject"))
    return { property, reason: 'must map google.subject, as in { "google.subject": "assertion.sub" }' };
  const wrong = keys.find((key) => !ATTRIBUTE.test(key));
  return wrong === undefined
    ? undefined
    : { property, reason: `"${wrong}" is no attribute: google.subject, google.groups or attribute.<a-z, 0-9, _>` };
}

const LOG_TYPES = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

export const identities: readonly Check[] = [
  onGrants(
    "terraform-provider-google, tpgiamresource; https://cloud.google.com/iam/docs/principal-identifiers",
    membersHaveForm,
  ),
  onGrants(`${DOCS}roles-overview`, roleHasForm),
  late(onGrants(`${DOCS}policies#service-account-delete`, accountExists)),
  late(onGrants("https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity", clusterPoolExists)),
  matching(
    "serviceaccount:IAMMember serviceaccount:IAMBinding serviceaccount:IAMPolicy",
    "serviceAccountId",
    /^projects\/[^/]+\/serviceAccounts\/[^/]+$/,
    "projects/{project}/serviceAccounts/{e-mail}, the account's name",
    "terraform-provider-google, iam_service_account.go",
  ),
  shorterThan("serviceaccount:Account", "description", 256, "@pulumi/gcp serviceaccount.Account: description"),
  shorterThan("serviceaccount:Account", "displayName", 100, `${DOCS}reference/rest/v1/projects.serviceAccounts`),
  matching(
    "projects:IAMCustomRole organizations:IAMCustomRole",
    "roleId",
    /^[a-zA-Z0-9_.]{3,64}$/,
    "3 to 64 letters, digits, _ and ., and no hyphen (which a name that Pulumi makes up has)",
    "terraform-provider-google, verify/validation.go: IAMCustomRoleIDRegex",
  ),
  matching(
    "projects:IAMCustomRole organizations:IAMCustomRole",
    "permissions[]",
    /^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+){2,}$/,
    "<service>.<resource>.<verb>, as in artifactregistry.repositories.get",
    `${DOCS}permissions-reference`,
  ),
  shorterThan("projects:IAMCustomRole organizations:IAMCustomRole", "title", 100, `${DOCS}creating-custom-roles`),
  matching(
    "projects:IAMAuditConfig",
    "service",
    /^(allServices|[a-z0-9-]+\.googleapis\.com)$/,
    "allServices or the name of a service, as in storage.googleapis.com",
    "@pulumi/gcp projects.IAMAuditConfig: service",
  ),
  each(
    "projects:IAMAuditConfig",
    "auditLogConfigs",
    "@pulumi/gcp projects.IAMAuditConfig: auditLogConfigs",
    (config) => {
      const kind = textAt(config, "logType");
      return kind === "" || LOG_TYPES.includes(kind) ? undefined : `"${kind}" is none of ${LOG_TYPES.join(", ")}`;
    },
  ),
  shorterThan("iam:WorkloadIdentityPool iam:WorkloadIdentityPoolProvider", "displayName", 32, `${PROVIDER}displayName`),
  shorterThan(
    "iam:WorkloadIdentityPool iam:WorkloadIdentityPoolProvider",
    "description",
    256,
    `${PROVIDER}description`,
  ),
  exactlyOne(
    FEDERATED,
    ["aws", "oidc", "saml", "x509"],
    "terraform-provider-google, resource_iam_workload_identity_pool_provider.go",
  ),
  matching(
    FEDERATED,
    "oidc.issuerUri",
    /^https:\/\//,
    "an https:// URL",
    `${DOCS}workload-identity-federation-with-deployment-pipelines`,
  ),
  atMost(FEDERATED, "oidc.allowedAudiences", 10, `${PROVIDER}oidc.allowedAudiences`),
  shorterThan(FEDERATED, "attributeCondition", 4096, `${PROVIDER}attributeCondition`),
  rule(FEDERATED, `${DOCS}workload-identity-federation-with-deployment-pipelines#conditions`, gitHubIsNarrowed),
  rule(FEDERATED, `${PROVIDER}attributeMapping`, attributesFit),
  rule("projects:Service", "terraform-provider-google, resource_google_project_service.go", ({ inputs }) => {
    const service = valueAt(inputs, "service");
    if (typeof service !== "string") return undefined;
    if (!service.includes("."))
      return { property: "service", reason: `"${service}" is no service, as in ${service}.googleapis.com` };
    return service === "bigquery-json.googleapis.com"
      ? { property: "service", reason: "write bigquery.googleapis.com" }
      : undefined;
  }),
  matching(
    "projects:ServiceIdentity",
    "service",
    /^[a-z0-9-]+\.googleapis\.com$/,
    "the name of a service, as in sqladmin.googleapis.com",
    "@pulumi/gcp projects.ServiceIdentity: service",
  ),
];
