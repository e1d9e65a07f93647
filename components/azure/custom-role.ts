import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { subscriptionOf } from "./subscription.ts";

export interface CustomRole {
  /** What it is for, in a sentence. */
  readonly description: string;
  /** What may be done to resources. Default: nothing. */
  readonly actions?: readonly string[];
  /** What of the actions may not. Default: nothing. */
  readonly notActions?: readonly string[];
}

/**
 * A role of ours, which is given on one resource group or subscription and nowhere else.
 *
 * @param on the id of that.
 * @returns Its GUID.
 */
export function createRole(
  name: string,
  { description, actions = [], notActions = [] }: CustomRole,
  on: pulumi.Input<string>,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> {
  return new azure.authorization.RoleDefinition(
    name,
    {
      // A tenant has one role of a name, and may have several subscriptions with the same stack.
      roleName: pulumi.interpolate`${name} (${subscriptionOf(parent).subscriptionId})`,
      roleType: "CustomRole",
      description,
      scope: on,
      assignableScopes: [on],
      permissions: [{ actions: [...actions], notActions: [...notActions] }],
    },
    { parent },
  ).name;
}
