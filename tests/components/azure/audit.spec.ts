import assert from "node:assert/strict";
import { AzureAudit } from "../../../components/azure/audit.ts";
import type { AuditArgs } from "../../../components/contract/audit.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { azureKey, logStoreId, scope } from "./parts.ts";

const args: AuditArgs = {
  scope,
  environment: "production",
  key: azureKey("audit"),
  logKey: azureKey("logs"),
  logRetentionDays: 30,
  durability: "kept",
  manageTrail: true,
  threatDetection: false,
  configurationHistory: false,
};

const audit = (changes: Partial<AuditArgs> = {}, preview = false) =>
  deployed(() => new AzureAudit("audit", { ...args, ...changes }), { preview });

const setting = "azure-native:monitor:SubscriptionDiagnosticSetting";
const account = "azure-native:storage:StorageAccount";
const container = "azure-native:storage:BlobContainer";
const immutability = "azure-native:storage:BlobContainerImmutabilityPolicy";
const deployment = "azure-native:resources:DeploymentAtSubscriptionScope";

describe("AzureAudit", () => {
  it("records everything that happens in the subscription, to be searched and to be kept", async () => {
    const { result, one } = await audit();
    const { workspaceId, storageAccountId, logs } = one(setting, "audit").inputs;
    assert.equal(workspaceId, logStoreId);
    assert.equal(storageAccountId, await valueOf(result.archiveId));
    assert.match(storageAccountId, /\/storageAccounts\/auditarchive\w{6}$/);
    const recorded = logs.map(({ category, enabled }: { category: string; enabled: boolean }) => enabled && category);
    for (const category of ["Administrative", "Security", "Policy", "Alert", "ServiceHealth"])
      assert.ok(recorded.includes(category), category);
  });

  it("keeps the archive for a year and more, encrypted with the key for audits", async () => {
    const { one } = await audit();
    const { encryption } = one(account, "audit-archive").inputs;
    assert.deepEqual(encryption.keyVaultProperties, {
      keyVaultUri: "https://honua-keys.vault.azure.net/",
      keyName: "audit",
    });
    const { policy } = one("azure-native:storage:ManagementPolicy", "audit-archive").inputs;
    const { filters, actions } = policy.rules[0].definition;
    assert.ok(actions.baseBlob.delete.daysAfterModificationGreaterThan > 365);
    assert.ok(filters.blobTypes.includes("appendBlob"));
  });

  it("lets nobody change the archive for a year, but for its growing", async () => {
    const { one } = await audit();
    const { containerName, publicAccess } = one(container, "audit-trail").inputs;
    assert.deepEqual([containerName, publicAccess], ["insights-activity-logs", "None"]);
    const { inputs } = one(immutability, "audit-trail");
    assert.equal(inputs["containerName"], "insights-activity-logs");
    assert.equal(inputs["immutabilityPeriodSinceCreationInDays"], 365);
    assert.equal(inputs["allowProtectedAppendWrites"], true);
  });

  it("begins the trail when its container is there, which Azure would make without protection", async () => {
    const options = watchingOptions();
    await deployed(() => new AzureAudit("audit", args, options.opts));
    assert.deepEqual(waitsFor(options.of(setting, "audit")), ["audit-trail"]);
  });

  it("lets go of it where it is disposable", async () => {
    assert.deepEqual((await audit({ durability: "disposable" })).ofType(immutability), []);
  });

  it("protects the archive where it is protected", async () => {
    for (const durability of ["kept", "protected"] as const) {
      const options = watchingOptions();
      await deployed(() => new AzureAudit("audit", { ...args, durability }, options.opts));
      assert.equal(options.of(account, "audit-archive").protect, durability === "protected");
    }
  });

  it("leaves the trail alone where it is managed elsewhere", async () => {
    const { result, resources } = await audit({ manageTrail: false });
    assert.deepEqual(resources, []);
    assert.match(await valueOf(result.archiveId), /manageTrail is false/);
  });

  it("watches for attacks on what the platform is made of, and scans images, where that is asked for", async () => {
    assert.deepEqual((await audit()).ofType(deployment), []);
    const { mode, template } = (await audit({ threatDetection: true })).one(deployment, "audit-threats").inputs[
      "properties"
    ];
    assert.equal(mode, "Incremental");
    const plans: Plan[] = template.resources;
    assert.deepEqual(
      plans.map(({ name }) => name),
      ["Arm", "Containers", "KeyVaults", "OpenSourceRelationalDatabases", "StorageAccounts"],
    );
    for (const [index, { type, properties, dependsOn }] of plans.entries()) {
      assert.equal(type, "Microsoft.Security/pricings");
      assert.equal(properties.pricingTier, "Standard");
      assert.deepEqual(dependsOn, index === 0 ? [] : [`Microsoft.Security/pricings/${plans[index - 1]?.name}`]);
    }
    assert.ok(
      plans[1]?.properties.extensions?.some(({ name }) => name === "ContainerRegistriesVulnerabilityAssessments"),
    );
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof audit>>) =>
      resources.map(({ type, name }) => `${type} ${name}`);
    assert.deepEqual(list(await audit({}, true)).sort(), list(await audit()).sort());
  });
});

interface Plan {
  readonly type: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly properties: { readonly pricingTier: string; readonly extensions?: readonly { readonly name: string }[] };
}
