import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

export interface AzureSlackChannelArgs {
  readonly scope: pulumi.Input<string>;
  /** URL of an incoming webhook, which is bound to its channel. Secret. */
  readonly webhook: pulumi.Output<string>;
}

/** What an action group tells. */
export interface LogicApp {
  readonly resourceId: pulumi.Output<string>;
  /** Whoever has it can start the workflow. Secret. */
  readonly callbackUrl: pulumi.Output<string>;
}

const triggerName = "alert";

/** Turns alerts, and warnings about the budget, into messages of a Slack channel: Slack does not take them as they are. */
export class AzureSlackChannel extends pulumi.ComponentResource implements LogicApp {
  readonly resourceId: pulumi.Output<string>;
  readonly callbackUrl: pulumi.Output<string>;

  constructor(name: string, { scope, webhook }: AzureSlackChannelArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:SlackChannel", name, {}, opts);
    const workflow = new azure.logic.Workflow(
      name,
      {
        resourceGroupName: scope,
        state: "Enabled",
        definition,
        parameters: { webhook: { value: webhook } },
      },
      { parent: this },
    );
    const { value } = azure.logic.listWorkflowTriggerCallbackUrlOutput(
      { resourceGroupName: scope, workflowName: workflow.name, triggerName },
      { parent: this },
    );
    this.resourceId = workflow.id;
    this.callbackUrl = pulumi.secret(value);
    this.registerOutputs({ resourceId: this.resourceId });
  }
}

/** A part of what the action group sends, by its path. */
const part = (path: string): string =>
  path.split(".").reduce((before, key) => `${before}?['${key}']`, "triggerBody()?['data']");

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema */
const alertText = `concat(${part("essentials.monitorCondition")}, ': *', ${part("essentials.alertRule")}, '* (', ${part("essentials.severity")}, ') ', ${part("essentials.description")})`;

/** Budgets have a form of their own: https://learn.microsoft.com/azure/cost-management-billing/manage/cost-management-budget-scenario */
const budgetText = `concat('Budget *', ${part("BudgetName")}, '*: ', ${part("SpendingAmount")}, ' of ', ${part("Budget")}, ' ', ${part("Unit")})`;

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-definition-language */
const definition = {
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0",
  parameters: { webhook: { type: "SecureString" } },
  triggers: { [triggerName]: { type: "Request", kind: "Http", inputs: { schema: {} } } },
  actions: {
    tell: {
      type: "Http",
      runAfter: {},
      inputs: {
        method: "POST",
        uri: "@parameters('webhook')",
        headers: { "Content-Type": "application/json" },
        body: { text: `@{if(empty(${part("BudgetName")}), ${alertText}, ${budgetText})}` },
      },
      // The history of runs shows what was sent, but not where to.
      runtimeConfiguration: { secureData: { properties: ["inputs"] } },
    },
  },
};
