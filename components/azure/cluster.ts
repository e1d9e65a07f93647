import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster, ClusterArgs } from "../contract/cluster.ts";
import { after } from "../after.ts";
import { AzureClusterIdentity } from "./cluster-identity.ts";
import { AzureClusterInsights } from "./cluster-insights.ts";
import { networkProfile } from "./cluster-network.ts";
import { vaultOf } from "./keys.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { logStoreOf } from "./log-store.ts";
import { controlPlaneSubnetId } from "./network.ts";
import { AzureNodePools, systemPool } from "./node-pools.ts";
import { idInGroup } from "./subscription.ts";
import { clusterWindow } from "./windows.ts";

type ManagedClusterArgs = azure.containerservice.ManagedClusterArgs;

/**
 * AKS with a control plane inside the network, which only Entra's identities enter. Roles come before it, pools after it.
 * docs/decisions/azure-cluster.md
 */
export class AzureCluster extends pulumi.ComponentResource implements Cluster {
  readonly clusterName: pulumi.Output<string>;
  readonly clusterId: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly kubeconfigCommand: pulumi.Output<string>;
  readonly issuer: pulumi.Output<string>;
  readonly issuerId: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  readonly nodePrincipal: pulumi.Output<string>;

  private readonly name: string;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Cluster", name, {}, opts);
    this.name = name;
    const disks = this.createDiskEncryption(args);
    const identity = this.createIdentity(args, disks);
    const cluster = this.createCluster(args, identity, disks);
    const pools = this.createNodes(args, cluster);
    this.scheduleMaintenance(args, cluster);
    new AzureClusterInsights(`${name}-insights`, { scope: args.scope, clusterId: cluster.id }, { parent: this });
    if (args.durability === "protected") this.lock(cluster);

    this.clusterName = cluster.name;
    this.clusterId = cluster.id;
    this.endpoint = pulumi.interpolate`https://${isPrivate(args) ? cluster.privateFQDN : cluster.fqdn}:443`;
    // Whatever goes into the cluster waits for its nodes, and leaves before them.
    this.kubeconfig = after(this.kubeconfigOf(args, cluster), ...pools.parts.map(({ urn }) => urn));
    this.kubeconfigCommand = pulumi.interpolate`az aks get-credentials --resource-group ${args.scope} --name ${cluster.name} && kubelogin convert-kubeconfig --login azurecli`;
    this.issuer = cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "");
    this.issuerId = this.issuer;
    this.clientId = args.network.privateSubnetIds[0]!;
    this.nodePrincipal = identity.nodes.principalId;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterId: this.clusterId,
      endpoint: this.endpoint,
      kubeconfigCommand: this.kubeconfigCommand,
      issuer: this.issuer,
      issuerId: this.issuerId,
      clientId: this.clientId,
      nodePrincipal: this.nodePrincipal,
    });
  }

  /** For the disks of nodes and, unless a storage class says otherwise, of pods. */
  private createDiskEncryption({ scope, volumesKey }: ClusterArgs): azure.compute.DiskEncryptionSet {
    return new azure.compute.DiskEncryptionSet(
      `${this.name}-disks`,
      {
        resourceGroupName: scope,
        encryptionType: "EncryptionAtRestWithCustomerKey",
        identity: { type: "UserAssigned", userAssignedIdentities: [volumesKey.userId!] },
        activeKey: { keyUrl: volumesKey.id },
        rotationToLatestKeyVersionEnabled: true,
      },
      { parent: this },
    );
  }

  private createIdentity(
    { scope, secretsKey, network }: ClusterArgs,
    disks: azure.compute.DiskEncryptionSet,
  ): AzureClusterIdentity {
    return new AzureClusterIdentity(
      `${this.name}-identity`,
      {
        scope,
        secretsKey,
        subnetIds: [controlPlaneSubnetId(network), ...network.privateSubnetIds],
        diskEncryptionSetId: disks.id,
      },
      { parent: this },
    );
  }

  private createCluster(
    args: ClusterArgs,
    { controlPlaneId, nodes }: AzureClusterIdentity,
    disks: azure.compute.DiskEncryptionSet,
  ): azure.containerservice.ManagedCluster {
    return new azure.containerservice.ManagedCluster(
      this.name,
      {
        resourceGroupName: args.scope,
        resourceName: args.clusterName,
        sku: { name: "Base", tier: args.highlyAvailable ? "Standard" : "Free" },
        kubernetesVersion: args.version,
        dnsPrefix: args.clusterName,
        nodeResourceGroup: `${args.clusterName}-nodes`,
        identity: { type: "UserAssigned", userAssignedIdentities: [controlPlaneId] },
        identityProfile: {
          kubeletidentity: { resourceId: nodes.id, clientId: nodes.clientId, objectId: nodes.principalId },
        },
        agentPoolProfiles: [systemPool(args)],
        networkProfile: networkProfile(args.serviceCidr),
        apiServerAccessProfile: apiServerAccess(args),
        ...whoMayEnter(args),
        oidcIssuerProfile: { enabled: true },
        securityProfile: this.secure(args),
        diskEncryptionSetID: disks.id,
        addonProfiles: {
          azureKeyvaultSecretsProvider: {
            enabled: true,
            config: { enableSecretRotation: "true", rotationPollInterval: "2m" },
          },
          omsagent: {
            enabled: true,
            // The log store takes no keys, but Entra's identities only.
            config: { logAnalyticsWorkspaceResourceID: logStoreOf(this, args.scope), useAADAuth: "true" },
          },
        },
        autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
        // The parts of a pool in the zones are alike.
        autoScalerProfile: { balanceSimilarNodeGroups: "true" },
      },
      {
        parent: this,
        protect: args.durability === "protected",
        ignoreChanges: ["agentPoolProfiles[0].count"],
      },
    );
  }

  /** Its vault is closed, so that the control plane comes from inside the network: docs/decisions/azure-keys.md */
  private secure({ scope, secretsKey }: ClusterArgs): ManagedClusterArgs["securityProfile"] {
    return {
      workloadIdentity: { enabled: true },
      imageCleaner: { enabled: true, intervalHours: 7 * 24 },
      azureKeyVaultKms: {
        enabled: true,
        keyId: secretsKey.id,
        keyVaultNetworkAccess: "Private",
        keyVaultResourceId: idInGroup(this, scope, "Microsoft.KeyVault/vaults", vaultOf(secretsKey).vaultName),
      },
    };
  }

  private createNodes(args: ClusterArgs, cluster: azure.containerservice.ManagedCluster): AzureNodePools {
    return new AzureNodePools(
      `${this.name}-nodes`,
      {
        scope: args.scope,
        clusterName: cluster.name,
        version: args.version,
        pools: args.pools,
        zones: args.zones,
        subnetIds: args.network.privateSubnetIds,
      },
      { parent: this },
    );
  }

  /** AKS takes one window for Kubernetes, and one for the nodes' images: the first, and the last. */
  private scheduleMaintenance(
    { scope, windows }: ClusterArgs,
    { name: resourceName }: azure.containerservice.ManagedCluster,
  ): void {
    const schedules = {
      "auto-upgrade": { configName: "aksManagedAutoUpgradeSchedule", window: windows[0]! },
      "node-images": { configName: "aksManagedNodeOSUpgradeSchedule", window: windows.at(-1)! },
    };
    for (const [role, { configName, window }] of Object.entries(schedules)) {
      new azure.containerservice.MaintenanceConfiguration(
        `${this.name}-${role}`,
        { resourceGroupName: scope, resourceName, configName, maintenanceWindow: clusterWindow(window) },
        { parent: this },
      );
    }
  }

  /** Not protected by Pulumi itself: lifting the protection has to delete it. */
  private lock(cluster: azure.containerservice.ManagedCluster): void {
    new azure.authorization.ManagementLockByScope(
      this.name,
      {
        scope: cluster.id,
        level: "CanNotDelete",
        notes: "honua:protection.resources is on",
      },
      { parent: this },
    );
  }

  private kubeconfigOf(
    args: ClusterArgs,
    { name: resourceName }: azure.containerservice.ManagedCluster,
  ): pulumi.Output<string> {
    const { kubeconfigs } = azure.containerservice.listManagedClusterUserCredentialsOutput(
      { resourceGroupName: args.scope, resourceName, format: "exec" },
      { parent: this },
    );
    return pulumi
      .all([resourceName, this.endpoint, kubeconfigs])
      .apply(([name, endpoint, [given]]) => kubeconfig(name, endpoint, given?.value ?? ""));
  }
}

/** Without ranges that may reach it, it has no public address. */
const isPrivate = ({ accessCidrs }: ClusterArgs): boolean => accessCidrs.length === 0;

function apiServerAccess(args: ClusterArgs): ManagedClusterArgs["apiServerAccessProfile"] {
  const inside = { enableVnetIntegration: true, subnetId: controlPlaneSubnetId(args.network) };
  return isPrivate(args)
    ? { ...inside, enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, privateDNSZone: "system" }
    : { ...inside, enablePrivateCluster: false, disableRunCommand: true, authorizedIPRanges: [...args.accessCidrs] };
}

/** Entra's identities with a role on the cluster, and the administrators' groups. No certificate opens it. */
const whoMayEnter = ({ admins }: ClusterArgs) => ({
  enableRBAC: true,
  disableLocalAccounts: true,
  aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: [...admins] },
});
