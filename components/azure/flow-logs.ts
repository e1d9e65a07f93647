import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import { AzureLogArchive } from "./log-archive.ts";
import { logStoreOf } from "./log-store.ts";

export interface AzureFlowLogsArgs {
  readonly scope: pulumi.Input<string>;
  readonly networkId: pulumi.Input<string>;
  /** Where the network is. */
  readonly region: pulumi.Input<string>;
  readonly key: EncryptionKey;
  readonly retentionDays: number;
}

/** Azure has one in each region, which it makes by itself when a subscription's first network there is made. */
const watcherGroup = "NetworkWatcherRG";

/** Records every connection of a network, accepted or not: as they are in an archive, and summed up in the log store. */
export class AzureFlowLogs extends pulumi.ComponentResource {
  readonly archiveId: pulumi.Output<string>;

  constructor(name: string, args: AzureFlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:FlowLogs", name, {}, opts);
    const { account } = new AzureLogArchive(
      name,
      { scope: args.scope, key: args.key, retentionDays: args.retentionDays },
      { parent: this },
    );
    new azure.network.FlowLog(
      name,
      {
        resourceGroupName: watcherGroup,
        location: args.region,
        networkWatcherName: pulumi.interpolate`NetworkWatcher_${args.region}`,
        targetResourceId: args.networkId,
        storageId: account.id,
        enabled: true,
        format: { type: "JSON", version: 2 },
        flowAnalyticsConfiguration: {
          networkWatcherFlowAnalyticsConfiguration: {
            enabled: true,
            workspaceResourceId: logStoreOf(this, args.scope),
            workspaceRegion: args.region,
            trafficAnalyticsInterval: 60,
          },
        },
      },
      { parent: this },
    );
    this.archiveId = account.id;
    this.registerOutputs({ archiveId: this.archiveId });
  }
}
