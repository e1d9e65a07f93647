import { monitoring } from "../../../emulator/azure-native/checks/monitoring.ts";
import { describeChecks, guid, idOf, live } from "./samples.ts";

const workspaceId = (name: string) => idOf(`Microsoft.OperationalInsights/workspaces/${name}`);
const clusterId = (name: string) => idOf(`Microsoft.ContainerService/managedClusters/${name}`);
const cluster = (name: string) =>
  live("containerservice:ManagedCluster", `Microsoft.ContainerService/managedClusters/${name}`);
const setting = (target: string, name: string) => ({
  ...live("monitor:DiagnosticSetting", "x"),
  id: `${clusterId(target)}/providers/Microsoft.Insights/diagnosticSettings/${name}`,
  inputs: {
    resourceUri: clusterId(target),
    workspaceId: workspaceId("other"),
    logs: [{ category: "guard", enabled: true }],
  },
});

describeChecks("monitoring", monitoring, [
  {
    type: "operationalinsights:Workspace",
    right: { workspaceName: "honua", sku: { name: "PerGB2018" }, retentionInDays: 30 },
    wrong: [
      [{ "sku.name": "Standard" }, "sku.name"],
      [{ retentionInDays: 29 }, "retentionInDays"],
      [{ retentionInDays: 731 }, "retentionInDays"],
      [{ sku: { name: "Free" } }, "retentionInDays"],
      [{ "sku.name": "CapacityReservation" }, "sku.capacityReservationLevel"],
      [{ "sku.capacityReservationLevel": 100 }, "sku.capacityReservationLevel"],
      [{ sku: { name: "CapacityReservation", capacityReservationLevel: 150 } }, "sku.capacityReservationLevel"],
    ],
  },
  {
    type: "monitor:DiagnosticSetting",
    live: [
      live("operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/logs"),
      live("operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/other"),
      live("storage:StorageAccount", "Microsoft.Storage/storageAccounts/sa"),
      cluster("k"),
      cluster("full"),
      setting("k", "one"),
      ...["a", "b", "c", "d", "e"].map((name) => setting("full", name)),
    ],
    right: {
      name: "honua",
      resourceUri: clusterId("k"),
      workspaceId: workspaceId("logs"),
      logAnalyticsDestinationType: "Dedicated",
      logs: [
        { category: "guard", enabled: true },
        { categoryGroup: "audit", enabled: true },
      ],
      metrics: [{ category: "AllMetrics", enabled: true }],
    },
    wrong: [
      [{ workspaceId: undefined }, "workspaceId"],
      [{ logs: [], metrics: [] }, "logs"],
      [{ "logs.0.categoryGroup": "allLogs" }, "logs"],
      [{ "logs.1.categoryGroup": "all" }, "logs[].categoryGroup"],
      [{ "logs.0.retentionPolicy": { enabled: true, days: 30 } }, "logs"],
      [{ "logs.0.category": "kube-proxy" }, "logs"],
      [{ resourceUri: idOf("Microsoft.Storage/storageAccounts/sa") }, "logs"],
      [{ workspaceId: workspaceId("other") }, "workspaceId"],
      [{ resourceUri: clusterId("full") }, "resourceUri"],
      [{ name: "a/b" }, "name"],
      [{ logAnalyticsDestinationType: "Tables" }, "logAnalyticsDestinationType"],
    ],
  },
  {
    type: "monitor:SubscriptionDiagnosticSetting",
    live: [live("operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/logs")],
    right: { name: "honua", workspaceId: workspaceId("logs"), logs: [{ category: "Administrative", enabled: true }] },
    wrong: [[{ "logs.0.category": "Activity" }, "logs[].category"]],
  },
  {
    type: "applicationinsights:Workbook",
    right: { resourceName: guid("1"), serializedData: "{}" },
    wrong: [
      [{ resourceName: "builds" }, "resourceName"],
      [{ serializedData: "{" }, "serializedData"],
    ],
  },
  {
    type: "dashboard:Grafana",
    right: { workspaceName: "honua", sku: { name: "Standard" }, properties: { zoneRedundancy: "Enabled" } },
    wrong: [
      [{ "sku.name": "Premium" }, "sku.name"],
      [{ "sku.name": "Essential" }, "properties.zoneRedundancy"],
    ],
  },
  {
    type: "monitor:DataCollectionRule",
    right: { dataSources: { performanceCounters: [{ samplingFrequencyInSeconds: 60 }] } },
    wrong: [
      [
        { "dataSources.performanceCounters.0.samplingFrequencyInSeconds": 0 },
        "dataSources.performanceCounters[].samplingFrequencyInSeconds",
      ],
    ],
  },
]);
