import assert from "node:assert/strict";
import { AwsMonitoring } from "../../../components/aws/monitoring.ts";
import type { MonitoringArgs } from "../../../components/contract/monitoring.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { tags } from "../../support/parts.ts";
import { accountId, awsKey, cache, cluster, database, network, registry } from "./parts.ts";
import { statementsOf } from "./statements.ts";

const args: MonitoringArgs = {
  scope: accountId,
  environment: "production",
  tags,
  network,
  cluster,
  database,
  cache,
  registry,
  emails: ["oncall@example.com", "platform@example.com"],
  monthlyBudget: 8000,
  budgetStart: "2026-12",
  alertKey: awsKey("alerts"),
  logKey: awsKey("logs"),
  logRetentionDays: 30,
};

const topicArn = "arn:aws:sns:us-east-1:123456789012:monitoring-alerts";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const slack = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";

const monitoring = (changes: Partial<MonitoringArgs> = {}) =>
  deployed(() => new AwsMonitoring("monitoring", { ...args, ...changes }));

let ringing: Awaited<ReturnType<typeof monitoring>>;

/** What an alarm asks: metric, dimensions, comparison, threshold, periods of how many seconds, and what silence means. */
function question(name: string): unknown[] {
  const { inputs } = ringing.one(alarm, `monitoring-${name}`);
  const { namespace, metricName, statistic, dimensions, comparisonOperator, threshold } = inputs;
  return [
    `${namespace} ${statistic} ${metricName}`,
    dimensions,
    `${comparisonOperator} ${threshold}`,
    `${inputs["evaluationPeriods"]} × ${inputs["period"]}`,
    inputs["treatMissingData"],
  ];
}

describe("AwsMonitoring", () => {
  before(async () => (ringing = await monitoring()));

  it("has an encrypted topic that only this account's services publish to, over TLS", async () => {
    const { result, one } = await monitoring();
    assert.equal(
      one("aws:sns/topic:Topic", "monitoring-alerts").inputs["kmsMasterKeyId"],
      await valueOf(args.alertKey.id),
    );
    assert.equal(await valueOf(result.alertTargetId), topicArn);
    const { Publishers, NoPlaintext } = statementsOf(one("aws:sns/topicPolicy:TopicPolicy", "monitoring-alerts"));
    assert.deepEqual(Publishers?.Principal, {
      Service: ["cloudwatch", "budgets", "events"].map((service) => `${service}.amazonaws.com`),
    });
    assert.deepEqual([Publishers?.Action, Publishers?.Resource], ["sns:Publish", topicArn]);
    assert.deepEqual(Publishers?.Condition, { StringEquals: { "aws:SourceAccount": accountId } });
    assert.equal(NoPlaintext?.Effect, "Deny");
    assert.deepEqual(NoPlaintext.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("mails everybody who is to know", async () => {
    const subscriptions = (await monitoring()).ofType("aws:sns/topicSubscription:TopicSubscription");
    assert.deepEqual(
      subscriptions.map(({ inputs }) => [inputs["topic"], inputs["protocol"], inputs["endpoint"]]),
      args.emails.map((email) => [topicArn, "email", email]),
    );
  });

  it("tells Slack where a channel is named, from which one can look at alarms only", async () => {
    assert.deepEqual((await monitoring()).ofType(slack), []);
    const { one } = await monitoring({ slack: { channel: "C0123456789", workspace: "T0123456789" } });
    const { inputs } = one(slack, "monitoring-slack");
    const policyArn = "arn:aws:iam::123456789012:policy/monitoring-slack";
    assert.deepEqual(
      [inputs["slackChannelId"], inputs["slackTeamId"], inputs["snsTopicArns"], inputs["guardrailPolicyArns"]],
      ["C0123456789", "T0123456789", [topicArn], [policyArn]],
    );
    assert.equal(
      one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "monitoring-slack").inputs["policyArn"],
      policyArn,
    );
    const { LookAtAlarms, ...others } = statementsOf(one("aws:iam/policy:Policy", "monitoring-slack"));
    assert.deepEqual(others, {});
    assert.ok([LookAtAlarms?.Action].flat().every((action) => /^cloudwatch:(Get|List|Describe)/.test(action ?? "")));
  });

  it("rings and stops at the topic, under a name that people read", async () => {
    for (const { name, inputs } of (await monitoring()).ofType(alarm)) {
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[topicArn], [topicArn]], name);
      assert.equal(inputs["name"], name);
      assert.ok(inputs["alarmDescription"].length > 20, name);
    }
  });

  it("rings when the nodes' processors or memory are above 80 % for two times five minutes", async () => {
    for (const [name, metric] of [
      ["cluster-cpu", "node_cpu_utilization"],
      ["cluster-memory", "node_memory_utilization"],
    ] as const) {
      assert.deepEqual(question(name), [
        `ContainerInsights Average ${metric}`,
        { ClusterName: "honua-production" },
        "GreaterThanThreshold 80",
        "2 × 300",
        "missing",
      ]);
    }
  });

  it("rings when a node is gone or pods find none", async () => {
    assert.equal(question("cluster-failed-nodes")[0], "ContainerInsights Minimum cluster_failed_node_count");
    assert.deepEqual(question("cluster-unschedulable-pods"), [
      "AWS/EKS Minimum scheduler_pending_pods_UNSCHEDULABLE",
      { ClusterName: "honua-production" },
      "GreaterThanThreshold 0",
      "3 × 300",
      "missing",
    ]);
  });

  it("rings when the database runs out of connections, processors or storage, or says nothing", async () => {
    const dimensions = { DBInstanceIdentifier: "honua-production-database" };
    assert.deepEqual(question("database-connections"), [
      "AWS/RDS Maximum DatabaseConnections",
      dimensions,
      "GreaterThanThreshold 4000",
      "2 × 300",
      "missing",
    ]);
    assert.deepEqual(question("database-cpu"), [
      "AWS/RDS Average CPUUtilization",
      dimensions,
      "GreaterThanThreshold 80",
      "3 × 300",
      "breaching",
    ]);
    assert.deepEqual(question("database-storage"), [
      "AWS/RDS Maximum FreeStorageSpace",
      dimensions,
      `LessThanThreshold ${50 * 1024 ** 3}`,
      "6 × 300",
      "missing",
    ]);
  });

  it("rings when a replica is five minutes behind", async () => {
    for (const number of [1, 2]) {
      const [metric, dimensions, comparison] = question(`database-replica-${number}-lag`);
      assert.equal(metric, "AWS/RDS Minimum ReplicaLag");
      assert.deepEqual(dimensions, { DBInstanceIdentifier: `honua-production-database-replica-${number}` });
      assert.equal(comparison, "GreaterThanThreshold 300");
    }
  });

  it("rings for each of the cache's nodes: memory, processor, evictions", async () => {
    const node = { CacheClusterId: "honua-production-cache-0003-001" };
    const expected = {
      memory: ["AWS/ElastiCache Maximum DatabaseMemoryUsagePercentage", "GreaterThanThreshold 80"],
      cpu: ["AWS/ElastiCache Average EngineCPUUtilization", "GreaterThanThreshold 75"],
      evictions: ["AWS/ElastiCache Sum Evictions", "GreaterThanThreshold 0"],
    };
    for (const [name, [metric, comparison]] of Object.entries(expected)) {
      assert.deepEqual(question(`cache-3-${name}`).slice(0, 3), [metric, node, comparison]);
    }
  });

  it("rings when a NAT gateway has no ports left", async () => {
    assert.deepEqual(question("nat-2-ports"), [
      "AWS/NATGateway Sum ErrorPortAllocation",
      { NatGatewayId: "nat-b" },
      "GreaterThanThreshold 0",
      "1 × 300",
      "notBreaching",
    ]);
  });

  it("tells of threats of high severity", async () => {
    const { one } = await monitoring();
    const { eventPattern } = one("aws:cloudwatch/eventRule:EventRule", "monitoring-threats").inputs;
    assert.deepEqual(JSON.parse(eventPattern), {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    });
    const target = one("aws:cloudwatch/eventTarget:EventTarget", "monitoring-threats").inputs;
    assert.deepEqual([target["rule"], target["arn"]], ["monitoring-threats", topicArn]);
  });

  it("warns at 80 and 100 % of the month's budget, and when it will not last", async () => {
    const { inputs } = (await monitoring()).one("aws:budgets/budget:Budget", "monitoring-budget");
    assert.deepEqual(
      ["budgetType", "timeUnit", "timePeriodStart", "limitAmount", "limitUnit"].map((key) => inputs[key]),
      ["COST", "MONTHLY", "2026-12-01_00:00", "8000", "USD"],
    );
    assert.deepEqual(inputs["costFilters"], [{ name: "TagKeyValue", values: ["user:Project$honua"] }]);
    assert.deepEqual(
      inputs["notifications"].map((one: Record<string, unknown>) => [one["notificationType"], one["threshold"]]),
      [
        ["ACTUAL", 80],
        ["ACTUAL", 100],
        ["FORECASTED", 100],
      ],
    );
    for (const notification of inputs["notifications"]) {
      assert.equal(notification.thresholdType, "PERCENTAGE");
      assert.deepEqual(notification.subscriberEmailAddresses, args.emails);
      assert.deepEqual(notification.subscriberSnsTopicArns, [topicArn]);
    }
  });

  it("shows the alarms and every service on a dashboard that fits CloudWatch's grid", async () => {
    const { result, one, ofType } = await monitoring();
    const { dashboardName, dashboardBody } = one("aws:cloudwatch/dashboard:Dashboard", "monitoring").inputs;
    assert.equal(dashboardName, "honua-production");
    const { widgets } = JSON.parse(dashboardBody);
    const [alarms, ...rows] = widgets;
    assert.equal(alarms.properties.alarms.length, ofType(alarm).length);
    const titles = rows.filter(({ type }: { type: string }) => type === "text");
    assert.deepEqual(
      titles.map(({ properties }: { properties: { markdown: string } }) => /\[(\w+)\]/.exec(properties.markdown)?.[1]),
      ["Cluster", "Database", "Cache", "Network", "Images", "Backups"],
    );
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      for (let column = x; column < x + width; column += 1) {
        for (let line = y; line < y + height; line += 1) {
          assert.ok(column < 24 && !taken.has(`${column} ${line}`), `${column} ${line}`);
          taken.add(`${column} ${line}`);
        }
      }
    }
    const connections = rows.find(
      ({ properties }: { properties: { title: string } }) => properties.title === "Connections",
    );
    assert.deepEqual(connections.properties.metrics[0], [
      "AWS/RDS",
      "DatabaseConnections",
      "DBInstanceIdentifier",
      "honua-production-database",
      { stat: "Maximum" },
    ]);
    assert.equal(
      await valueOf(result.dashboardUrl),
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/honua-production",
    );
  });

  it("measures the nodes and keeps the containers' logs, encrypted and for so many days", async () => {
    const { one } = await monitoring();
    const { inputs } = one("aws:eks/addon:Addon", "monitoring-insights");
    assert.deepEqual(
      [inputs["clusterName"], inputs["addonName"], inputs["serviceAccountRoleArn"]],
      ["honua-production", "amazon-cloudwatch-observability", "arn:aws:iam::123456789012:role/monitoring-insights"],
    );
    const { containerLogs, agent } = JSON.parse(inputs["configurationValues"]);
    assert.equal(containerLogs.enabled, true);
    assert.deepEqual(Object.keys(agent.config.logs.metrics_collected), ["kubernetes"]);
    for (const log of ["application", "dataplane", "host", "performance"]) {
      const group = one("aws:cloudwatch/logGroup:LogGroup", `monitoring-insights-${log}`).inputs;
      assert.equal(group["name"], `/aws/containerinsights/honua-production/${log}`);
      assert.deepEqual([group["kmsKeyId"], group["retentionInDays"]], [await valueOf(args.logKey.id), 30]);
    }
  });

  it("lets the agents write to their own logs and namespaces only", async () => {
    const { one } = await monitoring();
    const statements = statementsOf(one("aws:iam/rolePolicy:RolePolicy", "monitoring-insights"));
    const { WriteLogs, SendMetrics } = statements;
    const groups = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/containerinsights/honua-production/";
    assert.equal(WriteLogs?.Resource.length, 8);
    assert.ok([WriteLogs.Resource].flat().every((resource) => resource.startsWith(groups)));
    assert.deepEqual(SendMetrics?.Condition, {
      StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] },
    });
    const [trust] = Object.values(statementsOf(one("aws:iam/role:Role", "monitoring-insights"), "assumeRolePolicy"));
    const subjects = Object.values(trust?.Condition?.["StringEquals"] ?? {});
    assert.ok(subjects.includes("system:serviceaccount:amazon-cloudwatch:cloudwatch-agent"));
  });
});
