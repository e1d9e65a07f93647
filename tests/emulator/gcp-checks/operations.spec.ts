import { logging } from "../../../emulator/gcp/checks/logging.ts";
import { monitoring } from "../../../emulator/gcp/checks/monitoring.ts";
import { operations } from "../../../emulator/gcp/checks/operations.ts";
import { describeChecks } from "./samples.ts";

const threshold = (change: object = {}, aggregation: object = {}) => ({
  conditions: [
    {
      displayName: "CPU",
      conditionThreshold: {
        filter:
          'resource.type = "cloudsql_database" AND metric.type = "cloudsql.googleapis.com/database/cpu/utilization"',
        comparison: "COMPARISON_GT",
        duration: "300s",
        aggregations: [
          { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN", crossSeriesReducer: "REDUCE_MAX", ...aggregation },
        ],
        ...change,
      },
    },
  ],
});
const query = (change: object) => ({
  conditions: [
    { conditionPrometheusQueryLanguage: { query: "up == 0", duration: "60s", evaluationInterval: "30s", ...change } },
  ],
});
const logs = { conditions: [{ conditionMatchedLog: { filter: "severity>=ERROR" } }] };
const limit = { alertStrategy: { notificationRateLimit: { period: "300s" } } };
const absent = (duration: string) => ({
  conditions: [{ conditionAbsent: { duration, filter: 'metric.type = "a"' } }],
});
const tile = (xPos: number) => ({ xPos, width: 6, height: 4, widget: {} });
const board = (change: object = {}) =>
  JSON.stringify({ displayName: "Honua", mosaicLayout: { columns: 12, tiles: [tile(0), tile(6)] }, ...change });

describeChecks("monitoring", monitoring, [
  {
    type: "monitoring:AlertPolicy",
    right: {
      displayName: "CPU",
      combiner: "OR",
      ...threshold(),
      alertStrategy: { autoClose: "86400s" },
      notificationChannels: ["projects/acme/notificationChannels/1"],
    },
    also: [{ ...logs, ...limit }, query({}), absent("300s"), threshold({}, { crossSeriesReducer: undefined })],
    wrong: [
      [{ conditions: [] }, "conditions"],
      [{ conditions: Array.from({ length: 7 }, () => threshold().conditions[0] ?? {}) }, "conditions"],
      [{ conditions: [...logs.conditions, ...threshold().conditions], ...limit }, "conditions"],
      [logs, "alertStrategy.notificationRateLimit"],
      [limit, "alertStrategy.notificationRateLimit"],
      [
        { ...logs, alertStrategy: { notificationRateLimit: { period: "5m" } } },
        "alertStrategy.notificationRateLimit.period",
      ],
      [{ conditions: [{ displayName: "nothing" }] }, "conditions"],
      [{ conditions: [{ ...threshold().conditions[0], ...logs.conditions[0] }] }, "conditions"],
      [threshold({ duration: "90s" }), "conditions[].conditionThreshold.duration"],
      [threshold({ duration: "5m" }), "conditions[].conditionThreshold.duration"],
      [absent("0s"), "conditions[].conditionAbsent.duration"],
      [query({ evaluationInterval: "45s" }), "conditions[].conditionPrometheusQueryLanguage.evaluationInterval"],
      [query({ duration: "1m" }), "conditions[].conditionPrometheusQueryLanguage.duration"],
      [threshold({}, { perSeriesAligner: undefined }), "conditions"],
      [threshold({}, { alignmentPeriod: undefined }), "conditions"],
      [threshold({}, { alignmentPeriod: "30s" }), "conditions"],
      [threshold({ comparison: "COMPARISON_GE" }), "conditions"],
      [threshold({ filter: 'resource.type = "k8s_container"' }), "conditions"],
      [{ "alertStrategy.autoClose": "600s" }, "alertStrategy.autoClose"],
      [{ notificationChannels: ["Platform"] }, "notificationChannels[]"],
      [{ displayName: "x".repeat(513) }, "displayName"],
    ],
  },
  {
    type: "monitoring:NotificationChannel",
    right: { type: "email", labels: { email_address: "platform@example.com" } },
    also: [
      { type: "slack", labels: { channel_name: "#alerts" }, sensitiveLabels: { authToken: "x" } },
      { type: "pagerduty", labels: undefined, sensitiveLabels: { serviceKey: "x" } },
      { type: "something_new", labels: undefined },
    ],
    wrong: [
      [{ labels: { address: "platform@example.com" } }, "labels"],
      [{ type: "slack", labels: { channel_name: "#alerts" } }, "sensitiveLabels"],
      [
        { type: "slack", labels: { channel_name: "#a", auth_token: "x" }, sensitiveLabels: { authToken: "x" } },
        "labels",
      ],
    ],
  },
  {
    type: "monitoring:UptimeCheckConfig",
    right: {
      timeout: "10s",
      period: "60s",
      httpCheck: { path: "/healthz", useSsl: true },
      monitoredResource: { type: "uptime_url", labels: { host: "example.com", project_id: "acme" } },
      selectedRegions: ["USA", "EUROPE"],
    },
    also: [{ selectedRegions: undefined }, { selectedRegions: ["EUROPE", "ASIA_PACIFIC", "SOUTH_AMERICA"] }],
    wrong: [
      [{ timeout: "120s" }, "timeout"],
      [{ period: "30s" }, "period"],
      [{ tcpCheck: { port: 443 } }, "tcpCheck"],
      [{ httpCheck: undefined }, "httpCheck"],
      [{ selectedRegions: ["EUROPE"] }, "selectedRegions"],
      [{ resourceGroup: { groupId: "g" } }, "monitoredResource"],
    ],
  },
  {
    type: "monitoring:Dashboard",
    right: { dashboardJson: board() },
    also: [{ dashboardJson: board({ mosaicLayout: undefined, gridLayout: { widgets: [] } }) }],
    wrong: [
      [{ dashboardJson: "{" }, "dashboardJson"],
      [{ dashboardJson: board({ displayName: undefined }) }, "dashboardJson"],
      [{ dashboardJson: board({ gridLayout: {} }) }, "dashboardJson"],
      [{ dashboardJson: board({ mosaicLayout: { columns: 49 } }) }, "dashboardJson"],
      [{ dashboardJson: board({ mosaicLayout: { columns: 12, tiles: [tile(8)] } }) }, "dashboardJson"],
    ],
  },
]);

const metric = { metricKind: "DELTA", valueType: "DISTRIBUTION", labels: [{ key: "image" }] };
const cmekSettings = { kmsKeyName: "projects/other/locations/europe-west1/keyRings/r/cryptoKeys/k" };
const bucket = { project: "acme", location: "europe-west1", bucketId: "honua", retentionDays: 30 };

describeChecks("logging", logging, [
  {
    type: "logging:ProjectBucketConfig",
    right: { ...bucket, enableAnalytics: true, cmekSettings },
    wrong: [
      [{ retentionDays: 3651 }, "retentionDays"],
      [{ bucketId: "honua logs" }, "bucketId"],
      [{ location: "Europe" }, "location"],
      [{ indexConfigs: Array.from({ length: 21 }, () => ({})) }, "indexConfigs"],
      [{ enableAnalytics: false }, "enableAnalytics"],
      [{ cmekSettings: undefined }, "cmekSettings"],
    ],
    before: { ...bucket, enableAnalytics: true, cmekSettings },
  },
  {
    type: "logging:ProjectSink",
    right: { name: "honua", destination: "logging.googleapis.com/projects/acme/locations/europe-west1/buckets/honua" },
    also: [
      { destination: "storage.googleapis.com/honua-logs" },
      { destination: "bigquery.googleapis.com/projects/acme/datasets/logs" },
      { destination: "logging.googleapis.com/projects/acme" },
    ],
    wrong: [
      [{ destination: "projects/acme/locations/europe-west1/buckets/honua" }, "destination"],
      [{ destination: "gs://honua-logs" }, "destination"],
      [{ name: "honua logs" }, "name"],
      [{ uniqueWriterIdentity: false, bigqueryOptions: { usePartitionedTables: true } }, "uniqueWriterIdentity"],
      [{ description: "x".repeat(8001) }, "description"],
    ],
  },
  {
    type: "logging:Metric",
    right: {
      name: "builds/failed",
      filter: "severity>=ERROR",
      metricDescriptor: metric,
      labelExtractors: { image: "EXTRACT(jsonPayload.image)" },
      valueExtractor: "EXTRACT(jsonPayload.seconds)",
    },
    also: [{ metricDescriptor: undefined, labelExtractors: undefined, valueExtractor: undefined }],
    wrong: [
      [{ name: "/builds" }, "name"],
      [{ labelExtractors: {} }, "labelExtractors"],
      [{ valueExtractor: undefined }, "valueExtractor"],
      [{ "metricDescriptor.metricKind": "GAUGE" }, "metricDescriptor.metricKind"],
    ],
  },
]);

const CHANNEL = "projects/acme/notificationChannels/1";

describeChecks("operations", operations, [
  {
    type: "billing:Budget",
    right: {
      billingAccount: "012345-6789AB-CDEF01",
      displayName: "honua",
      amount: { specifiedAmount: { currencyCode: "USD", units: "650" } },
      budgetFilter: { projects: ["projects/123456789012"], labels: { env: "dev" }, calendarPeriod: "MONTH" },
      thresholdRules: [{ thresholdPercent: 0.8 }, { thresholdPercent: 1 }],
      allUpdatesRule: { monitoringNotificationChannels: [CHANNEL] },
    },
    wrong: [
      [{ thresholdRules: [{ thresholdPercent: 80 }] }, "thresholdRules"],
      [{ amount: {} }, "amount"],
      [{ "amount.lastPeriodAmount": true }, "amount"],
      [{ billingAccount: "billingAccounts/012345-6789AB-CDEF01" }, "billingAccount"],
      [{ "budgetFilter.projects": ["projects/acme"] }, "budgetFilter.projects[]"],
      [{ "amount.specifiedAmount.units": "650.50" }, "amount.specifiedAmount.units"],
      [
        { "allUpdatesRule.monitoringNotificationChannels": Array.from({ length: 6 }, () => CHANNEL) },
        "allUpdatesRule.monitoringNotificationChannels",
      ],
      [{ allUpdatesRule: { schemaVersion: "1.0" } }, "allUpdatesRule"],
      [{ "allUpdatesRule.monitoringNotificationChannels": ["1"] }, "allUpdatesRule.monitoringNotificationChannels[]"],
      [{ "budgetFilter.customPeriod": {} }, "budgetFilter.customPeriod"],
      [{ displayName: "x".repeat(61) }, "displayName"],
      [{ "budgetFilter.labels": { a: "b", c: "d" } }, "budgetFilter.labels"],
    ],
  },
  {
    type: "cloudscheduler:Job",
    right: {
      schedule: "*/15 2-6 * * MON,WED",
      attemptDeadline: "320s",
      description: "Exports",
      httpTarget: { uri: "https://a", body: "e30=", oauthToken: { serviceAccountEmail: "a@b.c" } },
      retryConfig: { retryCount: 3 },
    },
    also: [{ schedule: "every 24 hours" }, { schedule: "0 3 * * *" }],
    wrong: [
      [{ pubsubTarget: { topicName: "t" } }, "httpTarget"],
      [{ "httpTarget.oidcToken": { serviceAccountEmail: "a@b.c" } }, "httpTarget.oidcToken"],
      [{ schedule: "daily" }, "schedule"],
      [{ schedule: "0 0 3 * * *" }, "schedule"],
      [{ "httpTarget.body": "{}" }, "httpTarget.body"],
      [{ attemptDeadline: "3600s" }, "attemptDeadline"],
      [{ "retryConfig.retryCount": 6 }, "retryConfig.retryCount"],
      [{ description: "x".repeat(501) }, "description"],
    ],
  },
  {
    type: "gkebackup:BackupPlan",
    right: {
      cluster: "projects/acme/locations/europe-west1/clusters/main",
      location: "europe-west1",
      backupConfig: { allNamespaces: true, includeVolumeData: true },
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: 30, backupDeleteLockDays: 7 },
    },
    wrong: [
      [{ cluster: "main" }, "cluster"],
      [{ backupConfig: { includeSecrets: true } }, "backupConfig"],
      [{ "backupSchedule.rpoConfig": { targetRpoMinutes: 60 } }, "backupSchedule.rpoConfig"],
      [{ retentionPolicy: undefined }, "retentionPolicy.backupRetainDays"],
      [{ "retentionPolicy.backupRetainDays": 3 }, "retentionPolicy.backupRetainDays"],
      [{ "retentionPolicy.backupRetainDays": 366 }, "retentionPolicy.backupRetainDays"],
      [{ "retentionPolicy.backupDeleteLockDays": 91 }, "retentionPolicy.backupDeleteLockDays"],
    ],
  },
]);
