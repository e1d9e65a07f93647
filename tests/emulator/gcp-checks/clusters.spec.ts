import { clusters } from "../../../emulator/gcp/checks/clusters.ts";
import { maintenance } from "../../../emulator/gcp/checks/maintenance.ts";
import { nodePools } from "../../../emulator/gcp/checks/nodePools.ts";
import { describeChecks, KEY, live, network, NETWORK, SUBNETWORK, subnetwork } from "./samples.ts";

const values = [
  "addonsConfig.cloudrunConfig.loadBalancerType",
  "binaryAuthorization.evaluationMode",
  "clusterAutoscaling.autoscalingProfile",
  "databaseEncryption.state",
  "datapathProvider",
  "dnsConfig.clusterDns",
  "dnsConfig.clusterDnsScope",
  "gatewayApiConfig.channel",
  "ipAllocationPolicy.stackType",
  "loggingService",
  "monitoringService",
  "monitoringConfig.managedPrometheus.autoMonitoringConfig.scope",
  "networkPolicy.provider",
  "networkingMode",
  "releaseChannel.channel",
  "securityPostureConfig.mode",
  "securityPostureConfig.vulnerabilityMode",
];
const ranges = { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" };

describeChecks("clusters", clusters, [
  {
    type: "container:Cluster",
    right: {
      location: "europe-west1",
      network: NETWORK,
      subnetwork: SUBNETWORK,
      initialNodeCount: 1,
      removeDefaultNodePool: true,
      nodeLocations: ["europe-west1-b", "europe-west1-c"],
      ipAllocationPolicy: ranges,
      privateClusterConfig: { enablePrivateNodes: true, masterIpv4CidrBlock: "172.16.0.0/28" },
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] },
      datapathProvider: "ADVANCED_DATAPATH",
      workloadIdentityConfig: { workloadPool: "acme.svc.id.goog" },
      databaseEncryption: { state: "ENCRYPTED", keyName: "projects/other/locations/global/keyRings/r/cryptoKeys/k" },
      releaseChannel: { channel: "REGULAR" },
      loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
      monitoringConfig: { enableComponents: ["SYSTEM_COMPONENTS", "HPA"], managedPrometheus: { enabled: true } },
      gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
      binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    },
    also: [
      { location: "europe-west1-d" },
      { datapathProvider: "LEGACY_DATAPATH", networkPolicy: { enabled: true, provider: "CALICO" } },
      { initialNodeCount: undefined, nodePools: [{ name: "a" }], removeDefaultNodePool: undefined },
      { initialNodeCount: undefined, removeDefaultNodePool: undefined, enableAutopilot: true },
      { masterAuthorizedNetworksConfig: {} },
    ],
    wrong: [
      ...values.map((path) => [{ [path]: "WRONG" }, path] as const),
      [{ enableAutopilot: true }, "removeDefaultNodePool"],
      [{ initialNodeCount: undefined }, "initialNodeCount"],
      [{ initialNodeCount: 0 }, "initialNodeCount"],
      [{ nodeVersion: "1.33" }, "nodeVersion"],
      [{ networkPolicy: { enabled: true } }, "networkPolicy.enabled"],
      [
        {
          datapathProvider: undefined,
          networkPolicy: { enabled: true },
          addonsConfig: { networkPolicyConfig: { disabled: true } },
        },
        "networkPolicy.enabled",
      ],
      [{ clusterIpv4Cidr: "10.96.0.0/14" }, "ipAllocationPolicy"],
      [{ "ipAllocationPolicy.clusterIpv4CidrBlock": "/14" }, "ipAllocationPolicy.clusterSecondaryRangeName"],
      [{ "ipAllocationPolicy.servicesIpv4CidrBlock": "/20" }, "ipAllocationPolicy.servicesSecondaryRangeName"],
      [{ "ipAllocationPolicy.clusterSecondaryRangeName": "gone" }, "ipAllocationPolicy.clusterSecondaryRangeName"],
      [{ "ipAllocationPolicy.servicesSecondaryRangeName": "pods" }, "ipAllocationPolicy.servicesSecondaryRangeName"],
      [{ subnetwork: undefined }, "subnetwork"],
      [{ "privateClusterConfig.masterIpv4CidrBlock": "172.16.0.0/27" }, "privateClusterConfig.masterIpv4CidrBlock"],
      [{ "privateClusterConfig.masterIpv4CidrBlock": "10.4.0.0/28" }, "privateClusterConfig.masterIpv4CidrBlock"],
      [{ nodeLocations: ["us-central1-a"] }, "nodeLocations"],
      [{ location: "europe-west1-b" }, "nodeLocations"],
      [{ workloadIdentityConfig: { workloadPool: "acme" } }, "workloadIdentityConfig.workloadPool"],
      [{ workloadIdentityConfig: { workloadPool: "other.svc.id.goog" } }, "workloadIdentityConfig.workloadPool"],
      [{ "databaseEncryption.keyName": undefined }, "databaseEncryption.keyName"],
      [{ loggingConfig: { enableComponents: ["EVERYTHING"] } }, "loggingConfig.enableComponents"],
      [{ monitoringConfig: { enableComponents: ["EVERYTHING"] } }, "monitoringConfig.enableComponents"],
      [
        { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.7/24" }] } },
        "masterAuthorizedNetworksConfig.cidrBlocks",
      ],
      [{ location: "Europe" }, "location"],
    ],
    live: [network, subnetwork],
  },
]);

const window = (hours: number, recurrence: string) => ({
  startTime: "2026-01-04T02:00:00Z",
  endTime: `2026-01-04T${String(2 + hours).padStart(2, "0")}:00:00Z`,
  recurrence,
});
const WINDOW = "maintenancePolicy.recurringWindow";

describeChecks("maintenance", maintenance, [
  {
    type: "container:Cluster",
    right: {
      initialNodeCount: 1,
      maintenancePolicy: {
        recurringWindow: window(6, "FREQ=WEEKLY;BYDAY=SA,SU"),
        maintenanceExclusions: [{ exclusionName: "freeze", exclusionOptions: { scope: "NO_UPGRADES" } }],
      },
    },
    also: [
      { [WINDOW]: window(4, "FREQ=DAILY") },
      { [WINDOW]: window(4, "FREQ=WEEKLY;BYDAY=MO,TU,WE") },
      { [WINDOW]: window(12, "FREQ=WEEKLY;BYDAY=SU") },
      { [WINDOW]: undefined, "maintenancePolicy.dailyMaintenanceWindow": { startTime: "03:00" } },
    ],
    wrong: [
      [{ "maintenancePolicy.dailyMaintenanceWindow": { startTime: "03:00" } }, "maintenancePolicy"],
      [{ [WINDOW]: undefined }, "maintenancePolicy"],
      [
        { [WINDOW]: undefined, "maintenancePolicy.dailyMaintenanceWindow": { startTime: "3:00" } },
        "maintenancePolicy.dailyMaintenanceWindow.startTime",
      ],
      [{ [`${WINDOW}.startTime`]: "2026-01-04 02:00" }, `${WINDOW}.startTime`],
      [{ [`${WINDOW}.endTime`]: "08:00" }, `${WINDOW}.endTime`],
      [{ [`${WINDOW}.recurrence`]: "weekly" }, `${WINDOW}.recurrence`],
      [{ [WINDOW]: window(3, "FREQ=DAILY") }, WINDOW],
      [{ [WINDOW]: window(4, "FREQ=WEEKLY;BYDAY=SU") }, WINDOW],
      [{ [WINDOW]: window(4, "FREQ=WEEKLY;BYDAY=TU,TH") }, WINDOW],
      [
        { "maintenancePolicy.maintenanceExclusions": Array.from({ length: 21 }, () => ({})) },
        "maintenancePolicy.maintenanceExclusions",
      ],
      [
        { "maintenancePolicy.maintenanceExclusions": [{ exclusionOptions: { scope: "NOTHING" } }] },
        "maintenancePolicy.maintenanceExclusions",
      ],
    ],
  },
]);

const CLUSTER = "projects/acme/locations/europe-west1/clusters/main";
const cluster = live(
  "container:Cluster",
  CLUSTER,
  { subnetwork: SUBNETWORK, releaseChannel: { channel: "REGULAR" } },
  { location: "europe-west1", nodeLocations: ["europe-west1-b", "europe-west1-c", "europe-west1-d"] },
);
const identified = live("container:Cluster", "projects/acme/locations/europe-west4/clusters/tau", {
  location: "europe-west4",
  workloadIdentityConfig: { workloadPool: "acme.svc.id.goog" },
});
const account = live("serviceaccount:Account", "a", {}, { email: "nodes@acme.iam.gserviceaccount.com" });

describeChecks("node pools", nodePools, [
  {
    type: "container:NodePool",
    right: {
      cluster: CLUSTER,
      location: "europe-west1",
      nodeLocations: ["europe-west1-b"],
      initialNodeCount: 1,
      autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 3, locationPolicy: "BALANCED" },
      maxPodsPerNode: 32,
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { maxSurge: 1, maxUnavailable: 0 },
      networkConfig: { podRange: "pods", enablePrivateNodes: true },
      nodeConfig: {
        machineType: "c4a-standard-8",
        diskType: "hyperdisk-balanced",
        diskSizeGb: 100,
        spot: true,
        serviceAccount: "nodes@acme.iam.gserviceaccount.com",
        taints: [{ key: "builds", value: "only", effect: "NO_SCHEDULE" }],
        taintConfig: { architectureTaintBehavior: "ARM" },
        loggingVariant: "DEFAULT",
      },
    },
    also: [
      { autoscaling: { minNodeCount: 0, maxNodeCount: 3 }, "management.autoRepair": false },
      { autoscaling: { minNodeCount: 0, totalMinNodeCount: 1, totalMaxNodeCount: 3 } },
      {
        "upgradeSettings.strategy": "BLUE_GREEN",
        "upgradeSettings.maxSurge": undefined,
        "upgradeSettings.maxUnavailable": undefined,
      },
      { "nodeConfig.serviceAccount": "123456789012-compute@developer.gserviceaccount.com" },
      { "nodeConfig.machineType": "n2-standard-8", "nodeConfig.diskType": "pd-ssd" },
    ],
    wrong: [
      [{ "autoscaling.totalMinNodeCount": 4 }, "autoscaling.totalMinNodeCount"],
      [{ "autoscaling.maxNodeCount": 3 }, "autoscaling.maxNodeCount"],
      [{ "autoscaling.locationPolicy": "RANDOM" }, "autoscaling.locationPolicy"],
      [{ nodeCount: 1 }, "initialNodeCount"],
      [{ name: "a", namePrefix: "b" }, "namePrefix"],
      [{ maxPodsPerNode: 257 }, "maxPodsPerNode"],
      [{ "nodeConfig.diskSizeGb": 8 }, "nodeConfig.diskSizeGb"],
      [{ "management.autoUpgrade": false }, "management.autoUpgrade"],
      [{ "nodeConfig.workloadMetadataConfig": { mode: "GKE_METADATA" } }, "nodeConfig.workloadMetadataConfig.mode"],
      [{ "nodeConfig.workloadMetadataConfig": { mode: "ON" } }, "nodeConfig.workloadMetadataConfig.mode"],
      [{ "nodeConfig.machineType": "t2a-standard-8" }, "nodeLocations"],
      [{ "nodeConfig.machineType": "t2a-standard-8", nodeLocations: undefined }, "nodeLocations"],
      [{ nodeLocations: ["us-central1-a"] }, "nodeLocations"],
      [{ "nodeConfig.diskType": "pd-balanced" }, "nodeConfig.diskType"],
      [{ "nodeConfig.bootDisk": { diskType: "pd-ssd" } }, "nodeConfig.bootDisk.diskType"],
      [{ "nodeConfig.machineType": "t2a-standard-8", "nodeConfig.localSsdCount": 1 }, "nodeConfig.localSsdCount"],
      [{ "upgradeSettings.strategy": "ROLLING" }, "upgradeSettings.strategy"],
      [{ "upgradeSettings.strategy": "BLUE_GREEN" }, "upgradeSettings.maxSurge"],
      [{ "upgradeSettings.blueGreenSettings": {} }, "upgradeSettings.blueGreenSettings"],
      [{ "upgradeSettings.maxSurge": 0 }, "upgradeSettings.maxSurge"],
      [{ "upgradeSettings.maxSurge": 21 }, "upgradeSettings.maxSurge"],
      [{ "networkConfig.podRange": "gone" }, "networkConfig.podRange"],
      [{ "nodeConfig.taints": [{ key: "a", value: "b", effect: "NoSchedule" }] }, "nodeConfig.taints"],
      [
        { "nodeConfig.taintConfig.architectureTaintBehavior": "OFF" },
        "nodeConfig.taintConfig.architectureTaintBehavior",
      ],
      [{ "nodeConfig.loggingVariant": "MAX" }, "nodeConfig.loggingVariant"],
      [{ "nodeConfig.sandboxConfig": { type: "KATA" } }, "nodeConfig.sandboxConfig.type"],
      [{ "nodeConfig.serviceAccount": "gone@acme.iam.gserviceaccount.com" }, "nodeConfig.serviceAccount"],
    ],
    live: [cluster, identified, subnetwork, account],
  },
  {
    type: "container:NodePool",
    right: {
      cluster: "tau",
      location: "europe-west4",
      nodeLocations: ["europe-west4-a", "europe-west4-b"],
      nodeCount: 1,
      management: { autoUpgrade: false },
      nodeConfig: {
        machineType: "t2a-standard-8",
        diskType: "pd-balanced",
        workloadMetadataConfig: { mode: "GKE_METADATA" },
        bootDiskKmsKey: KEY,
      },
    },
    wrong: [],
    live: [cluster, identified],
  },
]);
