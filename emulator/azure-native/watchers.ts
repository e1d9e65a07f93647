/**
 * The network watcher that Azure makes of its own, with its group, for each region that gets a virtual network.
 * https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
import type { Cloud } from "../model.ts";
import { textAt } from "../text.ts";
import { regionName, SUBSCRIPTION } from "./subscription.ts";

export const WATCHER_GROUP = "NetworkWatcherRG";

const path = (region: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/${WATCHER_GROUP}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${region}`;

/** The id of a region's own watcher; nothing where the region has no network, or the program's own watcher. */
export function ownWatcherOf(cloud: Cloud, region: string): string | undefined {
  const isThere = (type: string) =>
    cloud.find(
      (live) => live.type === `azure-native:network:${type}` && regionName(textAt(live.outputs, "location")) === region,
    );
  return isThere("VirtualNetwork") && !isThere("NetworkWatcher") ? path(region) : undefined;
}

/** Whether that is the id of a watcher that Azure made. */
export function isOwnWatcher(cloud: Cloud, id: string): boolean {
  const [, region = ""] = /\/networkWatchers\/NetworkWatcher_(\w+)$/i.exec(id) ?? [];
  return region !== "" && ownWatcherOf(cloud, region.toLowerCase())?.toLowerCase() === id.toLowerCase();
}
