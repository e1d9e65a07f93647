import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { ImageReplica, Registry, RegistryArgs } from "../contract/registry.ts";
import { regions } from "../tables/regions.ts";
import { AzureImagePurge } from "./image-purge.ts";
import { recordLogs } from "./log-store.ts";
import { uniqueName } from "./names.ts";
import { AzurePrivateEndpoint } from "./private-endpoint.ts";

const namespace = "honua";

/**
 * A registry that takes nobody in without a credential of their own. It can be reached over the internet, since customers
 * pull from it; the platform itself comes by a private endpoint. docs/decisions/azure-registry.md
 */
export class AzureRegistry extends pulumi.ComponentResource implements Registry {
  readonly registryId: pulumi.Output<string>;
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  readonly loginCommand: pulumi.Output<string>;

  private readonly name: string;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Registry", name, {}, opts);
    this.name = name;
    const registry = this.createRegistry(args);
    const replicas = args.replica === undefined ? [] : [this.replicate(registry, args, args.replica)];
    this.purgeImages(registry, args);
    recordLogs(name, { scope: args.scope, resourceId: registry.id, categoryGroups: ["allLogs"] }, this);
    this.createPrivateEndpoint(registry, args, replicas);

    this.registryId = registry.id;
    this.repositoryUrls = registry.loginServer.apply((server) =>
      Object.fromEntries(args.images.map((image) => [image, `${server}/${namespace}/${image}`])),
    );
    this.loginCommand = pulumi.interpolate`az acr login --name ${registry.name}`;
    this.registerOutputs({
      registryId: this.registryId,
      repositoryUrls: this.repositoryUrls,
      loginCommand: this.loginCommand,
    });
  }

  /** Premium has what all environments need: keys of ours, private endpoints and the deletion of untagged images. */
  private createRegistry({ scope, key, untaggedDays, durability }: RegistryArgs): azure.containerregistry.Registry {
    return new azure.containerregistry.Registry(
      this.name,
      {
        resourceGroupName: scope,
        registryName: uniqueName(this.name, "registry", this),
        sku: { name: "Premium" },
        zoneRedundancy: "Enabled",
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        publicNetworkAccess: "Enabled",
        // Layers come from a host of the registry's own, which customers can tell from other registries in their firewalls.
        dataEndpointEnabled: true,
        identity: { type: "UserAssigned", userAssignedIdentities: key.userId?.apply((id) => ({ [id]: {} })) },
        encryption: {
          status: "enabled",
          keyVaultProperties: { keyIdentifier: key.id, identity: key.userClientId },
        },
        policies: { retentionPolicy: { status: "enabled", days: untaggedDays } },
      },
      { parent: this, protect: durability === "protected" },
    );
  }

  /** Azure encrypts the copies with the registry's own key, and names them after their region. */
  private replicate(
    registry: azure.containerregistry.Registry,
    { scope }: RegistryArgs,
    { region }: ImageReplica,
  ): azure.containerregistry.Replication {
    return new azure.containerregistry.Replication(
      `${this.name}-replica`,
      {
        resourceGroupName: scope,
        registryName: registry.name,
        replicationName: region,
        location: region,
        zoneRedundancy: region in regions.azure ? "Enabled" : "Disabled",
        regionEndpointEnabled: true,
      },
      { parent: this },
    );
  }

  private purgeImages(registry: azure.containerregistry.Registry, args: RegistryArgs): void {
    new AzureImagePurge(
      `${this.name}-purge`,
      {
        scope: args.scope,
        registryName: registry.name,
        repositories: args.images.map((image) => `${namespace}/${image}`),
        retainedImages: args.retainedImages,
      },
      { parent: this },
    );
  }

  /** After the copies, so that it has an address for each of them. */
  private createPrivateEndpoint(
    registry: azure.containerregistry.Registry,
    { scope, network }: RegistryArgs,
    replicas: azure.containerregistry.Replication[],
  ): void {
    new AzurePrivateEndpoint(
      `${this.name}-endpoint`,
      { scope, subnetId: network.endpointSubnetIds[0] ?? "", service: "registry", targetId: registry.id },
      { parent: this, dependsOn: replicas },
    );
  }
}
