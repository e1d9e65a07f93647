/** Which roles a principal has been given where. Azure checks some of them when a service is made to use something. */
import type { Cloud } from "../model.ts";
import { valuesAt } from "../paths.ts";
import { textAt } from "../text.ts";
import { resourceWithId, sameName } from "./subscription.ts";

/** The object id of a live user-assigned identity; empty for one that the program did not make. */
export const principalOf = (cloud: Cloud, identityId: string): string =>
  textAt(resourceWithId(cloud, identityId)?.outputs ?? {}, "principalId");

/** Whether any role holds there: one given for it, or for something that it lies in. */
export function hasGrant(cloud: Cloud, principal: string, targetId: string): boolean {
  const target = `/${targetId.replace(/^\//, "")}/`.toLowerCase();
  return cloud.ofType("azure-native:authorization:RoleAssignment").some(({ inputs }) => {
    const scope = `/${textAt(inputs, "scope").replace(/^\/|\/$/g, "")}/`.toLowerCase();
    return sameName(textAt(inputs, "principalId"), principal) && target.startsWith(scope);
  });
}

/** Whether a vault's own access policies let the principal in. */
export const hasPolicy = (cloud: Cloud, principal: string, vaultId: string): boolean =>
  valuesAt(resourceWithId(cloud, vaultId)?.outputs ?? {}, "properties.accessPolicies[].objectId").includes(principal) ||
  cloud
    .ofType("azure-native:keyvault:AccessPolicy")
    .some(
      ({ id, inputs }) =>
        id.toLowerCase().startsWith(vaultId.toLowerCase()) && textAt(inputs, "policy.objectId") === principal,
    );
