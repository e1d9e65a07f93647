import type { CustomRole } from "./custom-role.ts";
import { type Role, roles } from "./role-assignment.ts";

/** What the program makes in its resource group, and what it reads there. */
export const groupDeployer: CustomRole = {
  description: "Makes what Honua consists of, in its resource group. Gives nobody rights.",
  actions: [
    "Microsoft.AlertsManagement/actionRules/*",
    "Microsoft.Authorization/*/read",
    "Microsoft.Authorization/locks/*",
    "Microsoft.Cache/redis/*",
    "Microsoft.Cache/redisEnterprise/*",
    "Microsoft.Compute/diskEncryptionSets/*",
    "Microsoft.ContainerRegistry/registries/*",
    "Microsoft.ContainerService/managedClusters/*",
    "Microsoft.DataProtection/backupVaults/*",
    "Microsoft.DBforPostgreSQL/flexibleServers/*",
    "Microsoft.Insights/*",
    "Microsoft.KeyVault/vaults/*",
    "Microsoft.Logic/workflows/*",
    "Microsoft.ManagedIdentity/userAssignedIdentities/*",
    "Microsoft.Network/*",
    "Microsoft.OperationalInsights/workspaces/*",
    "Microsoft.Resources/deployments/*",
    "Microsoft.Resources/subscriptions/resourceGroups/*",
    "Microsoft.Storage/storageAccounts/*",
  ],
  notActions: [
    // Who may take an identity on, its own included, takes an administrator.
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/delete",
    "Microsoft.Storage/storageAccounts/listKeys/action",
  ],
};

/** What it makes outside: settings of the subscription, and flow logs, which belong to Azure's own group. */
export const subscriptionDeployer: CustomRole = {
  description: "Makes what Honua needs outside its resource group.",
  actions: [
    "Microsoft.Consumption/budgets/*",
    "Microsoft.Insights/diagnosticSettings/*",
    "Microsoft.KeyVault/locations/*/read",
    "Microsoft.Network/locations/*/read",
    "Microsoft.Network/networkWatchers/flowLogs/*",
    "Microsoft.Network/networkWatchers/read",
    "Microsoft.Resources/deployments/*",
    "Microsoft.Resources/subscriptions/read",
    "Microsoft.Resources/subscriptions/resourceGroups/read",
    "Microsoft.Resources/subscriptions/resourceGroups/write",
    "Microsoft.Security/pricings/*",
  ],
};

/** Whoever gives roles away can give itself every role that it may give. */
const notGiven: readonly Role[] = ["Role Based Access Control Administrator"];

/**
 * Lets rights be given and taken that the program gives: Azure's own roles of role-assignment.ts and ours, to identities,
 * not to people. https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples
 *
 * @param ours GUIDs of roles.
 */
export function onlyOwnRoles(...ours: string[]): string {
  const azures = Object.entries(roles).filter(([role]) => !notGiven.includes(role as Role));
  const allowed = `{${[...azures.map(([, guid]) => guid), ...ours].join(", ")}}`;
  const attribute = "Microsoft.Authorization/roleAssignments";
  const isAllowed = (side: "@Request" | "@Resource") =>
    `${side}[${attribute}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals ${allowed} AND ${side}[${attribute}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}`;
  return [
    `(!(ActionMatches{'${attribute}/write'}) OR (${isAllowed("@Request")}))`,
    `(!(ActionMatches{'${attribute}/delete'}) OR (${isAllowed("@Resource")}))`,
  ].join(" AND ");
}
