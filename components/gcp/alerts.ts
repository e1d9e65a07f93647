import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { Alert } from "./alert-table.ts";
import { aggregationOf, filterOf, periodSeconds } from "./metrics.ts";

export interface GcpAlertsArgs extends Scoped {
  readonly alerts: readonly Alert[];
  /** What is told when one rings, and when it stops. */
  readonly channelIds: pulumi.Input<string>[];
}

type Condition = Omit<gcp.types.input.monitoring.AlertPolicyCondition, "displayName">;

/** Hours after which something that was logged is over: nothing says so. */
const entryHours = 24;

/** Alert policies of Cloud Monitoring. */
export class GcpAlerts extends pulumi.ComponentResource {
  readonly policyIds: pulumi.Output<string>[];

  constructor(name: string, { scope, alerts, channelIds }: GcpAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Alerts", name, {}, opts);
    this.policyIds = alerts.map((alert) => {
      const displayName = `${name}-${alert.name}`;
      return new gcp.monitoring.AlertPolicy(
        displayName,
        {
          project: scope,
          displayName,
          documentation: { content: alert.description, mimeType: "text/markdown" },
          combiner: "OR",
          conditions: [{ displayName: alert.name, ...conditionOf(alert) }],
          notificationChannels: channelIds,
          alertStrategy: strategyOf(alert),
        },
        { parent: this },
      ).id;
    });
    this.registerOutputs({ policyIds: this.policyIds });
  }
}

function conditionOf({ when }: Alert): Condition {
  if ("filter" in when) return { conditionMatchedLog: { filter: when.filter } };
  if ("query" in when)
    return {
      conditionPrometheusQueryLanguage: {
        query: when.query,
        duration: `${when.minutes * 60}s`,
        evaluationInterval: "60s",
        // Google knows a metric of Prometheus' only once there has been one.
        disableMetricValidation: true,
      },
    };
  return {
    conditionThreshold: {
      filter: filterOf(when.metric),
      aggregations: [aggregationOf(when.metric)],
      comparison: when.rings === "above" ? "COMPARISON_GT" : "COMPARISON_LT",
      thresholdValue: when.threshold,
      // The first period has passed when it is measured.
      duration: `${(when.periods - 1) * periodSeconds}s`,
    },
  };
}

const strategyOf = ({ when }: Alert) =>
  "filter" in when
    ? { notificationRateLimit: { period: "3600s" }, autoClose: `${entryHours * 3600}s` }
    : { autoClose: `${entryHours * 3600}s` };
