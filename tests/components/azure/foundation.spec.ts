import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AzureFoundation } from "../../../components/azure/foundation.ts";
import { logStoreOf, recordLogs } from "../../../components/azure/log-store.ts";
import { deployed, neededFor, valueOf } from "../../support/mocks.ts";

const foundation = (logRetentionDays = 90, preview = false) =>
  deployed(() => new AzureFoundation("foundation", { environment: "production", logRetentionDays }), { preview });

const workspace = "azure-native:operationalinsights:Workspace";

class Part extends pulumi.ComponentResource {
  readonly logStoreId: pulumi.Output<string>;

  constructor(scope: pulumi.Input<string>) {
    super("honua:azure:Part", "part");
    this.logStoreId = logStoreOf(this, scope);
    recordLogs("part", { scope, resourceId: "/subscriptions/s/part", categoryGroups: ["audit"] }, this);
  }
}

describe("AzureFoundation", () => {
  it("makes the resource group that people know, and tells its name in previews too", async () => {
    const { one } = await foundation();
    const group = one("azure-native:resources:ResourceGroup", "foundation").inputs;
    assert.equal(group["resourceGroupName"], "honua-production");
    for (const preview of [false, true]) {
      const { result } = await foundation(90, preview);
      assert.equal(await valueOf(result.scope), "honua-production", `preview: ${preview}`);
    }
  });

  it("gives the scope to nothing before group and workspace are there", async () => {
    const { result } = await foundation();
    const needed = await neededFor(result.scope);
    // The group and the workspace have the foundation's own name.
    assert.deepEqual(needed, ["foundation", "foundation"]);
  });

  it("keeps logs as long as it is told, and never shorter than Azure can", async () => {
    for (const [told, kept] of [
      [90, 90],
      [7, 30],
    ] as const) {
      const { inputs } = (await foundation(told)).one(workspace, "foundation");
      assert.equal(inputs["retentionInDays"], kept);
      assert.equal(inputs["features"].immediatePurgeDataOn30Days, true);
    }
  });

  it("takes logs with Entra's credentials only, and shows them to who may see what they are about", async () => {
    const { features } = (await foundation()).one(workspace, "foundation").inputs;
    assert.equal(features.disableLocalAuth, true);
    assert.equal(features.enableLogAccessUsingOnlyResourcePermissions, true);
  });
});

describe("the log store", () => {
  const id =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/honua-production" +
    "/providers/Microsoft.OperationalInsights/workspaces/honua-production";

  it("is the workspace that the foundation makes", async () => {
    const { inputs } = (await foundation()).one(workspace, "foundation");
    assert.equal(inputs["workspaceName"], id.split("/").at(-1));
    const { result } = await deployed(() => new Part("honua-production"), { preview: true });
    assert.equal(await valueOf(result.logStoreId), id);
  });

  it("is sent a resource's logs", async () => {
    const { one } = await deployed(() => new Part("honua-production"));
    const setting = one("azure-native:monitor:DiagnosticSetting", "part").inputs;
    assert.equal(setting["workspaceId"], id);
    assert.equal(setting["resourceUri"], "/subscriptions/s/part");
    assert.deepEqual(setting["logs"], [{ categoryGroup: "audit", enabled: true }]);
  });
});
