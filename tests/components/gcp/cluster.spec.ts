import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../../../components/contract/cluster.ts";
import { GcpCluster } from "../../../components/gcp/cluster.ts";
import { deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { sunday } from "../../support/parts.ts";
import { gcpKey, network, project } from "./parts.ts";

const args: ClusterArgs = {
  scope: project,
  clusterName: "honua-production",
  version: "1.36",
  network,
  zones: ["us-central1-a", "us-central1-b", "us-central1-f"],
  pools: {
    platform: { machine: "t2a-standard-8", min: 3, max: 9, diskGiB: 100, spot: false },
    build: { machine: "t2a-standard-32", min: 0, max: 15, diskGiB: 300, spot: false },
  },
  accessCidrs: [],
  admins: ["group:platform@example.com", "user:ada@example.com"],
  serviceCidr: "172.20.0.0/16",
  secretsKey: gcpKey("cluster"),
  volumesKey: gcpKey("volumes"),
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
  highlyAvailable: true,
  windows: [sunday],
  durability: "protected",
};

const cluster = (changes: Partial<ClusterArgs> = {}, preview = false) =>
  deployed(() => new GcpCluster("cluster", { ...args, ...changes }), { preview });

const controlPlane = async (changes: Partial<ClusterArgs> = {}) =>
  (await cluster(changes)).one("gcp:container/cluster:Cluster", "cluster").inputs;

describe("GcpCluster", () => {
  it("has its control plane in every zone where it must be highly available, else in the first", async () => {
    const regional = await controlPlane();
    assert.deepEqual([regional["location"], regional["nodeLocations"]], ["us-central1", args.zones]);
    const zonal = await controlPlane({ highlyAvailable: false });
    assert.deepEqual([zonal["location"], zonal["nodeLocations"]], ["us-central1-a", args.zones.slice(1)]);
  });

  it("has no public address, or one that answers the named ranges only", async () => {
    const hidden = await controlPlane();
    assert.deepEqual(hidden["privateClusterConfig"], { enablePrivateNodes: true, enablePrivateEndpoint: true });
    assert.deepEqual(hidden["masterAuthorizedNetworksConfig"], { cidrBlocks: [], gcpPublicCidrsAccessEnabled: false });
    const open = await controlPlane({ accessCidrs: ["203.0.113.0/24"] });
    assert.deepEqual(open["privateClusterConfig"], { enablePrivateNodes: true, enablePrivateEndpoint: false });
    assert.deepEqual(open["masterAuthorizedNetworksConfig"], {
      cidrBlocks: [{ cidrBlock: "203.0.113.0/24", displayName: "203.0.113.0/24" }],
      gcpPublicCidrsAccessEnabled: false,
    });
    assert.deepEqual(open["controlPlaneEndpointsConfig"], { dnsEndpointConfig: { allowExternalTraffic: false } });
  });

  it("encrypts Kubernetes' secrets, and enforces network policies without Calico", async () => {
    const inputs = await controlPlane();
    assert.deepEqual(inputs["databaseEncryption"], { state: "ENCRYPTED", keyName: await valueOf(args.secretsKey.id) });
    assert.equal(inputs["datapathProvider"], "ADVANCED_DATAPATH");
    assert.equal(inputs["networkPolicy"], undefined);
    assert.equal(inputs["enableShieldedNodes"], true);
  });

  it("takes its addresses from the network's ranges", async () => {
    const inputs = await controlPlane();
    assert.deepEqual(
      [inputs["network"], inputs["subnetwork"]],
      [await valueOf(network.networkId), await valueOf(network.privateSubnetIds[0]!)],
    );
    assert.deepEqual(inputs["ipAllocationPolicy"], {
      clusterSecondaryRangeName: "pods",
      servicesSecondaryRangeName: "services",
    });
  });

  it("logs and measures its control plane, and collects Prometheus' metrics", async () => {
    const { loggingConfig, monitoringConfig, costManagementConfig } = await controlPlane();
    for (const part of ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER", "SYSTEM_COMPONENTS"]) {
      assert.ok(loggingConfig.enableComponents.includes(part), part);
      assert.ok(monitoringConfig.enableComponents.includes(part), part);
    }
    assert.ok(loggingConfig.enableComponents.includes("WORKLOADS"));
    assert.deepEqual(monitoringConfig.managedPrometheus, { enabled: true });
    assert.deepEqual(costManagementConfig, { enabled: true });
  });

  it("has what backups, secrets and load balancers need", async () => {
    const inputs = await controlPlane();
    assert.deepEqual(inputs["addonsConfig"].gkeBackupAgentConfig, { enabled: true });
    assert.deepEqual(inputs["secretManagerConfig"], { enabled: true });
    assert.deepEqual(inputs["gatewayApiConfig"], { channel: "CHANNEL_STANDARD" });
  });

  it("follows a release channel from the version on, in its window", async () => {
    const inputs = await controlPlane();
    assert.deepEqual([inputs["minMasterVersion"], inputs["releaseChannel"]], ["1.36", { channel: "REGULAR" }]);
    assert.equal(inputs["maintenancePolicy"].recurringWindow.recurrence, "FREQ=WEEKLY;BYDAY=SU");
  });

  it("keeps no node of the pool that GKE begins with, which is as safe as the others while it is there", async () => {
    const inputs = await controlPlane();
    assert.deepEqual([inputs["initialNodeCount"], inputs["removeDefaultNodePool"]], [1, true]);
    assert.equal(inputs["nodeConfig"].serviceAccount, `honua-production-nodes@${project}.iam.gserviceaccount.com`);
  });

  it("is protected from deletion only where that is asked for", async () => {
    assert.equal((await controlPlane())["deletionProtection"], true);
    assert.equal((await controlPlane({ durability: "disposable" }))["deletionProtection"], false);
  });

  it("lets nodes report and pull images, and nothing else", async () => {
    const { ofType } = await cluster({ admins: [] });
    assert.deepEqual(
      ofType("gcp:projects/iAMMember:IAMMember").map(({ inputs }) => [inputs["member"], inputs["role"]]),
      ["roles/container.defaultNodeServiceAccount", "roles/artifactregistry.reader"].map((role) => [
        `serviceAccount:honua-production-nodes@${project}.iam.gserviceaccount.com`,
        role,
      ]),
    );
  });

  it("makes those administrators who are named", async () => {
    const { one } = await cluster();
    const { inputs } = one("gcp:projects/iAMMember:IAMMember", "cluster-admin-group-platform-example-com");
    assert.deepEqual(inputs, { project, role: "roles/container.admin", member: "group:platform@example.com" });
    one("gcp:projects/iAMMember:IAMMember", "cluster-admin-user-ada-example-com");
  });

  it("is known to people, clients and IAM by what they need", async () => {
    const { result } = await cluster();
    const path = `projects/${project}/locations/us-central1/clusters/honua-production`;
    assert.equal(await valueOf(result.clusterId), path);
    assert.equal(await valueOf(result.issuer), `https://container.googleapis.com/v1/${path}`);
    assert.equal(await valueOf(result.issuerId), `${project}.svc.id.goog`);
    assert.equal(await valueOf(result.clientId), "honua-nodes");
    assert.match(await valueOf(result.endpoint), /^https:\/\/[\d.]+$/);
    assert.equal(
      await valueOf(result.kubeconfigCommand),
      `gcloud container clusters get-credentials honua-production --location us-central1 --project ${project}`,
    );
  });

  it("has a kubeconfig without secrets, which waits for nodes and administrators", async () => {
    const { result } = await cluster();
    assert.equal(await pulumi.isSecret(result.kubeconfig), false);
    const { clusters, users } = JSON.parse(await valueOf(result.kubeconfig));
    assert.equal(clusters[0].cluster.server, await valueOf(result.endpoint));
    assert.ok(clusters[0].cluster["certificate-authority-data"].length > 0);
    assert.equal(users[0].user.exec.command, "gke-gcloud-auth-plugin");
    const needed = await neededFor(result.kubeconfig);
    assert.ok(needed.includes("cluster-nodes") && needed.includes("cluster-admin-user-ada-example-com"), needed.join());
    assert.ok((await neededFor(result.issuerId)).includes("cluster"));
  });

  it("can be previewed", async () => {
    const { result } = await cluster({}, true);
    assert.equal(await valueOf(result.issuerId), `${project}.svc.id.goog`);
  });
});
