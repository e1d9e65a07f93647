import { maintenance } from "../../../emulator/azure-native/checks/maintenance.ts";
import { describeChecks, live } from "./samples.ts";

const SCHEDULE = "maintenanceWindow.schedule";

describeChecks("maintenance", maintenance, [
  {
    type: "containerservice:MaintenanceConfiguration",
    live: [live("containerservice:ManagedCluster", "Microsoft.ContainerService/managedClusters/k")],
    right: {
      resourceGroupName: "rg",
      resourceName: "k",
      configName: "aksManagedAutoUpgradeSchedule",
      maintenanceWindow: {
        schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 1 } },
        durationHours: 4,
        startTime: "02:00",
        startDate: "2026-01-04",
        utcOffset: "+00:00",
      },
    },
    wrong: [
      [{ configName: "upgrades" }, "configName"],
      [{ [`${SCHEDULE}.daily`]: { intervalDays: 1 } }, SCHEDULE],
      [{ configName: "default", [SCHEDULE]: { daily: { intervalDays: 1 } } }, SCHEDULE],
      [{ maintenanceWindow: undefined }, "maintenanceWindow"],
      [{ "maintenanceWindow.durationHours": 3 }, "maintenanceWindow.durationHours"],
      [{ "maintenanceWindow.startTime": "2:00" }, "maintenanceWindow.startTime"],
      [{ "maintenanceWindow.startDate": "4 January" }, "maintenanceWindow.startDate"],
      [{ "maintenanceWindow.utcOffset": "UTC" }, "maintenanceWindow.utcOffset"],
      [{ [`${SCHEDULE}.weekly.dayOfWeek`]: "Sun" }, `${SCHEDULE}.weekly.dayOfWeek`],
      [{ [SCHEDULE]: { relativeMonthly: { dayOfWeek: "Sun" } } }, `${SCHEDULE}.relativeMonthly.dayOfWeek`],
      [{ [SCHEDULE]: { relativeMonthly: { weekIndex: "Fifth" } } }, `${SCHEDULE}.relativeMonthly.weekIndex`],
      [{ [SCHEDULE]: { absoluteMonthly: { dayOfMonth: 32 } } }, `${SCHEDULE}.absoluteMonthly.dayOfMonth`],
    ],
  },
]);
