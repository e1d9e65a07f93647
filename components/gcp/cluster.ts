import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Cluster, ClusterArgs } from "../contract/cluster.ts";
import { nodeTag } from "./firewall.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { recurringWindow } from "./maintenance.ts";
import { nodeAccount } from "./node-account.ts";
import { GcpNodePools } from "./node-pools.ts";
import { placeOf } from "./place.ts";
import { rangeNames } from "./subnet-layout.ts";

type Settings = Partial<gcp.container.ClusterArgs>;

/** GKE with private nodes in pools of our own. Why so: docs/decisions/gcp-cluster.md */
export class GcpCluster extends pulumi.ComponentResource implements Cluster {
  readonly clusterName: pulumi.Output<string>;
  readonly clusterId: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly kubeconfigCommand: pulumi.Output<string>;
  readonly issuer: pulumi.Output<string>;
  readonly issuerId: pulumi.Output<string>;
  readonly clientId = pulumi.output(nodeTag);

  private readonly name: string;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Cluster", name, {}, opts);
    this.name = name;
    const serviceAccount = nodeAccount(`${name}-node`, args, { parent: this });
    const controlPlane = this.createControlPlane(args, serviceAccount);
    const pools = this.createNodes(args, controlPlane, serviceAccount);
    const administrators = args.admins.map((member) => this.admit(member, args));

    const { location } = controlPlane;
    this.clusterName = controlPlane.name;
    this.clusterId = controlPlane.id;
    this.endpoint = pulumi.interpolate`https://${controlPlane.endpoint}`;
    this.kubeconfigCommand = pulumi.interpolate`gcloud container clusters get-credentials ${this.clusterName} --location ${location} --project ${args.scope}`;
    this.issuer = pulumi.interpolate`https://container.googleapis.com/v1/projects/${args.scope}/locations/${location}/clusters/${this.clusterName}`;
    this.issuerId = after(workloadPool(args), controlPlane);
    // Whatever goes into the cluster waits for its nodes, and leaves before them.
    this.kubeconfig = after(this.writeKubeconfig(controlPlane), pools, ...administrators);
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterId: this.clusterId,
      endpoint: this.endpoint,
      kubeconfigCommand: this.kubeconfigCommand,
      issuer: this.issuer,
      issuerId: this.issuerId,
      clientId: this.clientId,
    });
  }

  private createControlPlane(args: ClusterArgs, serviceAccount: pulumi.Input<string>): gcp.container.Cluster {
    const isProtected = args.durability === "protected";
    return new gcp.container.Cluster(
      this.name,
      {
        project: args.scope,
        name: args.clusterName,
        description: "Honua",
        minMasterVersion: args.version,
        releaseChannel: { channel: "REGULAR" },
        maintenancePolicy: { recurringWindow: recurringWindow(args.windows) },
        deletionProtection: isProtected,
        ...this.places(args),
        ...network(args),
        ...access(args),
        ...security(args),
        ...observation,
        ...software,
        // GKE begins with a pool of its own, which goes as soon as it is there. Organisations may forbid what it would
        // be otherwise: unshielded machines, with Compute Engine's account.
        initialNodeCount: 1,
        removeDefaultNodePool: true,
        nodeConfig: {
          serviceAccount,
          bootDiskKmsKey: args.volumesKey.id,
          shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        },
      },
      { parent: this, protect: isProtected, ignoreChanges: ["initialNodeCount", "nodeConfig"] },
    );
  }

  /** A control plane in all zones of the region, or in the first: the nodes are in all of them anyway. */
  private places({ highlyAvailable, zones }: ClusterArgs): Settings {
    return highlyAvailable
      ? { location: placeOf(this).region, nodeLocations: [...zones] }
      : { location: zones[0], nodeLocations: zones.slice(1) };
  }

  private createNodes(
    { scope, pools, zones, volumesKey }: ClusterArgs,
    { id: clusterId }: gcp.container.Cluster,
    serviceAccount: pulumi.Input<string>,
  ): GcpNodePools {
    return new GcpNodePools(
      `${this.name}-nodes`,
      { scope, clusterId, serviceAccount, pools, zones, volumesKey },
      { parent: this },
    );
  }

  /** IAM's role is Kubernetes' `cluster-admin` too, in every cluster of the project. */
  private admit(member: string, { scope: project }: ClusterArgs): pulumi.Resource {
    const name = `${this.name}-admin-${member.replace(/[^\w-]+/g, "-")}`;
    return new gcp.projects.IAMMember(name, { project, role: "roles/container.admin", member }, { parent: this });
  }

  /** The provider takes all of `masterAuth` for a secret, for its keys' sake; a certificate is none. */
  private writeKubeconfig({ name, masterAuth }: gcp.container.Cluster): pulumi.Output<string> {
    const certificate = pulumi.unsecret(masterAuth.apply(({ clusterCaCertificate }) => clusterCaCertificate));
    return pulumi
      .all([name, this.endpoint, certificate])
      .apply(([known, server, authority]) => kubeconfig({ name: known, server, certificate: authority }));
  }
}

const workloadPool = ({ scope }: ClusterArgs) => pulumi.interpolate`${scope}.svc.id.goog`;

/** Addresses of nodes, pods and services are the network's; policies between pods are enforced by Dataplane V2. */
const network = ({ network: { networkId, privateSubnetIds } }: ClusterArgs): Settings => ({
  network: networkId,
  subnetwork: privateSubnetIds[0],
  networkingMode: "VPC_NATIVE",
  ipAllocationPolicy: {
    clusterSecondaryRangeName: rangeNames.pods,
    servicesSecondaryRangeName: rangeNames.services,
  },
  datapathProvider: "ADVANCED_DATAPATH",
});

/** The control plane answers inside the network, and where ranges are named, there. */
const access = ({ accessCidrs }: ClusterArgs): Settings => ({
  privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: accessCidrs.length === 0 },
  masterAuthorizedNetworksConfig: {
    cidrBlocks: accessCidrs.map((cidrBlock) => ({ cidrBlock, displayName: cidrBlock })),
    gcpPublicCidrsAccessEnabled: false,
  },
  // Its DNS name would be open to the whole internet, and IAM alone would guard it.
  controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: false } },
});

const security = (args: ClusterArgs): Settings => ({
  databaseEncryption: { state: "ENCRYPTED", keyName: args.secretsKey.id },
  workloadIdentityConfig: { workloadPool: workloadPool(args) },
  enableShieldedNodes: true,
  securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },
});

const controlPlaneParts = ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];

const observation: Settings = {
  loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", ...controlPlaneParts] },
  monitoringConfig: {
    enableComponents: ["SYSTEM_COMPONENTS", ...controlPlaneParts],
    managedPrometheus: { enabled: true },
  },
  costManagementConfig: { enabled: true },
};

/** What GKE installs and keeps alive. */
const software: Settings = {
  addonsConfig: {
    gcePersistentDiskCsiDriverConfig: { enabled: true },
    gkeBackupAgentConfig: { enabled: true },
    horizontalPodAutoscaling: { disabled: false },
    httpLoadBalancing: { disabled: false },
  },
  // Nodes that builds have left go at once, and builds fill one node before the next.
  clusterAutoscaling: { enabled: false, autoscalingProfile: "OPTIMIZE_UTILIZATION" },
  gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
  secretManagerConfig: { enabled: true },
};
