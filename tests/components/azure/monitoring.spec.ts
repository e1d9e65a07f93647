import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AzureMonitoring } from "../../../components/azure/monitoring.ts";
import type { MonitoringArgs } from "../../../components/contract/monitoring.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { tags } from "../../support/parts.ts";
import { azureKey, cache, cluster, database, idOf, network, registry, scope } from "./parts.ts";

const args: MonitoringArgs = {
  scope,
  environment: "production",
  tags,
  network,
  cluster,
  database,
  cache,
  registry,
  emails: ["oncall@example.com", "platform@example.com"],
  monthlyBudget: 8500,
  budgetStart: "2026-12",
  alertKey: azureKey("alerts"),
  logKey: azureKey("logs"),
  logRetentionDays: 30,
};

const name = "honua-production-monitoring";
const monitor = (type: string) => `azure-native:monitor:${type}`;
const workflow = "azure-native:logic:Workflow";
const groupId = idOf("Microsoft.Insights/actionGroups", `${name}-alerts`);
const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";

const monitoring = (changes: Partial<MonitoringArgs> = {}, preview = false) =>
  deployed(() => new AzureMonitoring(name, { ...args, ...changes }), { preview });

const withSlack = () =>
  monitoring({ slack: { channel: "alerts", token: pulumi.secret("https://hooks.slack.com/services/T/B/x") } });

async function alarm(role: string) {
  const { inputs } = (await monitoring()).one(monitor("MetricAlert"), `${name}-${role}`);
  const [criterion, ...others] = inputs["criteria"].allOf;
  assert.deepEqual(others, []);
  return { ...inputs, criterion } as Record<string, unknown> & { criterion: Criterion };
}

interface Criterion {
  readonly metricName: string;
  readonly operator: string;
  readonly threshold: number;
  readonly timeAggregation: string;
  readonly dimensions: { name: string; operator: string; values: string[] }[];
}

describe("AzureMonitoring", () => {
  it("sends mail to everybody named, in the form that all alerts share", async () => {
    const { one, result } = await monitoring();
    const { groupShortName, emailReceivers, location, enabled } = one(monitor("ActionGroup"), `${name}-alerts`).inputs;
    assert.ok(groupShortName.length <= 12);
    assert.deepEqual([location, enabled], ["Global", true]);
    assert.deepEqual(
      emailReceivers,
      args.emails.map((emailAddress) => ({ name: emailAddress, emailAddress, useCommonAlertSchema: true })),
    );
    assert.equal(await valueOf(result.alertTargetId), groupId);
  });

  it("tells a Slack channel too where one is named, by a webhook that is secret", async () => {
    assert.deepEqual((await monitoring()).ofType(workflow), []);
    const { one } = await withSlack();
    const { parameters, definition } = one(workflow, `${name}-slack`).inputs;
    assert.equal(parameters.value.webhook.value, "https://hooks.slack.com/services/T/B/x");
    assert.deepEqual(definition.parameters, { webhook: { type: "SecureString" } });
    const [{ inputs: request, runtimeConfiguration }] = Object.values<Action>(definition.actions) as [Action];
    assert.deepEqual([request.method, request.uri], ["POST", "@parameters('webhook')"]);
    assert.deepEqual(Object.keys(request.body), ["text"]);
    for (const said of ["alertRule", "monitorCondition", "severity", "description", "BudgetName", "SpendingAmount"])
      assert.match(request.body.text, new RegExp(`\\['${said}'\\]`));
    assert.equal(request.body.text.split("(").length, request.body.text.split(")").length);
    assert.deepEqual(runtimeConfiguration.secureData.properties, ["inputs"]);
    assert.doesNotMatch(JSON.stringify(definition), /hooks\.slack\.com/);
  });

  it("starts the workflow for Slack by an address that is secret, too", async () => {
    const { one } = await withSlack();
    const receivers = one(monitor("ActionGroup"), `${name}-alerts`).inputs["logicAppReceivers"].value;
    assert.equal(receivers[0].resourceId, idOf("Microsoft.Logic/workflows", `${name}-slack`));
    assert.match(receivers[0].callbackUrl, /^https:.*\/triggers\/alert\/.*sig=/);
    assert.equal(receivers[0].useCommonAlertSchema, true);
  });

  it("rings for whatever is watched, and tells everybody when it starts and stops", async () => {
    const alerts = (await monitoring()).ofType(monitor("MetricAlert"));
    assert.deepEqual(
      alerts.map((alert) => alert.name.replace(`${name}-`, "")).sort(),
      [
        "cluster-cpu",
        "cluster-memory",
        "cluster-unschedulable-pods",
        "database-down",
        "database-connections",
        "database-cpu",
        "database-storage",
        "database-replica-1-lag",
        "database-replica-2-lag",
        "cache-memory",
        "cache-cpu",
        "cache-evictions",
        "nat-1-ports",
        "nat-1-down",
      ].sort(),
    );
    for (const { name: each, inputs } of alerts) {
      assert.equal(inputs["ruleName"], each);
      assert.equal(inputs["location"], "Global");
      assert.deepEqual([inputs["enabled"], inputs["autoMitigate"]], [true, true]);
      assert.deepEqual(inputs["actions"], [{ actionGroupId: groupId }]);
      assert.equal(inputs["evaluationFrequency"], "PT5M");
      assert.ok(inputs["description"].length > 10);
    }
  });

  it("rings when the nodes' processors or memory are busy above 80 % for a while", async () => {
    for (const [role, metric] of [
      ["cluster-cpu", "node_cpu_usage_percentage"],
      ["cluster-memory", "node_memory_working_set_percentage"],
    ] as const) {
      const { criterion, scopes, windowSize } = await alarm(role);
      assert.deepEqual(scopes, [await valueOf(cluster.clusterId)]);
      assert.equal(windowSize, "PT15M");
      const { metricName, operator, threshold, timeAggregation } = criterion;
      assert.deepEqual([metricName, operator, threshold, timeAggregation], [metric, "GreaterThan", 80, "Average"]);
    }
  });

  it("rings for each pod that nothing is found for", async () => {
    const { criterion } = await alarm("cluster-unschedulable-pods");
    assert.equal(criterion.metricName, "kube_pod_status_phase");
    assert.deepEqual(criterion.dimensions, [
      { name: "phase", operator: "Include", values: ["Pending"] },
      { name: "pod", operator: "Include", values: ["*"] },
    ]);
    assert.deepEqual([criterion.timeAggregation, criterion.threshold], ["Total", 10]);
  });

  it("rings when four of five connections are taken, and when the database is down, busy or full", async () => {
    const expected = [
      ["database-down", "is_db_alive", "LessThan", 1],
      ["database-connections", "active_connections", "GreaterThan", 4000],
      ["database-cpu", "cpu_percent", "GreaterThan", 80],
      ["database-storage", "storage_percent", "GreaterThan", 90],
    ] as const;
    for (const [role, metric, ...terms] of expected) {
      const { criterion, scopes } = await alarm(role);
      assert.deepEqual(scopes, [await valueOf(database.instanceId)]);
      assert.deepEqual([criterion.metricName, criterion.operator, criterion.threshold], [metric, ...terms]);
    }
    assert.equal((await alarm("database-down"))["severity"], 0);
  });

  it("rings when a replica falls behind", async () => {
    const { criterion, scopes } = await alarm("database-replica-2-lag");
    assert.deepEqual(scopes, [await valueOf(database.replicaIds[1]!)]);
    assert.equal(criterion.metricName, "physical_replication_delay_in_seconds");
    assert.deepEqual([criterion.threshold, criterion.timeAggregation], [300, "Minimum"]);
  });

  it("rings when the cache is full, busy or throws keys out", async () => {
    for (const [role, metric, threshold] of [
      ["cache-memory", "usedmemorypercentage", 80],
      ["cache-cpu", "percentProcessorTime", 75],
      ["cache-evictions", "evictedkeys", 0],
    ] as const) {
      const { criterion, scopes } = await alarm(role);
      assert.deepEqual(scopes, [await valueOf(cache.cacheId)]);
      assert.deepEqual([criterion.metricName, criterion.threshold], [metric, threshold]);
    }
  });

  it("rings when connections to the internet fail", async () => {
    const { criterion, scopes } = await alarm("nat-1-ports");
    assert.deepEqual(scopes, [await valueOf(network.egressIds[0]!)]);
    assert.equal(criterion.metricName, "SNATConnectionCount");
    assert.deepEqual(criterion.dimensions, [{ name: "ConnectionState", operator: "Include", values: ["Failed"] }]);
  });

  it("tells of Azure's own outages, and of threats that Defender finds", async () => {
    const { one } = await monitoring();
    for (const [role, category] of [
      ["outages", "ServiceHealth"],
      ["threats", "Security"],
    ]) {
      const { scopes, condition, actions, location } = one(monitor("ActivityLogAlert"), `${name}-${role}`).inputs;
      assert.deepEqual([scopes, location], [[subscription], "Global"]);
      assert.deepEqual(condition, { allOf: [{ field: "category", equals: category }] });
      assert.deepEqual(actions, { actionGroups: [{ actionGroupId: groupId }] });
    }
  });

  it("warns of costs at 80 and 100 %, and of a forecast above them, wherever the resources are", async () => {
    const { inputs } = (await monitoring()).one("azure-native:consumption:Budget", `${name}-budget`);
    assert.equal(inputs["scope"], subscription);
    assert.deepEqual([inputs["amount"], inputs["timeGrain"], inputs["category"]], [8500, "Monthly", "Cost"]);
    assert.deepEqual(inputs["timePeriod"], { startDate: "2026-12-01T00:00:00Z" });
    assert.deepEqual(inputs["filter"].and, [
      { tags: { name: "Project", operator: "In", values: ["honua"] } },
      { tags: { name: "Environment", operator: "In", values: ["production"] } },
    ]);
    const notifications = Object.values<Notification>(inputs["notifications"]);
    assert.deepEqual(notifications.map(({ thresholdType, threshold }) => `${thresholdType} ${threshold}`).sort(), [
      "Actual 100",
      "Actual 80",
      "Forecasted 100",
    ]);
    for (const { enabled, operator, contactEmails, contactGroups } of notifications) {
      assert.deepEqual([enabled, operator], [true, "GreaterThanOrEqualTo"]);
      assert.deepEqual(contactEmails, args.emails);
      assert.deepEqual(contactGroups, [groupId]);
    }
  });

  it("shows every service on a page of its own", async () => {
    const { one, result } = await monitoring();
    const { resourceName, serializedData, kind } = one("azure-native:applicationinsights:Workbook", name).inputs;
    // Azure wants a GUID.
    assert.ok(one("random:index/randomUuid:RandomUuid", name));
    assert.equal(kind, "shared");
    const { items } = JSON.parse(serializedData) as { items: Item[] };
    const titles = items.flatMap(({ content }) => content.json ?? []);
    assert.deepEqual(titles, ["## Cluster", "## Database", "## Cache", "## Network"]);
    const shown = new Map(items.flatMap(({ content }) => content.metrics?.map((each) => [each.metric, content]) ?? []));
    const connections = shown.get("microsoft.dbforpostgresql/flexibleservers--active_connections");
    assert.deepEqual(connections?.resourceIds, [
      await valueOf(database.instanceId),
      ...(await valueOf(database.replicaIds)),
    ]);
    for (const metric of [
      "microsoft.containerservice/managedclusters--node_cpu_usage_percentage",
      "microsoft.cache/redisenterprise--usedmemorypercentage",
      "microsoft.network/natgateways--SNATConnectionCount",
    ])
      assert.ok(shown.has(metric), metric);
    const id = idOf("Microsoft.Insights/workbooks", resourceName);
    assert.equal(await valueOf(result.dashboardUrl), `https://portal.azure.com/#resource${id}/workbook`);
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof monitoring>>) =>
      resources.map((resource) => `${resource.type} ${resource.name}`).sort();
    assert.deepEqual(list(await monitoring({}, true)), list(await monitoring()));
  });
});

interface Action {
  readonly inputs: { readonly method: string; readonly uri: string; readonly body: { readonly text: string } };
  readonly runtimeConfiguration: { readonly secureData: { readonly properties: readonly string[] } };
}

interface Notification {
  readonly enabled: boolean;
  readonly operator: string;
  readonly thresholdType: string;
  readonly threshold: number;
  readonly contactEmails: readonly string[];
  readonly contactGroups: readonly string[];
}

interface Item {
  readonly content: {
    readonly json?: string;
    readonly resourceIds?: readonly string[];
    readonly metrics?: readonly { readonly metric: string }[];
  };
}
