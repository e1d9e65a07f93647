import { setTimeout as sleep } from "node:timers/promises";
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { subscriptionOf } from "./subscription.ts";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roles = {
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "PostgreSQL Flexible Server Long Term Retention Backup Role": "c088a766-074b-43ba-90d4-1fb21feae531",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
} as const;

export type Role = keyof typeof roles;

export interface RoleAssignmentArgs {
  readonly role: Role;
  /** The identity that gets the role. */
  readonly principalId: pulumi.Input<string>;
  /** The id of what it gets it on. */
  readonly on: pulumi.Input<string>;
}

/**
 * Gives an identity a role.
 *
 * @returns The assignment's id, once it works: whatever waits for it may do what the role says.
 */
export function assignRole(
  name: string,
  { role, principalId, on }: RoleAssignmentArgs,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> {
  const { subscriptionId } = subscriptionOf(parent);
  const assignment = new azure.authorization.RoleAssignment(
    name,
    {
      scope: on,
      roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`,
      principalId,
      // Without it, Azure looks for the identity in places that a new one has not come to yet, and fails.
      principalType: "ServicePrincipal",
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
