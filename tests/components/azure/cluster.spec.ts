import assert from "node:assert/strict";
import { AzureCluster } from "../../../components/azure/cluster.ts";
import { kubeconfig } from "../../../components/azure/kubeconfig.ts";
import { partName } from "../../../components/azure/node-pools.ts";
import { clusterWindow } from "../../../components/azure/windows.ts";
import type { ClusterArgs } from "../../../components/contract/cluster.ts";
import { deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { sunday } from "../../support/parts.ts";
import { azureKey, idOf, logStoreId, network, principalOf, scope } from "./parts.ts";

const args: ClusterArgs = {
  scope,
  clusterName: "honua-production",
  version: "1.36",
  network,
  zones: ["1", "2", "3"],
  pools: {
    platform: { machine: "Standard_D8ps_v5", min: 3, max: 7, diskGiB: 128, spot: false },
    build: { machine: "Standard_D32ps_v5", min: 0, max: 2, diskGiB: 256, spot: false },
  },
  accessCidrs: ["203.0.113.0/24"],
  admins: ["11111111-2222-3333-4444-555555555555"],
  serviceCidr: "172.20.0.0/16",
  secretsKey: azureKey("cluster", "honua-cluster"),
  volumesKey: azureKey("volumes"),
  logKey: azureKey("logs"),
  logRetentionDays: 30,
  highlyAvailable: true,
  windows: [sunday],
  durability: "protected",
};

const managedCluster = "azure-native:containerservice:ManagedCluster";
const agentPool = "azure-native:containerservice:AgentPool";
const assignment = "azure-native:authorization:RoleAssignment";
const lock = "azure-native:authorization:ManagementLockByScope";

const networkId = idOf("Microsoft.Network/virtualNetworks", "net");

const made = (changes: Partial<ClusterArgs> = {}) =>
  // In previews nothing asks the cloud for the credentials of a cluster that is not there.
  deployed(() => new AzureCluster("cluster", { ...args, ...changes }), { preview: true });

const inputsOf = async (changes: Partial<ClusterArgs> = {}) =>
  (await made(changes)).one(managedCluster, "cluster").inputs;

describe("AzureCluster", () => {
  it("pays for a guaranteed control plane only where it is to be highly available", async () => {
    assert.deepEqual((await inputsOf())["sku"], { name: "Base", tier: "Standard" });
    assert.deepEqual((await inputsOf({ highlyAvailable: false }))["sku"], { name: "Base", tier: "Free" });
  });

  it("gives pods addresses of their own, Calico's policies, and the way out of their subnet", async () => {
    assert.deepEqual((await inputsOf())["networkProfile"], {
      networkPlugin: "azure",
      networkPluginMode: "overlay",
      networkDataplane: "azure",
      networkPolicy: "calico",
      podCidr: "100.64.0.0/12",
      serviceCidr: "172.20.0.0/16",
      dnsServiceIP: "172.20.0.10",
      loadBalancerSku: "standard",
      outboundType: "userAssignedNATGateway",
    });
  });

  it("puts the control plane inside the network, public for the given ranges only", async () => {
    const inside = { enableVnetIntegration: true, subnetId: `${networkId}/subnets/control-plane` };
    assert.deepEqual((await inputsOf())["apiServerAccessProfile"], {
      ...inside,
      enablePrivateCluster: false,
      disableRunCommand: true,
      authorizedIPRanges: ["203.0.113.0/24"],
    });
    assert.deepEqual((await inputsOf({ accessCidrs: [] }))["apiServerAccessProfile"], {
      ...inside,
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: "system",
    });
  });

  it("lets in Entra's identities only", async () => {
    const inputs = await inputsOf();
    assert.deepEqual([inputs["enableRBAC"], inputs["disableLocalAccounts"]], [true, true]);
    assert.deepEqual(inputs["aadProfile"], {
      managed: true,
      enableAzureRBAC: true,
      adminGroupObjectIDs: ["11111111-2222-3333-4444-555555555555"],
    });
  });

  it("acts as the user of its Secrets' key, with roles on what it uses, before it is made", async () => {
    const { one, ofType } = await made();
    const { type, userAssignedIdentities } = one(managedCluster, "cluster").inputs["identity"];
    assert.equal(type, "UserAssigned");
    // Known without the roles; it waits for them, which are unknown in previews.
    assert.notDeepEqual(userAssignedIdentities, [await valueOf(args.secretsKey.userId!)]);
    const grants = ofType(assignment).map(({ inputs }) => inputs);
    assert.ok(grants.every(({ principalId }) => principalId === principalOf("cluster")));
    const contributor = "4d97b98b-1d4f-4787-a291-c67834d212e7";
    assert.deepEqual(
      grants
        .filter(({ roleDefinitionId }) => String(roleDefinitionId).endsWith(contributor))
        .map((each) => each["scope"] as unknown),
      ["control-plane", "private-1", "private-2", "private-3"].map((subnet) => `${networkId}/subnets/${subnet}`),
    );
    const others = grants.map(({ roleDefinitionId }) => String(roleDefinitionId).split("/").at(-1));
    assert.ok(others.includes("f1a07417-d97a-45cb-824c-7a7467783830"), "Managed Identity Operator");
    assert.ok(others.includes("acdd72a7-3385-48ef-bd42-f606fba81ae7"), "Reader");
  });

  it("encrypts Secrets with a key in a closed vault, and disks with another", async () => {
    const { one } = await made();
    const { inputs } = one(managedCluster, "cluster");
    assert.deepEqual(inputs["securityProfile"].azureKeyVaultKms, {
      enabled: true,
      keyId: "https://honua-cluster.vault.azure.net/keys/cluster",
      keyVaultNetworkAccess: "Private",
      keyVaultResourceId: idOf("Microsoft.KeyVault/vaults", "honua-cluster"),
    });
    const disks = one("azure-native:compute:DiskEncryptionSet", "cluster-disks").inputs;
    assert.deepEqual(disks["activeKey"], { keyUrl: "https://honua-keys.vault.azure.net/keys/volumes" });
    assert.deepEqual(disks["identity"], {
      type: "UserAssigned",
      userAssignedIdentities: [idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "keys-volumes")],
    });
    assert.equal(disks["rotationToLatestKeyVersionEnabled"], true);
    assert.ok("diskEncryptionSetID" in inputs);
  });

  it("gives pods identities, renews secrets in them, clears images away and logs to the stack's store", async () => {
    const inputs = await inputsOf();
    assert.deepEqual(inputs["oidcIssuerProfile"], { enabled: true });
    assert.deepEqual(inputs["securityProfile"].workloadIdentity, { enabled: true });
    assert.equal(inputs["securityProfile"].imageCleaner.enabled, true);
    const { azureKeyvaultSecretsProvider: secrets, omsagent } = inputs["addonProfiles"];
    assert.deepEqual([secrets.enabled, secrets.config.enableSecretRotation], [true, "true"]);
    assert.deepEqual(omsagent, {
      enabled: true,
      config: { logAnalyticsWorkspaceResourceID: logStoreId, useAADAuth: "true" },
    });
  });

  it("tells the agents what to collect, and keeps the control plane's logs", async () => {
    const { one } = await made();
    const rule = one("azure-native:monitor:DataCollectionRule", "cluster-insights").inputs;
    assert.deepEqual(rule["destinations"].logAnalytics, [{ name: "log-store", workspaceResourceId: logStoreId }]);
    assert.deepEqual(rule["dataFlows"], [
      { streams: ["Microsoft-ContainerInsights-Group-Default"], destinations: ["log-store"] },
    ]);
    const association = one("azure-native:monitor:DataCollectionRuleAssociation", "cluster-insights").inputs;
    assert.equal(association["associationName"], "ContainerInsightsExtension");
    const logs = one("azure-native:monitor:DiagnosticSetting", "cluster-insights").inputs["logs"] as {
      category: string;
    }[];
    assert.ok(logs.some(({ category }) => category === "kube-audit-admin"));
    assert.ok(logs.some(({ category }) => category === "kube-apiserver"));
  });

  it("has a small pool for AKS' own software over all zones", async () => {
    const [system, ...others] = (await inputsOf())["agentPoolProfiles"];
    assert.deepEqual(others, []);
    assert.deepEqual(
      [system.mode, system.minCount, system.maxCount, system.availabilityZones, system.scaleSetPriority],
      ["System", 3, 6, ["1", "2", "3"], undefined],
    );
    assert.deepEqual(system.nodeTaints, ["CriticalAddonsOnly=true:NoSchedule"]);
    assert.equal((await inputsOf({ highlyAvailable: false }))["agentPoolProfiles"][0].minCount, 1);
  });

  it("has a part of each pool in every zone, with the zone's subnet, as long as there are nodes", async () => {
    const { ofType } = await made();
    const parts = ofType(agentPool).map(({ name, inputs }) => [
      name,
      inputs["availabilityZones"],
      inputs["vnetSubnetID"],
      inputs["minCount"],
      inputs["maxCount"],
    ]);
    const subnet = (zone: string) => `${networkId}/subnets/private-${zone}`;
    assert.deepEqual(parts, [
      ["cluster-nodes-platform-1", ["1"], subnet("1"), 1, 3],
      ["cluster-nodes-platform-2", ["2"], subnet("2"), 1, 2],
      ["cluster-nodes-platform-3", ["3"], subnet("3"), 1, 2],
      ["cluster-nodes-build-1", ["1"], subnet("1"), 0, 1],
      ["cluster-nodes-build-2", ["2"], subnet("2"), 0, 1],
    ]);
  });

  it("labels pools, and keeps builds and whatever cannot be interrupted apart by taints", async () => {
    const { one } = await made({ pools: { ...args.pools, build: { ...args.pools.build, spot: true } } });
    const build = one(agentPool, "cluster-nodes-build-1").inputs;
    assert.deepEqual(build["nodeLabels"], {
      "honua.io/pool": "build",
      "kubernetes.azure.com/scalesetpriority": "spot",
    });
    assert.deepEqual(build["nodeTaints"], [
      "honua.io/pool=build:NoSchedule",
      "kubernetes.azure.com/scalesetpriority=spot:NoSchedule",
    ]);
    assert.deepEqual(
      [build["scaleSetPriority"], build["scaleSetEvictionPolicy"], build["spotMaxPrice"]],
      ["Spot", "Delete", -1],
    );
    const platform = one(agentPool, "cluster-nodes-platform-1").inputs;
    assert.deepEqual(platform["nodeLabels"], { "honua.io/pool": "platform" });
    assert.deepEqual(platform["nodeTaints"], []);
    assert.equal(platform["scaleSetPriority"], undefined);
  });

  it("keeps the node's system on a local disk only where the machine has one that is large enough", async () => {
    const diskType = async (machine: string, diskGiB: number) => {
      const build = { ...args.pools.build, machine, diskGiB };
      const { one } = await made({ pools: { ...args.pools, build } });
      return one(agentPool, "cluster-nodes-build-1").inputs["osDiskType"] as unknown;
    };
    assert.equal(await diskType("Standard_D32ps_v5", 256), "Managed");
    assert.equal(await diskType("Standard_D32pds_v5", 256), "Ephemeral");
    assert.equal(await diskType("Standard_D4pds_v5", 256), "Managed");
  });

  it("gives a part another name when it has to be replaced, so that it can be before the old one goes", () => {
    const { platform } = args.pools;
    const name = partName("platform", "3", platform);
    assert.match(name, /^platform3[0-9a-f]{3}$/);
    assert.equal(name.length, 12);
    assert.equal(partName("platform", "3", { ...platform, min: 2, max: 9 }), name);
    for (const change of [{ machine: "Standard_D4ps_v5" }, { diskGiB: 256 }, { spot: true }]) {
      assert.notEqual(partName("platform", "3", { ...platform, ...change }), name);
    }
  });

  it("is maintained in its windows: Kubernetes in the first, images in the last", async () => {
    const { one } = await made({
      windows: [
        { day: "tuesday", hour: 2, hours: 2 },
        { day: "thursday", hour: 2, hours: 5 },
      ],
    });
    const configuration = "azure-native:containerservice:MaintenanceConfiguration";
    const [kubernetes, images] = ["auto-upgrade", "node-images"].map(
      (role) => one(configuration, `cluster-${role}`).inputs,
    );
    assert.equal(kubernetes?.["configName"], "aksManagedAutoUpgradeSchedule");
    assert.equal(kubernetes["maintenanceWindow"].schedule.weekly.dayOfWeek, "Tuesday");
    assert.equal(kubernetes["maintenanceWindow"].durationHours, 4);
    assert.equal(images?.["configName"], "aksManagedNodeOSUpgradeSchedule");
    assert.equal(images["maintenanceWindow"].schedule.weekly.dayOfWeek, "Thursday");
    assert.equal(images["maintenanceWindow"].durationHours, 5);
    assert.deepEqual(clusterWindow(sunday), {
      schedule: { weekly: { intervalWeeks: 1, dayOfWeek: "Sunday" } },
      startTime: "02:00",
      utcOffset: "+00:00",
      durationHours: 4,
    });
    assert.deepEqual((await inputsOf())["autoUpgradeProfile"], {
      upgradeChannel: "patch",
      nodeOSUpgradeChannel: "NodeImage",
    });
  });

  it("is locked against deletion only where it is protected", async () => {
    const { one } = await made();
    assert.equal(one(lock, "cluster").inputs["level"], "CanNotDelete");
    for (const durability of ["kept", "disposable"] as const) {
      const { ofType } = await made({ durability });
      assert.deepEqual(ofType(lock), []);
    }
  });

  it("gives away a kubeconfig that waits for the nodes", async () => {
    const { result } = await made();
    const needed = await neededFor(result.kubeconfig);
    assert.ok(needed.includes("cluster-nodes-platform-1"));
    assert.equal(await valueOf(result.clientId), `${networkId}/subnets/private-1`);
  });
});

describe("an Azure kubeconfig", () => {
  it("logs in with the Azure CLI, and holds no secret of what AKS hands out", () => {
    const given = "clusters:\n- cluster:\n    certificate-authority-data: Q0E=\nusers:\n- user:\n    token: secret\n";
    const text = kubeconfig("honua-dev", "https://honua-dev.azmk8s.io:443", Buffer.from(given).toString("base64"));
    const { clusters, users } = JSON.parse(text) as {
      clusters: { cluster: unknown }[];
      users: { user: { exec: { command: string; args: string[] } } }[];
    };
    assert.deepEqual(clusters[0]?.cluster, {
      server: "https://honua-dev.azmk8s.io:443",
      "certificate-authority-data": "Q0E=",
    });
    assert.equal(users[0]?.user.exec.command, "kubelogin");
    assert.deepEqual(users[0].user.exec.args.slice(0, 3), ["get-token", "--login", "azurecli"]);
    assert.ok(!text.includes("secret"));
  });
});
