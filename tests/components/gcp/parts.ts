/** The parts of a platform on Google Cloud, as values: what the specs of the others are given. */
import { images } from "../../../components/tables/images.ts";
import { cacheOf, clusterOf, databaseOf, keyOf, networkOf, registryOf } from "../../support/parts.ts";

export const project = "honua-test";
const inProject = (path: string) => `projects/${project}/${path}`;

export const gcpKey = (purpose: string, region = "us-central1") =>
  keyOf(inProject(`locations/${region}/keyRings/honua/cryptoKeys/${purpose}`));

export const network = networkOf({
  networkId: inProject("global/networks/honua"),
  publicSubnetIds: [inProject("regions/us-central1/subnetworks/honua-public")],
  privateSubnetIds: [inProject("regions/us-central1/subnetworks/honua-private")],
  databaseSubnetIds: ["honua-database", inProject("regions/us-central1/subnetworks/honua-endpoints")],
  endpointSubnetIds: [inProject("regions/us-central1/subnetworks/honua-endpoints")],
  egressIds: ["honua-nat"],
});

export const cluster = clusterOf({
  clusterName: "honua-production",
  clusterId: inProject("locations/us-central1/clusters/honua-production"),
  endpoint: "https://10.0.0.2",
  kubeconfig: "{}",
  kubeconfigCommand: `gcloud container clusters get-credentials honua-production --region us-central1 --project ${project}`,
  issuer: `https://container.googleapis.com/v1/${inProject("locations/us-central1/clusters/honua-production")}`,
  issuerId: `${project}.svc.id.goog`,
  clientId: "honua-nodes",
});

export const database = databaseOf({
  instanceId: "honua-production-database",
  replicaIds: ["honua-production-database-replica-1", "honua-production-database-replica-2"],
  host: "10.1.192.2",
  port: 5432,
  replicaHosts: ["10.1.192.3", "10.1.192.4"],
  maxConnections: 1000,
  storageGiB: 500,
  databaseName: "honua",
  secretName: "honua-production-database",
});

export const cache = cacheOf({
  cacheId: inProject("locations/us-central1/clusters/honua-production-cache"),
  nodeIds: [],
  host: "10.1.232.2",
  port: 6379,
  authentication: "iam",
});

export const registry = registryOf({
  registryId: inProject("locations/us/repositories/honua-*"),
  repositoryUrls: Object.fromEntries(
    images.map((image) => [image, `us-docker.pkg.dev/${project}/honua-${image}/${image}`]),
  ),
  loginCommand: "gcloud auth configure-docker us-docker.pkg.dev",
});
