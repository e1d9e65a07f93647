/** The functions whose answers come from no resource of the program. */
import type { Cloud, Invoke, Values } from "../../model.ts";
import { textAt } from "../../text.ts";
import { GKE_VERSION } from "../formats/containers.ts";
import { CREATED } from "../../plausible.ts";
import { EMAIL, projectOf, PROJECT_NUMBER, regionOf, zoneOf, zonesOf } from "../project.ts";
import { token } from "../tokens.ts";
import { getIamPolicy } from "./policy.ts";

/** The regions with three zones or more that Google opened first; enough for programs that pick one. */
const REGIONS =
  "asia-east1 asia-northeast1 asia-south1 asia-southeast1 australia-southeast1 europe-north1 europe-west1 europe-west2 europe-west3 europe-west4 me-west1 northamerica-northeast1 southamerica-east1 us-central1 us-east1 us-east4 us-west1 us-west2".split(
    " ",
  );

/** The full token of a function: `gcp:compute/getZones:getZones`. */
const named = (short: string): string => {
  const [module = "", name = ""] = short.split(":");
  return `gcp:${module}/${name}:${name}`;
};

/** A project's service agent or default account. */
const account =
  (emailOf: (project: string) => string, key = "email"): Invoke =>
  (args, { cloud }) => {
    const project = projectOf(args, cloud);
    const email = emailOf(project);
    return {
      ...args,
      project,
      id: `projects/${project}/serviceAccounts/${email}`,
      name: `projects/${project}/serviceAccounts/${email}`,
      [key]: email,
      member: `serviceAccount:${email}`,
      displayName: "",
      uniqueId: "100000000000000000001",
    };
  };

const engineVersions = (args: Values, cloud: Cloud): Values => {
  const previous = GKE_VERSION.replace(".33.", ".32.");
  const channels = { RAPID: GKE_VERSION, REGULAR: GKE_VERSION, STABLE: previous, EXTENDED: previous };
  const prefix = textAt(args, "versionPrefix");
  const valid = [GKE_VERSION, previous].filter((version) => version.startsWith(prefix));
  return {
    ...args,
    id: CREATED,
    project: projectOf(args, cloud),
    location: textAt(args, "location") || zoneOf({}, cloud),
    defaultClusterVersion: previous,
    latestMasterVersion: valid[0] ?? GKE_VERSION,
    latestNodeVersion: valid[0] ?? GKE_VERSION,
    validMasterVersions: valid,
    validNodeVersions: valid,
    releaseChannelDefaultVersion: channels,
    releaseChannelLatestVersion: channels,
    releaseChannelUpgradeTargetVersion: channels,
  };
};

const image = (args: Values, cloud: Cloud): Values => {
  const project = textAt(args, "project") || projectOf(args, cloud);
  const family = textAt(args, "family");
  const name = textAt(args, "name") || `${family || "image"}-v20260101`;
  const id = `projects/${project}/global/images/${name}`;
  return {
    ...args,
    id,
    name,
    family,
    project,
    selfLink: `https://www.googleapis.com/compute/v1/${id}`,
    imageId: "1000000000000000001",
    creationTimestamp: CREATED,
    diskSizeGb: 10,
    archiveSizeBytes: 1073741824,
    status: "READY",
    licenses: [],
    labels: {},
  };
};

const PROJECT_TYPE = token("organizations:Project");

/** A project that the program made, or the one that all is in. */
const project = (args: Values, cloud: Cloud): Values => {
  const projectId = textAt(args, "projectId").replace(/^projects\//, "") || projectOf(args, cloud);
  const made = cloud.find(({ type, outputs }) => type === PROJECT_TYPE && outputs["projectId"] === projectId);
  if (made) return { ...made.outputs, id: made.id };
  return {
    id: `projects/${projectId}`,
    projectId,
    name: projectId,
    number: PROJECT_NUMBER,
    orgId: "123456789",
    folderId: "",
    billingAccount: "000000-000000-000000",
    autoCreateNetwork: true,
    labels: {},
    effectiveLabels: {},
    pulumiLabels: {},
    tags: {},
  };
};

const secretVersion: Invoke = (args, { cloud }) => {
  const secret = textAt(args, "secret");
  const version = textAt(args, "version") || "latest";
  const found = cloud.find(({ type, id, outputs }) => {
    const [of = "", number] = id.split("/versions/");
    const isOf = of === secret || of.endsWith(`/secrets/${secret}`) || outputs["secret"] === secret;
    return type === "gcp:secretmanager/secretVersion:SecretVersion" && isOf && ["latest", number].includes(version);
  });
  if (!found)
    throw new Error(
      `Error retrieving available secret manager secret version: ${secret}/versions/${version} not found`,
    );
  return { ...args, ...found.outputs, project: projectOf(args, cloud), id: found.id, destroyTime: "" };
};

const BY_NAME: Readonly<Record<string, Invoke>> = {
  "organizations:getClientConfig": (_, { cloud }) => ({
    id: `projects/${projectOf({}, cloud)}`,
    project: projectOf({}, cloud),
    region: regionOf({}, cloud),
    zone: zoneOf({}, cloud),
    accessToken: "emulated-token",
    defaultLabels: {},
  }),
  "organizations:getClientOpenIdUserInfo": () => ({ id: EMAIL, email: EMAIL }),
  "organizations:getProject": (args, { cloud }) => project(args, cloud),
  "organizations:getIAMPolicy": getIamPolicy,
  "organizations:getOrganization": (args) => ({
    ...args,
    id: "organizations/123456789",
    name: "organizations/123456789",
    orgId: "123456789",
    domain: textAt(args, "domain") || "example.com",
    directoryCustomerId: "C00000000",
    lifecycleState: "ACTIVE",
    createTime: CREATED,
  }),
  "organizations:getBillingAccount": (args) => ({
    ...args,
    id: textAt(args, "billingAccount") || "000000-000000-000000",
    name: `billingAccounts/${textAt(args, "billingAccount") || "000000-000000-000000"}`,
    displayName: textAt(args, "displayName") || "Emulated",
    open: true,
    currencyCode: "USD",
    projectIds: [],
  }),
  "projects:getProject": (args, { cloud }) => {
    const { projectId, name, number, labels } = project({}, cloud);
    const found: Values = {
      projectId,
      name,
      number,
      labels,
      lifecycleState: "ACTIVE",
      createTime: CREATED,
      parent: {},
    };
    return { ...args, id: textAt(args, "filter"), projects: [found] };
  },
  "compute:getRegions": (args, { cloud }) => ({
    ...args,
    id: `projects/${projectOf(args, cloud)}`,
    project: projectOf(args, cloud),
    names: REGIONS,
  }),
  "compute:getZones": (args, { cloud }) => {
    const region = regionOf(args, cloud);
    return {
      ...args,
      id: `projects/${projectOf(args, cloud)}/regions/${region}`,
      project: projectOf(args, cloud),
      region,
      names: zonesOf(region),
    };
  },
  "compute:getImage": (args, { cloud }) => image(args, cloud),
  "compute:getDefaultServiceAccount": account(() => `${PROJECT_NUMBER}-compute@developer.gserviceaccount.com`),
  "compute:getLBIPRanges": () => ({
    id: "compute-lb-ip-ranges",
    // https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
    networks: ["35.191.0.0/16", "209.85.152.0/22", "209.85.204.0/22"],
    httpSslTcpInternals: ["130.211.0.0/22", "35.191.0.0/16"],
  }),
  "container:getEngineVersions": (args, { cloud }) => engineVersions(args, cloud),
  "storage:getProjectServiceAccount": account(
    () => `service-${PROJECT_NUMBER}@gs-project-accounts.iam.gserviceaccount.com`,
    "emailAddress",
  ),
  "storage:getTransferProjectServiceAccount": account(
    () => `project-${PROJECT_NUMBER}@storage-transfer-service.iam.gserviceaccount.com`,
  ),
  "bigquery:getDefaultServiceAccount": account(
    () => `bq-${PROJECT_NUMBER}@bigquery-encryption.iam.gserviceaccount.com`,
  ),
  "appengine:getDefaultServiceAccount": account((id) => `${id}@appspot.gserviceaccount.com`),
  "serviceaccount:getAccountAccessToken": (args) => ({ ...args, id: "projects/-", accessToken: "emulated-token" }),
  "secretmanager:getSecretVersion": secretVersion,
  "secretmanager:getSecretVersionAccess": secretVersion,
};

export const invokes: Readonly<Record<string, Invoke>> = Object.fromEntries(
  Object.entries(BY_NAME).map(([short, invoke]) => [named(short), invoke]),
);
