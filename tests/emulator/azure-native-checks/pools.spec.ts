import { pools } from "../../../emulator/azure-native/checks/pools.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, idOf, live, subnetId, type Wrong } from "./samples.ts";

const pool: Values = {
  mode: "System",
  osType: "Linux",
  osSKU: "AzureLinux",
  osDiskType: "Managed",
  kubeletDiskType: "OS",
  type: "VirtualMachineScaleSets",
  vmSize: "Standard_D4ps_v5",
  count: 3,
  maxPods: 30,
  availabilityZones: ["1", "2", "3"],
  orchestratorVersion: "1.33.5",
  upgradeSettings: { maxSurge: "33%" },
  nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
  nodeLabels: { pool: "system" },
  vnetSubnetID: subnetId("nodes"),
};

/** What is wrong with a pool, wherever it stands: what is changed, and the property. */
const MISTAKES: readonly (readonly [change: Values, property: string])[] = [
  [{ mode: "Master" }, "mode"],
  [{ osType: "Windows" }, "osType"],
  [{ osType: "BSD" }, "osType"],
  [{ osSKU: "Debian" }, "osSKU"],
  [{ osDiskType: "SSD" }, "osDiskType"],
  [{ osDiskType: "Ephemeral" }, "osDiskType"],
  [{ enableFIPS: true, osSKU: "Ubuntu" }, "enableFIPS"],
  [{ kubeletDiskType: "Disk" }, "kubeletDiskType"],
  [{ type: "ScaleSet" }, "type"],
  [{ count: 0 }, "count"],
  [{ count: 1001 }, "count"],
  [{ minCount: 0, maxCount: 3, enableAutoScaling: true }, "minCount"],
  [{ enableAutoScaling: true }, "minCount"],
  [{ enableAutoScaling: true, minCount: 4, maxCount: 6 }, "count"],
  [{ maxCount: 3 }, "maxCount"],
  [{ maxPods: 29 }, "maxPods"],
  [{ maxPods: 251 }, "maxPods"],
  [{ scaleSetPriority: "Low" }, "scaleSetPriority"],
  [{ scaleSetPriority: "Spot" }, "scaleSetPriority"],
  [{ spotMaxPrice: -1 }, "spotMaxPrice"],
  [{ scaleSetEvictionPolicy: "Delete" }, "scaleSetEvictionPolicy"],
  [{ mode: "User", scaleSetPriority: "Spot", scaleSetEvictionPolicy: "Stop" }, "scaleSetEvictionPolicy"],
  [{ mode: "User", scaleSetPriority: "Spot" }, "upgradeSettings.maxSurge"],
  [{ mode: "User", scaleSetPriority: "Spot", upgradeSettings: {}, spotMaxPrice: 0 }, "spotMaxPrice"],
  [{ mode: "User", scaleSetPriority: "Spot", upgradeSettings: {}, spotMaxPrice: 0.123456 }, "spotMaxPrice"],
  [{ nodeLabels: { "kubernetes.azure.com/pool": "x" } }, "nodeLabels"],
];

/** What a row's path finds, with the list's element by [] and not by number. */
const LISTED: readonly (readonly [change: Values, property: string])[] = [
  [{ availabilityZones: ["4"] }, "availabilityZones[]"],
  [{ orchestratorVersion: "v1.33" }, "orchestratorVersion"],
  [{ "upgradeSettings.maxSurge": "a third" }, "upgradeSettings.maxSurge"],
  [{ "upgradeSettings.maxUnavailable": "one" }, "upgradeSettings.maxUnavailable"],
  [{ nodeTaints: ["CriticalAddonsOnly"] }, "nodeTaints[]"],
];

const prefixed = (change: Values): Values =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [`agentPoolProfiles.0.${key}`, value]));

/** Whole rows say `agentPoolProfiles[]`, rows about one pool say which. */
const ROWS =
  /^(mode|osType|osSKU|osDiskType|kubeletDiskType|type|count|maxPods|scaleSetPriority|scaleSetEvictionPolicy)$/;
const inCluster = ([change, property]: readonly [Values, string]): readonly Wrong[] => [
  [prefixed(change), placeOf(change, property)],
];

function placeOf(change: Values, property: string): string {
  const isRow =
    ROWS.test(property) && /^(Master|BSD|Debian|SSD|Disk|ScaleSet|Low|Stop|1001|251)$/.test(String(change[property]));
  return isRow ? `agentPoolProfiles[].${property}` : `agentPoolProfiles[0].${property}`;
}

const OTHER = idOf("Microsoft.Network/virtualNetworks/other/subnets/s");

describeChecks("pools", pools, [
  {
    type: "containerservice:AgentPool",
    live: [
      live("containerservice:ManagedCluster", "Microsoft.ContainerService/managedClusters/k", {
        agentPoolProfiles: [{ name: "system", vnetSubnetID: subnetId("nodes") }],
      }),
      live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/other"),
      live("network:Subnet", "Microsoft.Network/virtualNetworks/other/subnets/s"),
    ],
    right: { ...pool, resourceGroupName: "rg", resourceName: "k", agentPoolName: "system" },
    wrong: [
      ...MISTAKES,
      ...LISTED,
      [{ agentPoolName: "System" }, "agentPoolName"],
      [{ agentPoolName: "1pool" }, "agentPoolName"],
      [{ agentPoolName: "a".repeat(13) }, "agentPoolName"],
      [{ agentPoolName: "windows", mode: "User", osType: "Windows", vmSize: "Standard_D4s_v5" }, "agentPoolName"],
      [{ resourceName: "gone" }, "resourceName"],
      [{ vnetSubnetID: OTHER }, "vnetSubnetID"],
    ],
    frozen: [[{ maxPods: 60 }, "maxPods"]],
  },
  {
    type: "containerservice:AgentPool",
    right: {
      agentPoolName: "spot",
      mode: "User",
      scaleSetPriority: "Spot",
      scaleSetEvictionPolicy: "Delete",
      spotMaxPrice: -1,
      vmSize: "Standard_D4pds_v5",
      osDiskType: "Ephemeral",
      nodeTaints: ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
      nodeLabels: { "kubernetes.azure.com/scalesetpriority": "spot" },
    },
    wrong: [],
    frozen: [
      [{ scaleSetEvictionPolicy: "Deallocate" }, "scaleSetEvictionPolicy"],
      [{ spotMaxPrice: 0.12345 }, "spotMaxPrice"],
      [
        {
          scaleSetPriority: "Regular",
          scaleSetEvictionPolicy: undefined,
          spotMaxPrice: undefined,
          nodeLabels: {},
        },
        "scaleSetPriority",
      ],
    ],
  },
  {
    type: "containerservice:ManagedCluster",
    right: {
      dnsPrefix: "honua",
      identity: { type: "SystemAssigned" },
      agentPoolProfiles: [
        { ...pool, name: "system" },
        { name: "apps", mode: "User" },
      ],
    },
    wrong: [
      ...MISTAKES.flatMap(inCluster),
      ...LISTED.map(([change, property]) => [prefixed(change), `agentPoolProfiles[].${property}`] as const),
      [{ "agentPoolProfiles.0.name": "system-pool" }, "agentPoolProfiles[].name"],
      [{ "agentPoolProfiles.1.name": "system" }, "agentPoolProfiles[].name"],
      [{ "agentPoolProfiles.1": { name: "windows", mode: "User", osType: "Windows" } }, "agentPoolProfiles[1].name"],
      [{ "agentPoolProfiles.0.mode": "User" }, "agentPoolProfiles"],
    ],
  },
]);
