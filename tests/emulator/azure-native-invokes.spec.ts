import assert from "node:assert/strict";
import { parse } from "yaml";
import { azureNative } from "../../emulator/azure-native/index.ts";
import type { Values } from "../../emulator/model.ts";
import { cloudWith, type Live } from "./support.ts";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";

const token = (type: string) => `azure-native:${type}`;
const live = (type: string, path: string, inputs: Values, outputs: Values = {}): Live => ({
  type: token(type),
  id: `${GROUP}/providers/${path}`,
  inputs: { resourceGroupName: "rg", ...inputs },
  outputs: { name: path.split("/").at(-1) ?? "rg", ...outputs },
});
const group: Live = {
  type: token("resources:ResourceGroup"),
  id: GROUP,
  inputs: { location: "West US 2" },
  outputs: { name: "rg" },
};

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
  readonly users: readonly {
    readonly user: { readonly token?: string; readonly exec?: { readonly command: string } };
  }[];
}

describe("emulated Azure: functions", () => {
  const cluster = live(
    "containerservice:ManagedCluster",
    "Microsoft.ContainerService/managedClusters/k",
    { resourceName: "k" },
    { fqdn: "k.azmk8s.io" },
  );
  const site = live("web:WebApp", "Microsoft.Web/sites/w", {
    name: "w",
    siteConfig: { appSettings: [{ name: "A", value: "1" }] },
  });
  const namespace = live("servicebus:Namespace", "Microsoft.ServiceBus/namespaces/bus", {
    namespaceName: "bus",
  });
  const account = live("storage:StorageAccount", "Microsoft.Storage/storageAccounts/sa", {
    accountName: "sa",
  });
  const entra = live(
    "containerservice:ManagedCluster",
    "Microsoft.ContainerService/managedClusters/entra",
    { resourceName: "entra", aadProfile: { managed: true }, disableLocalAccounts: true },
    { fqdn: "entra.azmk8s.io" },
  );
  const keyed = [
    live("redisenterprise:RedisEnterprise", "Microsoft.Cache/redisEnterprise/c", {}),
    live("redisenterprise:Database", "Microsoft.Cache/redisEnterprise/c/databases/default", {}),
    // called default too, with a longer id
    live(
      "network:PrivateDnsZoneGroup",
      "Microsoft.Network/privateEndpoints/endpoint-of-c/privateDnsZoneGroups/default",
      {},
    ),
    live("redis:Redis", "Microsoft.Cache/redis/r", {}),
    live("operationalinsights:Workspace", "Microsoft.OperationalInsights/workspaces/logs", {}),
    live("containerregistry:Registry", "Microsoft.ContainerRegistry/registries/acr", { adminUserEnabled: true }),
    live("containerregistry:Registry", "Microsoft.ContainerRegistry/registries/tokens", {}),
  ];
  const cloud = cloudWith([group, cluster, entra, site, namespace, account, ...keyed]);
  const invoke = async (function_: string, args: Values) => {
    const answer = azureNative.invokes[token(function_)] ?? azureNative.invokeOf?.(token(function_));
    assert.ok(answer, `${function_} is not known`);
    return answer({ resourceGroupName: "rg", ...args }, { cloud, preview: false });
  };

  it("say who is signed in", async () => {
    const client = await invoke("authorization:getClientConfig", {});
    assert.equal(client["subscriptionId"], "00000000-0000-0000-0000-000000000000");
  });

  const kubeconfigOf = async (kind: string, resourceName: string) => {
    const { kubeconfigs } = await invoke(`containerservice:listManagedCluster${kind}Credentials`, { resourceName });
    const [{ value }] = kubeconfigs as [{ value: string }];
    return parse(Buffer.from(value, "base64").toString()) as Kubeconfig;
  };

  it("hand out a kubeconfig that can be read", async () => {
    for (const kind of ["User", "Admin"]) {
      const config = await kubeconfigOf(kind, "k");
      assert.equal(config.clusters[0]?.cluster.server, "https://k.azmk8s.io:443");
      assert.match(config.users[0]?.user.token ?? "", /=$/);
    }
  });

  it("leave it to Entra who uses a cluster that asks it, and keep no key where local accounts are off", async () => {
    const { exec } = (await kubeconfigOf("User", "entra")).users[0]?.user ?? {};
    assert.equal(exec?.command, "kubelogin");
    await assert.rejects(kubeconfigOf("Admin", "entra"), /disable local accounts/);
  });

  it("list the keys of caches, of workspaces and of registries", async () => {
    const keys = await invoke("redisenterprise:listDatabaseKeys", { clusterName: "c", databaseName: "default" });
    assert.deepEqual(Object.keys(keys).sort(), ["primaryKey", "secondaryKey"]);
    assert.notEqual(keys["primaryKey"], keys["secondaryKey"]);
    assert.match(String((await invoke("redis:listRedisKeys", { name: "r" }))["primaryKey"]), /=$/);
    assert.match(
      String((await invoke("operationalinsights:getSharedKeys", { workspaceName: "logs" }))["primarySharedKey"]),
      /=$/,
    );
    const { passwords } = await invoke("containerregistry:listRegistryCredentials", { registryName: "acr" });
    assert.equal((passwords as Values[]).length, 2);
    await assert.rejects(invoke("containerregistry:listRegistryCredentials", { registryName: "tokens" }), /admin user/);
  });

  it("list keys, the same every time, and settings as they were given", async () => {
    const keys = await invoke("storage:listStorageAccountKeys", { accountName: "sa" });
    assert.deepEqual(keys, await invoke("storage:listStorageAccountKeys", { accountName: "sa" }));
    const settings = await invoke("web:listWebAppApplicationSettings", { name: "w" });
    assert.deepEqual(settings["properties"], { A: "1" });
  });

  it("are about the resource that all names lead to", async () => {
    const keys = (databases: readonly Live[]) =>
      azureNative.invokeOf?.(token("redisenterprise:listDatabaseKeys"))?.(
        { resourceGroupName: "rg", clusterName: "c", databaseName: "default" },
        { cloud: cloudWith([group, ...databases]), preview: false },
      );
    const databases = keyed.filter(({ type }) => type.startsWith("azure-native:redisenterprise:"));
    assert.deepEqual(await keys(keyed), await keys(databases));
  });

  it("answer with texts where the SDK declares texts", async () => {
    const keys = await invoke("servicebus:listNamespaceKeys", { namespaceName: "bus", authorizationRuleName: "rule" });
    assert.match(
      String(keys["primaryConnectionString"]),
      /^Endpoint=sb:\/\/bus\.servicebus\.windows\.net\/;SharedAccessKeyName=rule;SharedAccessKey=.+=$/,
    );
  });

  it("are known by the modules of the SDK's version 2 too", () => {
    for (const function_ of ["documentdb:listDatabaseAccountKeys", "cache:listRedisKeys", "insights:getComponent"]) {
      assert.ok(azureNative.invokeOf?.(token(function_)), function_);
    }
  });

  it("look up every type that lives, in whatever spelling, and nothing else", async () => {
    const found = await invoke("containerservice:getManagedCluster", { resourceGroupName: "RG", resourceName: "k" });
    assert.equal(found["id"], cluster.id);
    await assert.rejects(invoke("containerservice:getManagedCluster", { resourceName: "other" }), /ResourceNotFound/);
    await assert.rejects(invoke("storage:listStorageAccountKeys", { accountName: "other" }), /ResourceNotFound/);
    assert.equal(azureNative.invokeOf?.(token("nowhere:getThing")), undefined);
  });
});
