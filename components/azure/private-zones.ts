import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { idInGroup } from "./subscription.ts";

/** The zones that private addresses of Azure's services are looked up in: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const zoneNames = {
  blob: "privatelink.blob.core.windows.net",
  "classic-redis": "privatelink.redis.cache.windows.net",
  postgres: "honua.private.postgres.database.azure.com",
  redis: "privatelink.redis.azure.net",
  registry: "privatelink.azurecr.io",
  vault: "privatelink.vaultcore.azure.net",
} as const;

export type PrivateZone = keyof typeof zoneNames;

/** The id of a zone of the network's: known in previews. It is made, and linked, before the network's subnets are given. */
export function privateZoneId(
  component: pulumi.ComponentResource,
  scope: pulumi.Input<string>,
  zone: PrivateZone,
): pulumi.Output<string> {
  return idInGroup(component, scope, "Microsoft.Network/privateDnsZones", zoneNames[zone]);
}

export interface AzurePrivateZonesArgs {
  readonly scope: pulumi.Input<string>;
  readonly zones: readonly PrivateZone[];
  readonly networkId: pulumi.Input<string>;
}

/** Lets a network look up the private addresses of Azure's services. */
export class AzurePrivateZones extends pulumi.ComponentResource {
  /** For whoever uses a zone to wait for. */
  readonly links: azure.privatedns.VirtualNetworkLink[];

  constructor(name: string, args: AzurePrivateZonesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:PrivateZones", name, {}, opts);
    this.links = args.zones.map((zone) => this.createZone(`${name}-${zone}`, zoneNames[zone], args));
    this.registerOutputs();
  }

  private createZone(name: string, zoneName: string, args: AzurePrivateZonesArgs): azure.privatedns.VirtualNetworkLink {
    const zone = new azure.privatedns.PrivateZone(
      name,
      { resourceGroupName: args.scope, privateZoneName: zoneName, location: "Global" },
      { parent: this },
    );
    return new azure.privatedns.VirtualNetworkLink(
      name,
      {
        resourceGroupName: args.scope,
        privateZoneName: zone.name,
        location: "Global",
        virtualNetwork: { id: args.networkId },
        registrationEnabled: false,
        // What others have private endpoints for is still reached over the internet: https://learn.microsoft.com/azure/dns/private-dns-fallback
        resolutionPolicy: zoneName.startsWith("privatelink.") ? "NxDomainRedirect" : undefined,
      },
      { parent: this },
    );
  }
}
