import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import { after } from "../after.ts";
import { assignRole } from "./role-assignment.ts";

export interface AzureClusterIdentityArgs {
  readonly scope: pulumi.Input<string>;
  /** The key of the cluster's Secrets, whose user the control plane is: AKS takes one identity for both. */
  readonly secretsKey: EncryptionKey;
  /** What nodes and control plane are put into. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly diskEncryptionSetId: pulumi.Input<string>;
}

/** Who a cluster acts as: its control plane, and its nodes. Both are ready for AKS once they are given. */
export class AzureClusterIdentity extends pulumi.ComponentResource {
  /** The id of the control plane's identity. */
  readonly controlPlaneId: pulumi.Output<string>;
  /** What the nodes pull images as. */
  readonly nodes: azure.managedidentity.UserAssignedIdentity;

  constructor(name: string, args: AzureClusterIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ClusterIdentity", name, {}, opts);
    const { userId, userPrincipalId } = args.secretsKey;
    if (userId === undefined || userPrincipalId === undefined)
      throw new Error("The key of the cluster's Secrets has no user, whom the control plane could act as");
    this.nodes = new azure.managedidentity.UserAssignedIdentity(
      `${name}-nodes`,
      { resourceGroupName: args.scope },
      { parent: this },
    );
    const grant = (
      target: string,
      role: Parameters<typeof assignRole>[1]["role"],
      on: pulumi.Input<string>,
      why: string,
    ) => assignRole(`${name}-${target}`, { role, principalId: userPrincipalId, on, why }, this);
    this.controlPlaneId = after(
      userId,
      grant("kubelet", "Managed Identity Operator", this.nodes.id, "Gives the nodes their identity."),
      grant("disks", "Reader", args.diskEncryptionSetId, "Makes disks that are encrypted with our key."),
      ...args.subnetIds.map((subnetId, index) =>
        grant(`subnet-${index + 1}`, "Network Contributor", subnetId, "Puts nodes and load balancers into the subnet."),
      ),
    );
    this.registerOutputs({ controlPlaneId: this.controlPlaneId });
  }
}
