import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";
import { platformName } from "../tables/names.ts";
import { after } from "../after.ts";

/**
 * A workspace keeps logs for 30 days at least. Keeping single tables shorter is possible and saves nothing, since 31 days are
 * part of the price: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
 */
const minRetentionDays = 30;

/** The resource group that holds the stack, and the Log Analytics workspace that its logs go to. */
export class AzureFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope: pulumi.Output<string>;

  constructor(name: string, args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Foundation", name, {}, opts);
    const resourceGroupName = platformName(args.environment);
    const group = new azure.resources.ResourceGroup(name, { resourceGroupName }, { parent: this });
    const workspace = this.createWorkspace(name, group, args);

    // The name itself, which previews know, and not the group's output, which they do not.
    this.scope = after(resourceGroupName, group.urn, workspace.urn);
    this.registerOutputs({ scope: this.scope });
  }

  /** Named like the group, by which everything finds it: log-store.ts. */
  private createWorkspace(
    name: string,
    group: azure.resources.ResourceGroup,
    args: FoundationArgs,
  ): azure.operationalinsights.Workspace {
    return new azure.operationalinsights.Workspace(
      name,
      {
        resourceGroupName: group.name,
        workspaceName: platformName(args.environment),
        sku: { name: "PerGB2018" },
        retentionInDays: Math.max(args.logRetentionDays, minRetentionDays),
        features: {
          disableLocalAuth: true,
          enableLogAccessUsingOnlyResourcePermissions: true,
          // Without it, 30 days are 31.
          immediatePurgeDataOn30Days: true,
        },
      },
      { parent: this },
    );
  }
}
