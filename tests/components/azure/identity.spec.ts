import assert from "node:assert/strict";
import { AzureIdentity } from "../../../components/azure/identity.ts";
import { azure } from "../../../components/azure/index.ts";
import type { IdentityArgs } from "../../../components/contract/identity.ts";
import { deploy } from "../../../components/deploy.ts";
import { least } from "../../../config/docs.ts";
import { parseSettings } from "../../../config/parse.ts";
import { armTypeOf, resourceTypeOf } from "../../../emulator/azure-native/arm.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { azureKey, cluster, idOf, principalOf, registry, scope } from "./parts.ts";

const args: IdentityArgs = {
  scope,
  environment: "production",
  cluster,
  registry,
  registryKey: azureKey("registry"),
  secretsKey: azureKey("secrets"),
};

const github = { subjectPrefix: "repo:acme@1/honua@2", environment: "live", manageProvider: true };

const credential = "azure-native:managedidentity:FederatedIdentityCredential";
const assignment = "azure-native:authorization:RoleAssignment";
const definition = "azure-native:authorization:RoleDefinition";

const identity = (changes: Partial<IdentityArgs> = {}) =>
  // In a preview nobody waits for roles to work.
  deployed(() => new AzureIdentity("identity", { ...args, ...changes }), { preview: true });

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = `${subscription}/resourceGroups/${scope}`;
const registryId = idOf("Microsoft.ContainerRegistry/registries", "honuaproductionregistry");

/** The whole of production. */
const platform = () => {
  const settings = parseSettings(
    { ...least("azure"), "honua:environment": "production", "honua:github": { subjectPrefix: "repo:a/b" } },
    "production",
  );
  return deployed(() => deploy(azure, settings), { preview: true });
};

const permissionsOf = (inputs: Readonly<Record<string, unknown>>) => {
  const [{ actions, notActions }] = inputs["permissions"] as [{ actions: string[]; notActions: string[] }];
  return { actions, notActions };
};

describe("AzureIdentity", () => {
  it("gives each workload an identity that only its own service account takes on", async () => {
    const { one } = await identity();
    const accounts = {
      orchestrator: "honua:orchestrator",
      "build-worker": "honua:build-worker",
      monitoring: "monitoring:monitoring",
    };
    for (const [workload, account] of Object.entries(accounts)) {
      const { inputs } = one(credential, `identity-${workload}-cluster`);
      assert.equal(inputs["issuer"], "https://eastus2.oic.prod-aks.azure.com/tenant/id/");
      assert.equal(inputs["subject"], `system:serviceaccount:${account}`);
      assert.deepEqual(inputs["audiences"], ["api://AzureADTokenExchange"]);
    }
  });

  it("marks service accounts and their pods for Azure's webhook", async () => {
    const { result } = await deployed(() => {
      const { serviceAccounts } = new AzureIdentity("identity", args);
      return serviceAccounts;
    });
    for (const { annotations, labels } of Object.values(result)) {
      assert.match((await valueOf(annotations))["azure.workload.identity/client-id"] ?? "", /^[0-9a-f-]{36}$/);
      assert.deepEqual(labels, { "azure.workload.identity/use": "true" });
    }
  });

  it("lets the orchestrator manage repositories and tokens and read secrets, and give nobody roles", async () => {
    const { one } = await identity();
    assert.equal(one(assignment, "identity-orchestrator-registry").inputs["scope"], registryId);
    const secrets = one(assignment, "identity-orchestrator-secrets").inputs;
    assert.match(secrets["roleDefinitionId"], /4633458b-17de-408a-b874-0445c6b86ee6$/);
    assert.equal(secrets["scope"], idOf("Microsoft.KeyVault/vaults", "honua-keys"));
    const role = one(definition, "identity-registry").inputs;
    const { actions } = permissionsOf(role);
    assert.ok(actions.includes("Microsoft.ContainerRegistry/registries/scopeMaps/write"));
    assert.ok(actions.every((action) => /^Microsoft\.ContainerRegistry\/registries\/[^*]+$/.test(action)));
    assert.ok(!actions.includes("Microsoft.ContainerRegistry/registries/write"));
    assert.deepEqual(role["assignableScopes"], [group]);
  });

  it("lets the build worker push, nodes pull and monitoring read metrics, and nothing else", async () => {
    const { ofType } = await identity();
    const given = ofType(assignment)
      .filter(({ name }) => !name.includes("orchestrator"))
      .map(({ name, inputs }) => [name, String(inputs["roleDefinitionId"]).split("/").at(-1), String(inputs["scope"])])
      .toSorted();
    assert.deepEqual(given, [
      ["identity-build-worker-registry", "8311e382-0749-4cb8-b61a-304f252e45ec", registryId],
      ["identity-monitoring-metrics", "43d0d8ad-25c7-4714-9337-8ba259a9fe05", group],
      ["identity-nodes-registry", "7f951dda-4ed3-4680-a7ca-43fe172d538d", registryId],
    ]);
    const nodes = ofType(assignment).find(({ name }) => name === "identity-nodes-registry");
    assert.equal(nodes?.inputs["principalId"], principalOf("nodes"));
  });

  it("lets no workflow in by default", async () => {
    const { result, ofType } = await identity();
    assert.equal(result.github, undefined);
    assert.deepEqual(
      ofType(credential).filter(({ name }) => name.includes("github")),
      [],
    );
  });

  it("lets pull requests look and one environment's jobs deploy", async () => {
    const { ofType } = await identity({ github });
    const workflows = ofType(credential).filter(({ name }) => name.includes("github"));
    assert.ok(workflows.every(({ inputs }) => inputs["issuer"] === "https://token.actions.githubusercontent.com"));
    assert.deepEqual(workflows.map(({ name, inputs }) => [name, String(inputs["subject"])]).toSorted(), [
      ["identity-github-deployer-environment", "repo:acme@1/honua@2:environment:live"],
      ["identity-github-reader-main", "repo:acme@1/honua@2:ref:refs/heads/main"],
      ["identity-github-reader-pull-request", "repo:acme@1/honua@2:pull_request"],
    ]);
  });

  it("lets readers change nothing and see no Secrets", async () => {
    const { ofType } = await identity({ github });
    const given = ofType(assignment).filter(({ name }) => name.startsWith("identity-github-reader"));
    assert.deepEqual(given.map(({ inputs }) => String(inputs["roleDefinitionId"]).split("/").at(-1)).toSorted(), [
      "4abbcc35-e782-43d8-92c5-2d3f1bd2253f", // Azure Kubernetes Service Cluster User Role
      "7f6c6a51-bcf8-42ba-9220-52d62157d7db", // Azure Kubernetes Service RBAC Reader
      "acdd72a7-3385-48ef-bd42-f606fba81ae7", // Reader
    ]);
  });

  it("lets the deployer give the program's own roles to identities, and change neither roles nor who it is", async () => {
    const { one, ofType } = await deployed(() => new AzureIdentity("identity", { ...args, github }));
    const { condition, conditionVersion, roleDefinitionId } = one(assignment, "identity-github-deployer-roles").inputs;
    assert.match(roleDefinitionId, /f58310d9-a9f6-439a-9e8d-f62e7b41a168$/);
    assert.equal(conditionVersion, "2.0");
    assert.ok(!condition.includes("f58310d9-a9f6-439a-9e8d-f62e7b41a168"));
    assert.ok(condition.includes("7f951dda-4ed3-4680-a7ca-43fe172d538d"));
    assert.ok(condition.includes("{'ServicePrincipal'}"));
    const guid = String(one(assignment, "identity-orchestrator-registry").inputs["roleDefinitionId"]).split("/").at(-1);
    assert.ok(condition.includes(guid ?? "no role"));
    for (const { name, inputs } of ofType(definition)) {
      const { actions, notActions } = permissionsOf(inputs);
      for (const action of actions) {
        assert.ok(!/^(\*|Microsoft\.Authorization\/(\*$|role.*(\*|write|delete)))/.test(action), `${name}: ${action}`);
      }
      if (actions.includes("Microsoft.ManagedIdentity/userAssignedIdentities/*")) {
        for (const verb of ["write", "delete"]) {
          const own = `Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/${verb}`;
          assert.ok(notActions.includes(own), own);
        }
      }
    }
  });

  it("lets the deployer make everything that the program makes, but rights and who has them", async () => {
    const { ofType, resources } = await platform();
    const may = ofType(definition)
      .filter(({ name }) => name.includes("github-deployer"))
      .flatMap(({ inputs }) => permissionsOf(inputs).actions)
      .map((action) => new RegExp(`^${action.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i"));
    const isRight = /authorization:Role|FederatedIdentityCredential$/;
    const types = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith("azure-native:")));
    assert.ok(types.size > 20);
    for (const type of [...types].filter((one) => !isRight.test(one))) {
      const action = `${resourceTypeOf(armTypeOf(type)?.path ?? "")}/write`;
      // What holds other resources is of no provider.
      const full = action.startsWith("/") ? "Microsoft.Resources/subscriptions/resourceGroups/write" : action;
      assert.ok(
        may.some((pattern) => pattern.test(full)),
        `${type}: ${full}`,
      );
    }
  });

  it("says of each role what it is for", async () => {
    const { ofType } = await identity({ github });
    for (const { name, inputs } of ofType(assignment)) assert.ok(inputs["description"], name);
  });
});
