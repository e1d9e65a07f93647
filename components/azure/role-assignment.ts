import { setTimeout as sleep } from "node:timers/promises";
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { subscriptionOf } from "./subscription.ts";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const roles = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  AcrPush: "8311e382-0749-4cb8-b61a-304f252e45ec",
  "Azure Kubernetes Service Cluster User Role": "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
  "Azure Kubernetes Service RBAC Cluster Admin": "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  "Azure Kubernetes Service RBAC Reader": "7f6c6a51-bcf8-42ba-9220-52d62157d7db",
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c6b86ee6",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "PostgreSQL Flexible Server Long Term Retention Backup Role": "c088a766-074b-43ba-90d4-1fb21feae531",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
} as const;

export type Role = keyof typeof roles;

export interface RoleAssignmentArgs {
  /** One of Azure's, or the GUID of one of ours. */
  readonly role: Role | pulumi.Output<string>;
  /** The identity that gets the role. */
  readonly principalId: pulumi.Input<string>;
  /** The id of what it gets it on. */
  readonly on: pulumi.Input<string>;
  /** What for, in a sentence: Azure shows it beside the role, and docs/iam-azure.md lists it. */
  readonly why: string;
  /** What of the role's rights it gets. Default: all. https://learn.microsoft.com/azure/role-based-access-control/conditions-format */
  readonly condition?: pulumi.Input<string>;
}

/**
 * Gives an identity a role.
 *
 * @returns The assignment's id, once it works: whatever waits for it may do what the role says.
 */
export function assignRole(
  name: string,
  { role, principalId, on, why, condition }: RoleAssignmentArgs,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> {
  const { subscriptionId } = subscriptionOf(parent);
  const assignment = new azure.authorization.RoleAssignment(
    name,
    {
      scope: on,
      roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${typeof role === "string" ? roles[role] : role}`,
      principalId,
      // Without it, Azure looks for the identity in places that a new one has not come to yet, and fails.
      principalType: "ServicePrincipal",
      description: why,
      ...(condition !== undefined && { condition, conditionVersion: "2.0" }),
    },
    { parent },
  );
  return pulumi.all([assignment.id, assignment.createdOn]).apply(async ([id, createdOn]) => {
    if (!pulumi.runtime.isDryRun()) await sleep(untilItWorks(createdOn, Date.now()));
    return id;
  });
}

/**
 * Milliseconds to wait before a role is used. Azure's services learn of a new assignment after a while, mostly within two
 * minutes, and what is told to use a key before fails for good.
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---role-assignment-changes-are-not-being-detected
 */
export function untilItWorks(createdOn: string, now: number): number {
  return Math.max(Date.parse(createdOn) + 120_000 - now, 0);
}
