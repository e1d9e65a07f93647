import assert from "node:assert/strict";
import { AzureKeys, vaultOf } from "../../../components/azure/keys.ts";
import { untilItWorks } from "../../../components/azure/role-assignment.ts";
import type { KeyPurpose, KeysArgs } from "../../../components/contract/keys.ts";
import { type MockedResource, deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { azureKey, idOf, logStoreId, scope } from "./parts.ts";

const vault = "azure-native:keyvault:Vault";
const key = "azure-native:keyvault:Key";
const identity = "azure-native:managedidentity:UserAssignedIdentity";
const assignment = "azure-native:authorization:RoleAssignment";

const identities = "Microsoft.ManagedIdentity/userAssignedIdentities";
const vaultIdOf = ({ inputs }: MockedResource) => idOf("Microsoft.KeyVault/vaults", inputs["vaultName"]);

const keys = (purposes: readonly KeyPurpose[], changes: Partial<KeysArgs> = {}, preview = false) =>
  deployed(() => new AzureKeys("keys", { scope, durability: "kept", purposes, ...changes }), {
    preview,
  });

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const wraps = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
const encrypts = "12338af0-0e69-4776-bea7-57ae8d297424";
const managesTheVault = "f25e0fa2-a7c8-4377-a976-54943a77a395";

describe("AzureKeys", () => {
  it("makes one rotating key for each purpose", async () => {
    const { ofType, one } = await keys(["logs", "registry"]);
    assert.deepEqual(
      ofType(key).map(({ name }) => name),
      ["keys-logs", "keys-registry"],
    );
    const name = one(vault, "keys").inputs["vaultName"];
    assert.match(name, /^keys-[a-z0-9]{6}$/);
    const { keyName, vaultName, properties } = one(key, "keys-logs").inputs;
    assert.deepEqual([keyName, vaultName], ["logs", name]);
    assert.equal(properties.kty, "RSA");
    assert.ok(properties.keySize >= 3072);
    assert.deepEqual(properties.rotationPolicy.lifetimeActions, [
      { action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } },
    ]);
  });

  it("keeps deleted keys for a while, and lets nobody purge them, wherever it is", async () => {
    for (const [durability, days] of [
      ["disposable", 7],
      ["kept", 14],
      ["protected", 30],
    ] as const) {
      const { properties } = (await keys(["logs"], { durability })).one(vault, "keys").inputs;
      assert.equal(properties.softDeleteRetentionInDays, days);
      assert.equal(properties.enableSoftDelete, true);
      assert.equal(properties.enablePurgeProtection, true);
    }
  });

  it("lets Azure's own services and private endpoints in only, with roles instead of access policies", async () => {
    const { properties } = (await keys(["logs"])).one(vault, "keys").inputs;
    assert.equal(properties.publicNetworkAccess, "Disabled");
    assert.deepEqual(properties.networkAcls, { defaultAction: "Deny", bypass: "AzureServices" });
    assert.equal(properties.enableRbacAuthorization, true);
    assert.equal(properties.accessPolicies, undefined);
  });

  it("writes down who did what with the vaults", async () => {
    const { one } = await keys(["logs", "cluster"]);
    for (const name of ["keys", "keys-cluster"]) {
      const setting = one("azure-native:monitor:DiagnosticSetting", name).inputs;
      assert.equal(setting["resourceUri"], vaultIdOf(one(vault, name)));
      assert.equal(setting["workspaceId"], logStoreId);
      assert.deepEqual(setting["logs"], [{ categoryGroup: "audit", enabled: true }]);
    }
  });

  it("lets an identity of its own use each key, and no other", async () => {
    const { ofType, one } = await keys(["logs", "registry"]);
    assert.equal(ofType(identity).length, 2);
    assert.equal(ofType(assignment).length, 2);
    const given = one(assignment, "keys-registry").inputs;
    assert.equal(given["scope"], `${vaultIdOf(one(vault, "keys"))}/keys/registry`);
    assert.ok(given["roleDefinitionId"].endsWith(`/roleDefinitions/${wraps}`));
    assert.equal(given["principalType"], "ServicePrincipal");
    assert.notEqual(given["principalId"], one(assignment, "keys-logs").inputs["principalId"]);
  });

  it("gives the cluster a vault of its own, which it must be able to link to itself", async () => {
    const { ofType, one } = await keys(["cluster", "logs"]);
    assert.deepEqual(
      ofType(vault)
        .map(({ name }) => name)
        .sort(),
      ["keys", "keys-cluster"],
    );
    assert.equal(one(key, "keys-cluster").inputs["vaultName"], one(vault, "keys-cluster").inputs["vaultName"]);
    assert.ok(one(assignment, "keys-cluster").inputs["roleDefinitionId"].endsWith(encrypts));
    const link = one(assignment, "keys-cluster-vault").inputs;
    assert.equal(link["scope"], vaultIdOf(one(vault, "keys-cluster")));
    assert.ok(link["roleDefinitionId"].endsWith(managesTheVault));
  });

  it("names the key without a version to services that follow its rotation, with one to the others", async () => {
    const { result } = await keys(["logs", "cache", "volumes"]);
    assert.match(await valueOf(result.keyFor("logs").id), /^https:\/\/[\w-]+\.vault\.azure\.net\/keys\/[\w-]+$/);
    for (const purpose of ["cache", "volumes"] as const) {
      assert.match(await valueOf(result.keyFor(purpose).id), /\.vault\.azure\.net\/keys\/[\w-]+\/[0-9a-f]{32}$/);
    }
    assert.equal(await valueOf(result.keyFor("logs").userId), idOf(identities, "keys-logs"));
  });

  it("gives a key to nobody before it can be used", async () => {
    const { result } = await keys(["cluster"]);
    const { id, userId } = result.keyFor("cluster");
    for (const output of [id, userId]) {
      const needed = await neededFor(output!);
      // The key or identity and its role have one name, the role on the vault another.
      assert.deepEqual(needed.sort(), ["keys-cluster", "keys-cluster", "keys-cluster-vault"]);
    }
  });

  it("makes vault and identities in another region, for the services there", async () => {
    const { one } = await keys(["registry"], { region: "centralus" });
    assert.equal(one(vault, "keys").inputs["location"], "centralus");
    assert.equal(one(identity, "keys-registry").inputs["location"], "centralus");
  });

  it("protects vaults and keys where they are protected, and deletes keys with their vault only", async () => {
    for (const durability of ["kept", "protected"] as const) {
      const options = watchingOptions();
      const args: KeysArgs = { scope, durability, purposes: ["logs"] };
      await deployed(() => new AzureKeys("keys", args, options.opts));
      assert.equal(options.of(vault, "keys").protect, durability === "protected");
      // Azure takes the days once: the lifting of protection must not change them.
      assert.deepEqual(options.of(vault, "keys").ignoreChanges, ["properties.softDeleteRetentionInDays"]);
      const { protect, deletedWith, ignoreChanges } = options.of(key, "keys-logs");
      assert.equal(protect, durability === "protected");
      // Azure Resource Manager changes no key that exists.
      assert.deepEqual(ignoreChanges, ["properties", "tags"]);
      assert.equal((deletedWith as unknown as { readonly __pulumiType: string }).__pulumiType, vault);
    }
  });

  it("plans without knowing what Azure computes", async () => {
    const { ofType } = await keys(["logs", "cluster"], {}, true);
    assert.equal(ofType(key).length, 2);
  });

  it("says which keys there are when asked for another", async () => {
    const { result } = await keys(["logs"]);
    assert.throws(() => result.keyFor("registry"), /No key was asked for registry; there are keys for logs/);
  });
});

describe("the place of a key", () => {
  it("is read from its URL, with a version or without", async () => {
    const { vaultName, vaultUri, keyName } = vaultOf(azureKey("logs", "honua-prod-keys-abc123"));
    assert.equal(await valueOf(vaultName), "honua-prod-keys-abc123");
    assert.equal(await valueOf(vaultUri), "https://honua-prod-keys-abc123.vault.azure.net/");
    assert.equal(await valueOf(keyName), "logs");
    assert.equal(await valueOf(vaultOf(azureKey("cache/0123456789abcdef")).keyName), "cache");
  });
});

describe("a new role assignment", () => {
  const made = "2026-01-01T00:00:00Z";

  it("is waited for until Azure's services know of it, and an old one is not", () => {
    assert.equal(untilItWorks(made, Date.parse(made) + 20_000), 100_000);
    assert.equal(untilItWorks(made, Date.parse(made) + 120_000), 0);
    assert.equal(untilItWorks(made, Date.parse("2026-12-01T00:00:00Z")), 0);
  });
});
