import type * as pulumi from "@pulumi/pulumi";
import type { IdentityArgs } from "../contract/identity.ts";
import type { Workload } from "../tables/workloads.ts";
import { type CustomRole, createRole } from "./custom-role.ts";
import { vaultOf } from "./keys.ts";
import type { RoleAssignmentArgs } from "./role-assignment.ts";
import { groupId, idInGroup } from "./subscription.ts";

/** A role somewhere, by what it is for. */
export type Rights = Readonly<Record<string, Omit<RoleAssignmentArgs, "principalId">>>;

/** What of the registry no role of Azure's has alone. A customer gets a token that a scope map ties to its repositories. */
const registryManager: CustomRole = {
  description: "Manages the repositories of Honua's registry, and who of the customers may use which.",
  actions: [
    "Microsoft.ContainerRegistry/registries/read",
    "Microsoft.ContainerRegistry/registries/pull/read",
    "Microsoft.ContainerRegistry/registries/metadata/read",
    "Microsoft.ContainerRegistry/registries/metadata/write",
    "Microsoft.ContainerRegistry/registries/artifacts/delete",
    "Microsoft.ContainerRegistry/registries/scopeMaps/read",
    "Microsoft.ContainerRegistry/registries/scopeMaps/write",
    "Microsoft.ContainerRegistry/registries/scopeMaps/delete",
    "Microsoft.ContainerRegistry/registries/tokens/read",
    "Microsoft.ContainerRegistry/registries/tokens/write",
    "Microsoft.ContainerRegistry/registries/tokens/delete",
    "Microsoft.ContainerRegistry/registries/tokens/operationStatuses/read",
    "Microsoft.ContainerRegistry/registries/scopeMaps/operationStatuses/read",
    "Microsoft.ContainerRegistry/registries/generateCredentials/action",
  ],
};

/** The role that the orchestrator has on the registry: its GUID. */
export const createRegistryManager = (
  name: string,
  scope: pulumi.Input<string>,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> => createRole(name, registryManager, groupId(parent, scope), parent);

/** What each workload may do. The registry holds nothing but Honua's images and those of its customers. */
export function workloadRights(
  { scope, registry, secretsKey }: IdentityArgs,
  registryManagerId: pulumi.Output<string>,
  parent: pulumi.ComponentResource,
): Readonly<Record<Workload, Rights>> {
  const vaultId = idInGroup(parent, scope, "Microsoft.KeyVault/vaults", vaultOf(secretsKey).vaultName);
  return {
    orchestrator: {
      registry: {
        role: registryManagerId,
        on: registry.registryId,
        why: "Manages repositories, and the tokens that customers pull with.",
      },
      secrets: {
        role: "Key Vault Secrets User",
        on: vaultId,
        why: "Reads where database and cache are, and their passwords of today.",
      },
    },
    "build-worker": {
      registry: { role: "AcrPush", on: registry.registryId, why: "Pulls base images and pushes what was built." },
    },
    monitoring: {
      metrics: {
        role: "Monitoring Reader",
        on: groupId(parent, scope),
        why: "Shows Azure's own metrics beside Prometheus'.",
      },
    },
  };
}
