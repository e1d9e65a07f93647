import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Audit, AuditArgs } from "../contract/audit.ts";
import { AzureLogArchive } from "./log-archive.ts";
import { logStoreOf } from "./log-store.ts";
import { AzureThreatDetection } from "./threat-detection.ts";

/** What the output says where another stack, or a management group, records this subscription too. */
const elsewhere = "managed elsewhere (honua:audit.manageTrail is false)";

/** Days in which nobody changes or deletes what was archived, and after which it is deleted. */
const immutableDays = 365;
const archiveDays = 400;

/** The container that Azure puts the log into, and would make by itself. */
const containerName = "insights-activity-logs";

/** https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log-schema#categories */
const categories = [
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
];

/**
 * The subscription's trail of who did what, to be searched in the log store and kept in an archive, and as a setting threat
 * detection. The other setting, the history of configurations, changes nothing here: Azure's Resource Graph has the last 14
 * days of changes of every resource, unasked and free, and no service that keeps more.
 * https://learn.microsoft.com/azure/governance/resource-graph/changes/resource-graph-changes
 */
export class AzureAudit extends pulumi.ComponentResource implements Audit {
  readonly archiveId: pulumi.Output<string>;

  constructor(name: string, args: AuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Audit", name, {}, opts);
    this.archiveId = args.manageTrail ? this.recordTrail(name, args) : pulumi.output(elsewhere);
    if (args.threatDetection) new AzureThreatDetection(`${name}-threats`, { parent: this });
    this.registerOutputs({ archiveId: this.archiveId });
  }

  private recordTrail(name: string, { scope, key, durability }: AuditArgs): pulumi.Output<string> {
    const { account } = new AzureLogArchive(
      `${name}-archive`,
      { scope, key, retentionDays: archiveDays, protect: durability === "protected" },
      { parent: this },
    );
    const container = this.createContainer(name, scope, account, durability !== "disposable");
    new azure.monitor.SubscriptionDiagnosticSetting(
      name,
      {
        workspaceId: logStoreOf(this, scope),
        storageAccountId: account.id,
        logs: categories.map((category) => ({ category, enabled: true })),
      },
      { parent: this, dependsOn: container },
    );
    return account.id;
  }

  /** The log grows at the end of its blobs, which immutability has to allow. */
  private createContainer(
    name: string,
    scope: pulumi.Input<string>,
    account: azure.storage.StorageAccount,
    isImmutable: boolean,
  ): pulumi.Resource {
    const container = new azure.storage.BlobContainer(
      `${name}-trail`,
      { resourceGroupName: scope, accountName: account.name, containerName, publicAccess: "None" },
      // A container that was immutable is not deleted by itself while anything is in it.
      { parent: this, deletedWith: account },
    );
    if (!isImmutable) return container;
    return new azure.storage.BlobContainerImmutabilityPolicy(
      `${name}-trail`,
      {
        resourceGroupName: scope,
        accountName: account.name,
        containerName: container.name,
        immutabilityPolicyName: "default",
        immutabilityPeriodSinceCreationInDays: immutableDays,
        allowProtectedAppendWrites: true,
      },
      { parent: this },
    );
  }
}
