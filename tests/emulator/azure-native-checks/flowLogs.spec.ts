import { flowLogs } from "../../../emulator/azure-native/checks/flowLogs.ts";
import { describeChecks, GROUP, idOf, live, vnetId } from "./samples.ts";

const storage = (name: string, location: string) =>
  live("storage:StorageAccount", `Microsoft.Storage/storageAccounts/${name}`, { location }, { location });
const storageId = (name: string) => idOf(`Microsoft.Storage/storageAccounts/${name}`);
const network = live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/logged");

const ANALYTICS = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";

describeChecks("flow logs", flowLogs, [
  {
    type: "network:FlowLog",
    live: [
      storage("near", "westeurope"),
      storage("far", "northeurope"),
      network,
      live("operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/logs"),
      live("network:FlowLog", "Microsoft.Network/networkWatchers/w/flowLogs/l", { targetResourceId: network.id }),
    ],
    right: {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: "NetworkWatcher_westeurope",
      location: "westeurope",
      flowLogName: "honua",
      targetResourceId: vnetId,
      storageId: storageId("near"),
      retentionPolicy: { days: 30, enabled: true },
      format: { type: "JSON", version: 2 },
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          trafficAnalyticsInterval: 10,
          workspaceResourceId: idOf("Microsoft.OperationalInsights/workspaces/logs"),
        },
      },
    },
    wrong: [
      [{ targetResourceId: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/g` }, "targetResourceId"],
      [{ targetResourceId: network.id }, "targetResourceId"],
      [{ storageId: storageId("far") }, "storageId"],
      [{ location: "northeurope" }, "location"],
      [{ "retentionPolicy.days": 366 }, "retentionPolicy.days"],
      [{ "format.version": 3 }, "format.version"],
      [{ [`${ANALYTICS}.workspaceResourceId`]: undefined }, `${ANALYTICS}.workspaceResourceId`],
      [{ [`${ANALYTICS}.trafficAnalyticsInterval`]: 30 }, `${ANALYTICS}.trafficAnalyticsInterval`],
      [{ flowLogName: "honua-" }, "flowLogName"],
      [{ networkWatcherName: "NetworkWatcher_northeurope" }, "networkWatcherName"],
    ],
  },
  {
    type: "network:NetworkWatcher",
    right: { resourceGroupName: "rg", networkWatcherName: "own", location: "northeurope" },
    wrong: [[{ location: "West Europe" }, "location"]],
  },
]);
