/** What stays in the cloud of something that is over. */
import type { Trace } from "./model.ts";
import { matchesType } from "./paths.ts";
import type { Store, StoredResource } from "./store.ts";

export type TracedOperation = Trace["stops"]["operation"];

/** Why a trace stops the operation, where one does. */
export function stoppingTrace(
  traces: readonly Trace[],
  store: Store,
  operation: TracedOperation,
  { type, realm = "", inputs }: StoredResource,
): string | undefined {
  for (const { what, stops } of traces) {
    if (stops.operation !== operation || !matchesType(stops.types, type)) continue;
    const name = stops.name(inputs, realm);
    if (name !== undefined && store.hasTrace(`${what} ${name}`)) return `"${name}" has ${what}: ${stops.remedy}`;
  }
  return undefined;
}

/** Keeps what the operation leaves, and forgets what it takes along. */
export function leaveTraces(
  traces: readonly Trace[],
  store: Store,
  operation: TracedOperation,
  { type, urn, realm = "", inputs }: StoredResource,
): void {
  for (const { what, left, stops, goes } of traces) {
    for (const { types, by, name } of left) {
      const trace = by === operation && matchesType(types, type) ? name(inputs, realm) : undefined;
      if (trace !== undefined) store.leaveTrace(urn, `${what} ${trace}`);
    }
    const gone = operation === "delete" && matchesType(stops.types, type) ? goes?.(inputs, realm) : undefined;
    if (gone !== undefined) store.wipeTrace(urn, `${what} ${gone}`);
  }
}
