/**
 * A number of nodes dealt out over zones, one after another, until all have found a place.
 *
 * @returns How many each zone gets, by zone.
 */
export function spread(total: number, zones: readonly string[]): ReadonlyMap<string, number> {
  return new Map(zones.map((zone, index) => [zone, Math.floor((total + zones.length - 1 - index) / zones.length)]));
}
