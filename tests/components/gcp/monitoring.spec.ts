import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MonitoringArgs } from "../../../components/contract/monitoring.ts";
import { GcpMonitoring } from "../../../components/gcp/monitoring.ts";
import { type MockedResource, deployed, valueOf } from "../../support/mocks.ts";
import { cacheOf, tags } from "../../support/parts.ts";
import { cache, cluster, database, gcpKey, network, project, registry } from "./parts.ts";

const args: MonitoringArgs = {
  scope: project,
  environment: "production",
  tags,
  network,
  cluster,
  database,
  cache,
  registry,
  emails: ["oncall@example.com", "platform@example.com"],
  monthlyBudget: 9500,
  budgetStart: "2026-12",
  alertKey: gcpKey("alerts"),
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
};

const instance = cacheOf({
  cacheId: `projects/${project}/locations/us-central1/instances/honua-dev-cache`,
  nodeIds: [],
  host: "10.0.192.3",
  port: 6378,
  authentication: "password",
  secretName: "honua-dev-cache",
});

const policy = "gcp:monitoring/alertPolicy:AlertPolicy";
const channel = "gcp:monitoring/notificationChannel:NotificationChannel";

const monitoring = (changes: Partial<MonitoringArgs> = {}) =>
  deployed(() => new GcpMonitoring("monitoring", { ...args, ...changes }));

type Deployed = Awaited<ReturnType<typeof monitoring>>;
let ringing: Deployed;

const conditionOf = ({ inputs }: MockedResource) => inputs["conditions"][0];

/** What an alert asks: filter, how it is counted, comparison, and for how long. */
function question(name: string, { one }: Deployed = ringing): string[] {
  const { filter, aggregations, comparison, thresholdValue, duration } = conditionOf(
    one(policy, `monitoring-${name}`),
  ).conditionThreshold;
  const { alignmentPeriod, perSeriesAligner, crossSeriesReducer } = aggregations[0];
  return [
    filter,
    `${perSeriesAligner} ${crossSeriesReducer} ${alignmentPeriod}`,
    `${comparison} ${thresholdValue}`,
    duration,
  ];
}

describe("GcpMonitoring", () => {
  before(async () => (ringing = await monitoring()));

  it("keeps logs encrypted, in the region and for so many days, and not twice", async () => {
    const { one } = ringing;
    const bucket = one("gcp:logging/projectBucketConfig:ProjectBucketConfig", "monitoring-logs").inputs;
    assert.deepEqual([bucket["location"], bucket["retentionDays"]], ["us-central1", 30]);
    assert.deepEqual(bucket["cmekSettings"], { kmsKeyName: await valueOf(args.logKey.id) });
    const sink = one("gcp:logging/projectSink:ProjectSink", "monitoring-logs").inputs;
    assert.equal(
      sink["destination"],
      `logging.googleapis.com/projects/${project}/locations/us-central1/buckets/${bucket["bucketId"]}`,
    );
    assert.match(sink["filter"], /^NOT log_id\("cloudaudit\.googleapis\.com\/activity"\) AND NOT/);
    const exclusion = one("gcp:logging/projectExclusion:ProjectExclusion", "monitoring-logs").inputs;
    assert.equal(exclusion["filter"], "severity >= DEFAULT");
  });

  it("mails everybody who is to know, and tells Slack with a token that stays secret", async () => {
    const { ofType } = ringing;
    assert.deepEqual(
      ofType(channel).map(({ inputs }) => [inputs["type"], inputs["labels"]]),
      args.emails.map((email) => ["email", { email_address: email }]),
    );
    const { one } = await monitoring({ slack: { channel: "alerts", token: pulumi.secret("xoxb-1") } });
    const slack = one(channel, "monitoring-channels-slack").inputs;
    assert.deepEqual([slack["type"], slack["labels"]], ["slack", { channel_name: "#alerts" }]);
    const { value, ...marks } = slack["sensitiveLabels"];
    assert.deepEqual(value, { authToken: "xoxb-1" });
    assert.equal(Object.keys(marks).length, 1, "is marked as a secret");
  });

  it("tells all channels, under a name and with a text that people read", async () => {
    const ids = await Promise.all(ringing.ofType(channel).map(({ outputs }) => outputs["name"] as string));
    for (const { name, inputs } of ringing.ofType(policy)) {
      assert.equal(inputs["notificationChannels"].length, ids.length, name);
      assert.equal(inputs["displayName"], name);
      assert.ok(inputs["documentation"].content.length > 20, name);
    }
    assert.match(await valueOf(ringing.result.alertTargetId), /\/notificationChannels\/\d+$/);
  });

  it("rings when the nodes' processors or memory are above 80 % for two times five minutes", () => {
    const cpu = question("cluster-cpu");
    assert.match(cpu[0]!, /kubernetes\.io\/node\/cpu\/allocatable_utilization.*cluster_name = "honua-production"/);
    assert.deepEqual(cpu.slice(1), ["ALIGN_MEAN REDUCE_MEAN 300s", "COMPARISON_GT 0.8", "300s"]);
    assert.match(question("cluster-memory")[0]!, /memory_type = "non-evictable"/);
  });

  it("rings when pods find no node, though nothing was measured yet when the alert is made", () => {
    const { conditionPrometheusQueryLanguage } = conditionOf(
      ringing.one(policy, "monitoring-cluster-unschedulable-pods"),
    );
    assert.deepEqual(conditionPrometheusQueryLanguage, {
      query: 'sum(scheduler_pending_pods{queue="unschedulable",cluster="honua-production"}) > 0',
      duration: "900s",
      evaluationInterval: "60s",
      disableMetricValidation: true,
    });
  });

  it("rings when the database is down, or runs out of connections, processors, memory or storage", () => {
    const is = (name: string, metric: string, ...rest: string[]) => {
      assert.deepEqual(question(`database-${name}`), [
        `resource.type = "cloudsql_database" AND metric.type = "cloudsql.googleapis.com/database/${metric}" AND resource.labels.database_id = "${project}:honua-production-database"`,
        ...rest,
      ]);
    };
    is("up", "up", "ALIGN_MAX REDUCE_MAX 300s", "COMPARISON_LT 1", "0s");
    is("connections", "postgresql/num_backends", "ALIGN_MAX REDUCE_SUM 300s", "COMPARISON_GT 800", "300s");
    is("cpu", "cpu/utilization", "ALIGN_MEAN REDUCE_MAX 300s", "COMPARISON_GT 0.8", "600s");
    is("memory", "memory/utilization", "ALIGN_MEAN REDUCE_MAX 300s", "COMPARISON_GT 0.95", "600s");
    is("storage", "disk/utilization", "ALIGN_MEAN REDUCE_MAX 300s", "COMPARISON_GT 0.9", "1500s");
  });

  it("rings when a replica is five minutes behind", () => {
    for (const number of [1, 2]) {
      const [filter, , comparison] = question(`database-replica-${number}-lag`);
      assert.ok(filter!.includes(`${project}:honua-production-database-replica-${number}"`), filter);
      assert.equal(comparison, "COMPARISON_GT 300");
    }
  });

  it("rings for a cache of either kind: memory, processor, evictions", async () => {
    const kinds = [
      { deployment: ringing, resource: "redis.googleapis.com/Cluster", id: 'cluster_id = "honua-production-cache"' },
      {
        deployment: await monitoring({ cache: instance }),
        resource: "redis_instance",
        id: `instance_id = "projects/${project}/locations/us-central1/instances/honua-dev-cache"`,
      },
    ];
    for (const { deployment, resource, id } of kinds) {
      const [filter, , comparison] = question("cache-memory", deployment);
      assert.ok(filter!.includes(`resource.type = "${resource}"`) && filter!.includes(id), filter);
      assert.equal(comparison, "COMPARISON_GT 0.8");
      assert.equal(question("cache-cpu", deployment)[2], "COMPARISON_GT 0.75");
      assert.match(question("cache-evictions", deployment)[1]!, /^ALIGN_DELTA REDUCE_SUM/);
    }
  });

  it("rings when Cloud NAT has no ports left", () => {
    assert.deepEqual(question("nat-1-ports"), [
      'resource.type = "nat_gateway" AND metric.type = "router.googleapis.com/nat/dropped_sent_packets_count" AND resource.labels.gateway_name = "honua-nat" AND metric.labels.reason = "OUT_OF_RESOURCES"',
      "ALIGN_DELTA REDUCE_SUM 300s",
      "COMPARISON_GT 0",
      "0s",
    ]);
  });

  it("rings when a backup of database, cache or cluster fails", () => {
    const { inputs } = ringing.one(policy, "monitoring-database-backup");
    assert.match(inputs["conditions"][0].conditionMatchedLog.filter, /cloudsql\.instances\.automatedBackup/);
    assert.deepEqual(inputs["alertStrategy"].notificationRateLimit, { period: "3600s" });
    assert.deepEqual(question("cache-backup").slice(1, 3), ["ALIGN_MIN REDUCE_MIN 300s", "COMPARISON_LT 1"]);
    assert.match(question("cluster-backup")[0]!, /gkebackup\.googleapis\.com\/BackupPlan.*state = "FAILED"/);
  });

  it("warns at 80 and 100 % of the month's budget, and when it will not last", async () => {
    const { inputs } = (
      await monitoring({ emails: Array.from({ length: 7 }, (_, index) => `p${index}@example.com`) })
    ).one("gcp:billing/budget:Budget", "monitoring-budget");
    assert.deepEqual(inputs["amount"], { specifiedAmount: { units: "9500" } });
    assert.deepEqual(inputs["budgetFilter"], { projects: ["projects/123456789012"], calendarPeriod: "MONTH" });
    assert.deepEqual(inputs["thresholdRules"], [
      { spendBasis: "CURRENT_SPEND", thresholdPercent: 0.8 },
      { spendBasis: "CURRENT_SPEND", thresholdPercent: 1 },
      { spendBasis: "FORECASTED_SPEND", thresholdPercent: 1 },
    ]);
    assert.equal(inputs["allUpdatesRule"].monitoringNotificationChannels.length, 5);
  });

  it("shows the alerts and every service on a dashboard whose tiles do not overlap", async () => {
    const { dashboardJson } = ringing.one("gcp:monitoring/dashboard:Dashboard", "monitoring").inputs;
    const { displayName, mosaicLayout } = JSON.parse(dashboardJson);
    assert.equal(displayName, "honua-production");
    const [alerts, ...graphs] = mosaicLayout.tiles;
    assert.equal(alerts.widget.incidentList.policyNames.length, ringing.ofType(policy).length);
    for (const service of ["Cluster", "Network", "Database", "Cache"])
      assert.ok(
        graphs.some(({ widget }: { widget: { title: string } }) => widget.title.startsWith(`${service}: `)),
        service,
      );
    const taken = new Set<string>();
    for (const { xPos, yPos, width, height } of mosaicLayout.tiles)
      for (let x = xPos; x < xPos + width; x += 1)
        for (let y = yPos; y < yPos + height; y += 1) {
          assert.ok(x < mosaicLayout.columns && !taken.has(`${x} ${y}`), `${x} ${y}`);
          taken.add(`${x} ${y}`);
        }
    assert.match(
      await valueOf(ringing.result.dashboardUrl),
      new RegExp(`^https://console\\.cloud\\.google\\.com/monitoring/dashboards/builder/[\\w-]+\\?project=${project}$`),
    );
  });
});
