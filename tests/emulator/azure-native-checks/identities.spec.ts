import { identities } from "../../../emulator/azure-native/checks/identities.ts";
import { GROUP, describeChecks, grant, guid, identity, live } from "./samples.ts";

const READER =
  "/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
const FEDERATED = "Microsoft.ManagedIdentity/userAssignedIdentities";
const credential = (of: string, name: string, subject = name) =>
  live("managedidentity:FederatedIdentityCredential", `${FEDERATED}/${of}/federatedIdentityCredentials/${name}`, {
    resourceName: of,
    issuer: "https://issuer.example/",
    subject,
  });

describeChecks("identities", identities, [
  {
    type: "authorization:RoleAssignment",
    live: [
      identity("id", "1"),
      {
        ...grant("1", `${GROUP}/x`),
        inputs: { principalId: guid("1"), scope: GROUP, roleDefinitionId: `${READER.slice(0, -1)}8` },
      },
    ],
    right: {
      roleAssignmentName: guid("a"),
      scope: GROUP,
      principalId: guid("1"),
      principalType: "ServicePrincipal",
      roleDefinitionId: READER,
      condition: "@Resource[x] StringEquals 'y'",
      conditionVersion: "2.0",
    },
    wrong: [
      [{ roleAssignmentName: "reader" }, "roleAssignmentName"],
      [{ principalId: "honua" }, "principalId"],
      [{ roleDefinitionId: "Reader" }, "roleDefinitionId"],
      [{ roleDefinitionId: READER.replace(/[^/]+$/, "Reader") }, "roleDefinitionId"],
      [{ scope: "rg" }, "scope"],
      [{ principalType: "Identity" }, "principalType"],
      [{ principalType: undefined }, "principalType"],
      [{ principalType: "User" }, "principalType"],
      [{ roleDefinitionId: `${READER.slice(0, -1)}8` }, "roleDefinitionId"],
      [{ conditionVersion: undefined }, "conditionVersion"],
    ],
  },
  {
    type: "authorization:RoleDefinition",
    right: {
      roleDefinitionId: guid("b"),
      roleName: "Puller",
      scope: GROUP,
      assignableScopes: [GROUP],
      permissions: [
        {
          actions: ["Microsoft.ContainerRegistry/registries/*/read", "*/read"],
          dataActions: ["Microsoft.ContainerRegistry/x/read"],
        },
      ],
    },
    wrong: [
      [{ roleDefinitionId: "puller" }, "roleDefinitionId"],
      [{ permissions: [] }, "permissions"],
      [{ assignableScopes: [] }, "assignableScopes"],
      [{ assignableScopes: ["/subscriptions/*"] }, "assignableScopes[]"],
      [{ assignableScopes: ["/providers/Microsoft.Management/managementGroups/mg"] }, "assignableScopes"],
      [{ "permissions.0.actions.0": "read" }, "permissions[].actions[]"],
    ],
  },
  {
    type: "managedidentity:FederatedIdentityCredential",
    live: [
      identity("free", "1"),
      identity("full", "2"),
      credential("free", "other", "system:serviceaccount:honua:other"),
      ...Array.from({ length: 20 }, (_, index) => credential("full", `f${index}`)),
    ],
    right: {
      resourceGroupName: "rg",
      resourceName: "free",
      federatedIdentityCredentialResourceName: "builds",
      issuer: "https://issuer.example/",
      subject: "system:serviceaccount:honua:builds",
      audiences: ["api://AzureADTokenExchange"],
    },
    wrong: [
      [{ federatedIdentityCredentialResourceName: "_b" }, "federatedIdentityCredentialResourceName"],
      [{ issuer: "http://issuer.example/" }, "issuer"],
      [{ subject: "system:serviceaccount:honua:*" }, "subject"],
      [{ subject: "s".repeat(601) }, "subject"],
      [{ audiences: ["api://AzureADTokenExchange", "sts"] }, "audiences"],
      [{ resourceName: "full" }, "resourceName"],
      [{ subject: "system:serviceaccount:honua:other" }, "subject"],
      [{ resourceName: "gone" }, "resourceName"],
    ],
  },
]);
