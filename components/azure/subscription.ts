import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

/** Where a component's provider works, and as whom. */
export interface Subscription {
  readonly subscriptionId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
}

export function subscriptionOf(component: pulumi.ComponentResource): Subscription {
  const { subscriptionId, tenantId } = azure.authorization.getClientConfigOutput({ parent: component });
  return { subscriptionId, tenantId };
}

/** A resource group's id: known in a preview already. */
export function groupId(component: pulumi.ComponentResource, group: pulumi.Input<string>): pulumi.Output<string> {
  const { subscriptionId } = subscriptionOf(component);
  return pulumi.interpolate`/subscriptions/${subscriptionId}/resourceGroups/${group}`;
}

/** The id of what a resource group holds, for what is found by its name: known in a preview already. */
export function idInGroup(
  component: pulumi.ComponentResource,
  group: pulumi.Input<string>,
  type: string,
  name: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.interpolate`${groupId(component, group)}/providers/${type}/${name}`;
}
