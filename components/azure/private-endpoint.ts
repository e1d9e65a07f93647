import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { type PrivateZone, privateZoneId } from "./private-zones.ts";

/** What Azure calls the part of a service that an endpoint leads to: https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource */
const parts = {
  blob: "blob",
  "classic-redis": "redisCache",
  redis: "redisEnterprise",
  registry: "registry",
  vault: "vault",
} as const satisfies Partial<Record<PrivateZone, string>>;

export interface AzurePrivateEndpointArgs {
  readonly scope: pulumi.Input<string>;
  /** The network's subnet for endpoints, which is given once its zones are linked. */
  readonly subnetId: pulumi.Input<string>;
  readonly service: keyof typeof parts;
  /** What the endpoint leads to. */
  readonly targetId: pulumi.Input<string>;
}

/** A way to one of Azure's services that does not leave the network, found under the service's own name. */
export class AzurePrivateEndpoint extends pulumi.ComponentResource {
  constructor(name: string, args: AzurePrivateEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:PrivateEndpoint", name, {}, opts);
    const endpoint = new azure.network.PrivateEndpoint(
      name,
      {
        resourceGroupName: args.scope,
        subnet: { id: args.subnetId },
        privateLinkServiceConnections: [
          { name: args.service, privateLinkServiceId: args.targetId, groupIds: [parts[args.service]] },
        ],
      },
      { parent: this },
    );
    new azure.network.PrivateDnsZoneGroup(
      name,
      {
        resourceGroupName: args.scope,
        privateEndpointName: endpoint.name,
        privateDnsZoneGroupName: "default",
        privateDnsZoneConfigs: [
          { name: args.service, privateDnsZoneId: privateZoneId(this, args.scope, args.service) },
        ],
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
