import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import { vaultOf } from "./keys.ts";
import { uniqueName } from "./names.ts";

export interface AzureLogArchiveArgs {
  readonly scope: pulumi.Input<string>;
  readonly key: EncryptionKey;
  /** Days after which logs are deleted. */
  readonly retentionDays: number;
  /** Refuses to be deleted. Default: false. */
  readonly protect?: boolean;
}

/** A storage account that Azure's own services write logs to, and that nobody else reaches over the internet. */
export class AzureLogArchive extends pulumi.ComponentResource {
  readonly account: azure.storage.StorageAccount;

  constructor(name: string, args: AzureLogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:LogArchive", name, {}, opts);
    this.account = this.createAccount(name, args);
    new azure.storage.ManagementPolicy(
      name,
      {
        resourceGroupName: args.scope,
        accountName: this.account.name,
        managementPolicyName: "default",
        policy: { rules: [deleteAfter(args.retentionDays)] },
      },
      { parent: this },
    );
    this.registerOutputs({ accountId: this.account.id });
  }

  private createAccount(name: string, { scope, key, protect }: AzureLogArchiveArgs): azure.storage.StorageAccount {
    const { vaultUri, keyName } = vaultOf(key);
    return new azure.storage.StorageAccount(
      name,
      {
        resourceGroupName: scope,
        accountName: uniqueName(name, "storageAccount", this),
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        minimumTlsVersion: "TLS1_2",
        enableHttpsTrafficOnly: true,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        // Its keys stay, which nobody is given: Azure writes flow logs with them.
        // https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#storage-account
        defaultToOAuthAuthentication: true,
        networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
        identity: { type: "UserAssigned", userAssignedIdentities: [key.userId ?? ""] },
        encryption: {
          keySource: "Microsoft.Keyvault",
          keyVaultProperties: { keyVaultUri: vaultUri, keyName },
          encryptionIdentity: { encryptionUserAssignedIdentity: key.userId },
        },
      },
      { parent: this, protect },
    );
  }
}

const deleteAfter = (days: number): azure.types.input.storage.ManagementPolicyRuleArgs => ({
  name: "delete",
  type: "Lifecycle",
  enabled: true,
  definition: {
    filters: { blobTypes: ["blockBlob", "appendBlob"] },
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } },
  },
});
