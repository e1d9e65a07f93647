import { costs } from "../../../emulator/azure-native/checks/costs.ts";
import { describeChecks, GROUP } from "./samples.ts";

const notification = {
  enabled: true,
  operator: "GreaterThan",
  threshold: 80,
  thresholdType: "Actual",
  contactEmails: ["a@example.com"],
};
const SIX = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, notification]));

describeChecks("costs", costs, [
  {
    type: "consumption:Budget",
    right: {
      budgetName: "honua-prod",
      scope: GROUP,
      amount: 1000,
      category: "Cost",
      timeGrain: "Monthly",
      timePeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2036-01-01T00:00:00Z" },
      filter: { and: [{ tags: { name: "a" } }, { tags: { name: "b" } }] },
      notifications: { actual: notification },
    },
    wrong: [
      [{ budgetName: "honua prod" }, "budgetName"],
      [{ notifications: SIX }, "notifications"],
      [{ "notifications.actual.threshold": 1001 }, "notifications.actual"],
      [{ "notifications.actual.operator": "Over" }, "notifications.actual"],
      [{ "notifications.actual.thresholdType": "Forecast" }, "notifications.actual"],
      [{ "notifications.actual.contactEmails": [] }, "notifications.actual"],
      [
        {
          scope: "/providers/Microsoft.Management/managementGroups/mg",
          "notifications.actual.contactGroups": ["/g"],
        },
        "notifications.actual",
      ],
      [{ "timePeriod.startDate": "2026-01-15" }, "timePeriod.startDate"],
      [{ "timePeriod.startDate": "2017-05-01" }, "timePeriod.startDate"],
      [{ "timePeriod.endDate": "2025-01-01" }, "timePeriod.endDate"],
      [{ timeGrain: "Weekly" }, "timeGrain"],
      [{ "filter.and": [{ tags: { name: "a" } }] }, "filter.and"],
    ],
  },
  {
    type: "security:Pricing",
    right: {
      scopeId: "subscriptions/x",
      pricingName: "Containers",
      pricingTier: "Standard",
      extensions: [{ name: "AgentlessVmScanning", isEnabled: "True" }],
    },
    wrong: [
      [{ pricingName: "Kubernetes" }, "pricingName"],
      [{ pricingTier: "Premium" }, "pricingTier"],
      [{ pricingTier: "Free" }, "extensions"],
    ],
  },
]);
