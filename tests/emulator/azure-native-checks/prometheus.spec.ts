import { prometheus } from "../../../emulator/azure-native/checks/prometheus.ts";
import { describeChecks } from "./samples.ts";

describeChecks("Prometheus rules", prometheus, [
  {
    type: "alertsmanagement:PrometheusRuleGroup",
    right: {
      ruleGroupName: "honua",
      interval: "PT1M",
      rules: [
        { record: "job:rate", expression: "rate(x[5m])" },
        { alert: "Slow", expression: "x > 1", for: "PT5M", severity: 3, annotations: { summary: "Slow" } },
      ],
    },
    wrong: [
      [{ interval: "PT30M" }, "interval"],
      [{ interval: "1m" }, "interval"],
      [{ "rules.0.alert": "Both" }, "rules[0]"],
      [{ "rules.0.for": "PT5M" }, "rules[0].for"],
      [{ "rules.1.severity": 5 }, "rules[].severity"],
      [{ "rules.1.for": "5m" }, "rules[].for"],
    ],
  },
]);
