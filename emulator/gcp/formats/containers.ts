/** Clusters, node pools, services and functions. */
import { certificateFor } from "../../certificate.ts";
import { always, extend, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { publicAddressOf, textAt, uuidOf } from "../../text.ts";
import { CREATED } from "../../plausible.ts";
import { lastPart, locationOf, projectOf, PROJECT_NUMBER, regionOf, regionOfZone, zonesOf } from "../project.ts";
import { related } from "./common.ts";

/** What the regular channel runs in the emulated cloud. */
export const GKE_VERSION = "1.33.5-gke.1308000";

const version: Format = ({ inputs }) => {
  const wanted = textAt(inputs, "minMasterVersion") || textAt(inputs, "version");
  return !wanted || wanted === "latest"
    ? GKE_VERSION
    : /gke/.test(wanted)
      ? wanted
      : `${wanted.split(".").slice(0, 2).join(".")}.0-gke.1000000`;
};

/** The zones of a cluster that lives in a region; of a zonal one, only the others that it was given. */
const nodeLocations: Format = ({ inputs, cloud }) => {
  const given = valuesAt(inputs, "nodeLocations[]");
  const location = locationOf(inputs, cloud);
  if (given.length > 0) return given;
  return location === regionOfZone(location) ? zonesOf(location).slice(0, 3) : [];
};

const endpoint: Format = (context) => {
  const isPrivate = textAt(context.inputs, "privateClusterConfig.enablePrivateEndpoint") === "true";
  return isPrivate ? "172.16.0.2" : publicAddressOf(context, "endpoint");
};

const groups =
  (collection: string): Format =>
  (context) => {
    const { inputs, cloud } = context;
    const cluster = related(inputs["cluster"], "container:Cluster", context);
    const location = locationOf({ ...cluster?.outputs, ...inputs }, cloud);
    const given = valuesAt(inputs, "nodeLocations[]").map(String);
    const zones =
      given.length > 0 ? given : location === regionOfZone(location) ? zonesOf(location).slice(0, 3) : [location];
    const name = `gke-${lastPart(textAt(inputs, "cluster"))}-${lastPart(context.id)}-${context.hex(8, "group")}-grp`;
    return zones.map(
      (zone) =>
        `https://www.googleapis.com/compute/v1/projects/${projectOf(inputs, cloud)}/zones/${zone}/${collection}/${name}`,
    );
  };

/** Cloud Run hashes project and service into ten letters, and abbreviates the region. */
const runHost = (context: SynthesisContext): string => {
  const letters = [...context.hex(10, "run")].map((digit) => "abcdefghijklmnop".charAt(parseInt(digit, 16))).join("");
  return `https://${lastPart(context.id)}-${letters}-${areaOf(locationOf(context.inputs, context.cloud))}.a.run.app`;
};

/** `us-central1` → `uc`, `europe-west4` → `ez`: Google's own list has no rule; the initials are close. */
const areaOf = (region: string) =>
  region
    .split("-")
    .map((word) => word.charAt(0))
    .join("");

const revision = (context: SynthesisContext) => `${lastPart(context.id)}-00001-${context.hex(3, "revision")}`;

const status = (context: SynthesisContext): Values => ({
  url: runHost(context),
  latestCreatedRevisionName: revision(context),
  latestReadyRevisionName: revision(context),
  observedGeneration: 1,
  conditions: [{ type: "Ready", status: "True", message: "", reason: "" }],
});

export const containers: Formats = {
  "container:Cluster": {
    endpoint,
    masterVersion: version,
    nodeVersion: version,
    nodeLocations,
    masterAuth: (context) => ({
      ...(isRecord(context.inputs["masterAuth"]) ? context.inputs["masterAuth"] : {}),
      clusterCaCertificate: certificateFor(context.urn),
      clientCertificate: "",
      clientKey: "",
    }),
    clusterIpv4Cidr: always("10.4.0.0/14"),
    servicesIpv4Cidr: always("10.8.0.0/20"),
    network: always("default"),
    loggingService: always("logging.googleapis.com/kubernetes"),
    monitoringService: always("monitoring.googleapis.com/kubernetes"),
    controlPlaneEndpointsConfig: (context) => ({
      dnsEndpointConfig: {
        endpoint: `gke-${context.hex(32, "dns")}-${PROJECT_NUMBER}.${regionOfZone(locationOf(context.inputs, context.cloud))}.gke.goog`,
      },
    }),
    privateClusterConfig: extend("privateClusterConfig", (_, context) => ({
      privateEndpoint: "172.16.0.2",
      publicEndpoint: publicAddressOf(context, "endpoint"),
    })),
  },
  "container:NodePool": {
    version,
    instanceGroupUrls: groups("instanceGroupManagers"),
    managedInstanceGroupUrls: groups("instanceGroups"),
    nodeLocations,
    nodeCount: ({ inputs }) => inputs["initialNodeCount"] ?? 1,
    initialNodeCount: ({ inputs }) => inputs["nodeCount"] ?? 1,
    location: (context) => {
      const cluster = related(context.inputs["cluster"], "container:Cluster", context);
      return (
        textAt(context.inputs, "location") ||
        textAt(cluster?.outputs ?? {}, "location") ||
        locationOf({}, context.cloud)
      );
    },
  },
  "cloudrun:Service": { statuses: (context) => [status(context)] },
  "cloudrunv2:Service": {
    uri: runHost,
    urls: (context) => [runHost(context)],
    latestCreatedRevision: (context) => `${context.id}/revisions/${revision(context)}`,
    latestReadyRevision: (context) => `${context.id}/revisions/${revision(context)}`,
    generation: always("1"),
    observedGeneration: always("1"),
    reconciling: always(false),
  },
  "cloudfunctions:Function": {
    httpsTriggerUrl: ({ inputs, cloud, id }) =>
      inputs["triggerHttp"] === true
        ? `https://${regionOf(inputs, cloud)}-${projectOf(inputs, cloud)}.cloudfunctions.net/${lastPart(id)}`
        : "",
    serviceAccountEmail: ({ inputs, cloud }) => `${projectOf(inputs, cloud)}@appspot.gserviceaccount.com`,
    versionId: always("1"),
  },
  "cloudfunctionsv2:Function": {
    url: ({ inputs, cloud, id }) =>
      `https://${locationOf(inputs, cloud)}-${projectOf(inputs, cloud)}.cloudfunctions.net/${lastPart(id)}`,
    environment: always("GEN_2"),
    serviceConfig: extend("serviceConfig", (_, context) => ({
      uri: runHost(context),
      service: context.id.replace("/functions/", "/services/"),
      serviceAccountEmail: `${PROJECT_NUMBER}-compute@developer.gserviceaccount.com`,
    })),
  },
  "artifactregistry:Repository": {
    name: ({ id }) => lastPart(id),
    registryUri: ({ inputs, cloud }) =>
      `${locationOf(inputs, cloud)}-docker.pkg.dev/${projectOf(inputs, cloud)}/${textAt(inputs, "repositoryId")}`,
  },
  "container:Registry": {
    bucketSelfLink: ({ inputs, cloud }) =>
      `https://www.googleapis.com/storage/v1/b/artifacts.${projectOf(inputs, cloud)}.appspot.com`,
  },
  "cloudbuild:Trigger": { triggerId: (context) => uuidOf(context, "id"), createTime: always(CREATED) },
};
