/** What a provider does with a resource, on raw values and without the protocol: check, diff, create, read, update, delete. */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Faults } from "./faults.ts";
import { diffInputs } from "./diff.ts";
import { withDefaults } from "./defaults.ts";
import { withDocuments } from "./documents.ts";
import { autoname, isAutonamed, nameRuleOf, tooLong } from "./naming.ts";
import { matchesType, valuesAt } from "./paths.ts";
import { CloudError } from "./protocol.ts";
import { missingReference, dependentOf } from "./references.ts";
import type { Shapes } from "./shapes/index.ts";
import type { Store, StoredResource } from "./store.ts";
import { planned, synthesize } from "./synthesize.ts";
import { leaveTraces, stoppingTrace, type TracedOperation } from "./traces.ts";
import { validate } from "./validate.ts";
import type { Candidate, Cloud, Emulation, SynthesisContext, Values } from "./model.ts";
import { asSecret, complete, conceal, reveal, type RawValues } from "./wire.ts";

export interface Failure {
  readonly property?: string;
  readonly reason: string;
}

export interface DiffResult {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

const GERUNDS = { create: "creating", delete: "deleting" } as const;

export class Operations {
  readonly emulation: Emulation;
  private readonly shapes: Shapes;
  private readonly store: Store;
  private readonly faults: Faults;

  constructor(emulation: Emulation, shapes: Shapes, store: Store, faults: Faults) {
    this.emulation = emulation;
    this.shapes = shapes;
    this.store = store;
    this.faults = faults;
  }

  /** The cloud as the tables see it, under one provider configuration. */
  cloud(config: Values): Cloud {
    return {
      config,
      get: (type, id) => this.store.find(type, id) ?? this.findAnywhere(type, id),
      ofType: (type) => this.store.all().filter((resource) => resource.type === type),
      all: () => this.store.all(),
      find: (fits) => this.store.all().find(fits) ?? this.everything().find(fits),
    };
  }

  /** Names the resource and says everything that is wrong with its inputs. */
  check(
    urn: string,
    olds: RawValues,
    news: RawValues,
    seed: Uint8Array,
    cloud: Cloud,
  ): { inputs: RawValues; failures: Failure[] } {
    this.store.openStackOf(urn);
    const { type, name } = parseUrn(urn);
    const old = this.store.findByUrn(urn);
    const shape = this.shapes.shapeOf(type);
    const rule = nameRuleOf(this.emulation, type, shape);
    const named = rule ? autoname(rule, name, seed, olds, news) : news;
    const made = withDocuments(named, this.emulation.documents?.[type] ?? []);
    const defaults = this.emulation.defaults?.({ type, urn, name, inputs: reveal(made), old }, cloud) ?? {};
    const inputs = withDefaults(made, defaults);
    const candidate = { type, urn, name, inputs: reveal(inputs), old };
    const faults = (shape ? validate(shape, candidate.inputs) : []).filter(
      ({ surplus }) => !surplus || !this.emulation.dropsSurplus,
    );
    const reason = rule && isAutonamed(rule, inputs) ? tooLong(rule, name) : undefined;
    const misnamed = rule && reason ? [{ property: rule.property, reason }] : [];
    const failures = [...misnamed, ...faults, ...this.findings(candidate, cloud, false)];
    return { inputs, failures };
  }

  diff(urn: string, olds: RawValues, news: RawValues, ignored: readonly string[]): DiffResult {
    const { type } = parseUrn(urn);
    const shape = this.shapes.shapeOf(type);
    const { changed, replaces } = diffInputs(type, shape, this.emulation, reveal(olds), reveal(news), ignored);
    // Two resources cannot have the same given name at once: the old one has to go first.
    const rule = nameRuleOf(this.emulation, type, shape);
    const keepsName = !!rule && !isAutonamed(rule, news) && !replaces.includes(rule.property.split(".")[0] ?? "");
    const goesFirst = keepsName || (this.emulation.deletesFirst ?? []).includes(type);
    return { changed, replaces, deleteBeforeReplace: replaces.length > 0 && goesFirst };
  }

  /** What a preview can know of a resource to be created: its inputs, and that the rest is unknown. */
  plan(urn: string, inputs: RawValues): RawValues {
    const { type } = parseUrn(urn);
    const shape = this.shapes.shapeOf(type);
    return shape ? complete(inputs, planned(shape, this.emulation, type, reveal(inputs))) : inputs;
  }

  create(urn: string, inputs: RawValues, cloud: Cloud): StoredResource {
    const { type, name } = parseUrn(urn);
    this.faults.before("create", `creating ${name}`);
    this.refuseMissingReferences(type, inputs);
    this.refuseLateFindings({ type, urn, name, inputs: reveal(inputs) }, cloud);
    const birth = this.store.birthsOf(urn);
    const context = contextOf({ type, name, urn, inputs: reveal(inputs), cloud }, `${urn} ${birth}`);
    const id = this.idOf(context);
    const resource = this.materialise({ ...context, id }, inputs);
    this.refuseTakenId(resource, name);
    this.refuseTraced("create", resource);
    this.store.put(resource, true);
    leaveTraces(this.emulation.traces ?? [], this.store, "create", resource);
    this.faults.after("create");
    return resource;
  }

  /** The resource as it is now; nothing where it is gone. */
  read(urn: string, id: string, cloud: Cloud): StoredResource | undefined {
    const { type, name } = parseUrn(urn);
    this.faults.before("read", `reading ${id}`);
    this.store.openStackOf(urn);
    const found = this.store.find(type, id, urn) ?? this.findAnywhere(type, id);
    const inputs = found ? undefined : this.emulation.given?.(type, id, cloud);
    if (!inputs) return found;
    const context = contextOf({ type, name, urn, inputs, cloud }, `${urn} ${id}`);
    return this.materialise({ ...context, id }, conceal(inputs) as RawValues);
  }

  update(urn: string, id: string, inputs: RawValues, cloud: Cloud): StoredResource {
    const { type, name } = parseUrn(urn);
    this.faults.before("update", `updating ${name}`);
    this.refuseMissingReferences(type, inputs);
    const old = this.store.find(type, id, urn);
    if (!old) throw new CloudError(`updating ${name}: ${type} "${id}" does not exist`);
    this.refuseLateFindings({ type, urn, name, inputs: reveal(inputs), old }, cloud);
    // As at its creation, so that what was made up then stays; what was imported was never created.
    const births = this.store.birthsOf(urn);
    const identity = births > 0 ? `${urn} ${births - 1}` : `${urn} ${id}`;
    const context = contextOf({ type, name, urn, inputs: reveal(inputs), cloud }, identity);
    const resource = this.materialise({ ...context, id }, inputs, old);
    this.store.put(resource, false);
    this.faults.after("update");
    return resource;
  }

  /** Outputs in the preview of an update: what was computed stays as it is, also inside inputs that do not change. */
  planUpdate(urn: string, olds: RawValues, news: RawValues, oldInputs: RawValues): RawValues {
    const given = Object.entries(this.plan(urn, news)).filter(([key]) => key in news);
    const kept = Object.entries(olds).filter(([key]) => isDeepStrictEqual(oldInputs[key], news[key]));
    return Object.fromEntries([...given, ...kept]);
  }

  remove(urn: string, id: string): void {
    const { type, name } = parseUrn(urn);
    this.faults.before("delete", `deleting ${name}`);
    this.store.openStackOf(urn);
    const resource = this.store.find(type, id, urn);
    if (!resource) return; // deleting what is gone already is success, as in the clouds
    this.refuseProtected(resource, name);
    this.refuseUnready(resource, name);
    this.refuseTraced("delete", resource);
    if (this.emulation.abandons?.(resource)) {
      this.store.abandon(resource);
      this.faults.after("delete");
      return;
    }
    const doomed = [resource, ...this.contentsOf(resource)];
    const staying = this.store.all().filter((other) => !doomed.includes(other));
    for (const going of doomed) {
      const dependent = dependentOf(going, this.emulation.references, staying);
      if (!dependent) continue;
      throw new CloudError(
        `deleting ${name}: DependencyViolation: ${going.type} "${going.id}" is still used by ${dependent.type} "${dependent.id}"`,
      );
    }
    for (const gone of doomed.reverse()) {
      this.store.remove(gone);
      leaveTraces(this.emulation.traces ?? [], this.store, "delete", gone);
    }
    this.faults.after("delete");
  }

  private contentsOf(container: StoredResource): StoredResource[] {
    const { contains } = this.emulation;
    return contains ? this.store.all().filter((other) => other !== container && contains(container, other)) : [];
  }

  private idOf(context: Omit<SynthesisContext, "id">): string {
    const { ids } = this.emulation;
    const wildcard = Object.keys(ids).find((key) => key.endsWith("*") && matchesType([key], context.type));
    const row = ids[context.type] ?? (wildcard ? ids[wildcard] : undefined);
    const convention = row ?? this.emulation.conventions?.(context.type)?.id;
    if (convention) return convention(context);
    const given = context.inputs["name"];
    return typeof given === "string" ? given : `${context.name}-${context.hex(8, "id")}`;
  }

  private materialise(context: SynthesisContext, rawInputs: RawValues, old?: StoredResource): StoredResource {
    const { type, id, urn } = context;
    const computed = synthesize(this.shapes.shapeOf(type), this.emulation, context);
    const kept = Object.entries(old?.rawOutputs ?? {}).filter(([key]) => !(key in (old?.rawInputs ?? {})));
    const rawOutputs = { ...Object.fromEntries(kept), ...complete(rawInputs, computed) };
    for (const key of this.emulation.secrets?.[type] ?? []) rawOutputs[key] = asSecret(rawOutputs[key]);
    const realm = old?.realm ?? this.emulation.realm?.(context.inputs, context.cloud, type);
    return { type, id, realm, urn, rawInputs, rawOutputs, inputs: reveal(rawInputs), outputs: reveal(rawOutputs) };
  }

  private findings(candidate: Candidate, cloud: Cloud, late: boolean): Failure[] {
    return this.emulation.checks
      .filter((row) => (row.late ?? false) === late && matchesType(row.types, candidate.type))
      .flatMap((row) => row.check(candidate, cloud) ?? []);
  }

  private refuseLateFindings(candidate: Candidate, cloud: Cloud): void {
    const [finding] = this.findings(candidate, cloud, true);
    if (finding) throw new CloudError(`${candidate.type}: ${finding.property ?? candidate.name}: ${finding.reason}`);
  }

  private refuseMissingReferences(type: string, inputs: RawValues): void {
    const { references } = this.emulation;
    const missing = () => missingReference(type, reveal(inputs), references, this.store.all());
    if (!missing()) return;
    this.store.openAll();
    const reason = missing();
    if (reason) throw new CloudError(reason);
  }

  private refuseTakenId({ type, id, realm }: StoredResource, name: string): void {
    const { adopts, reserves = [] } = this.emulation;
    const twin = this.store.findIn(realm, type, id);
    if (twin && !adopts?.(type)) throw new CloudError(`creating ${name}: ${type} "${id}" already exists (${twin.urn})`);
    const reserved = reserves.find((row) => matchesType(row.types, type));
    if (reserved && this.store.wasDeleted(realm, type, id))
      throw new CloudError(`creating ${name}: ${type} "${id}" existed before: ${reserved.reason}`);
  }

  private refuseProtected(resource: StoredResource, name: string): void {
    for (const { types, property, value: stop = true, default: fallback } of this.emulation.protections) {
      if (!matchesType(types, resource.type)) continue;
      const [value] = valuesAt(resource.inputs, property);
      if (value === undefined ? fallback : value === stop) {
        const free = stop === true ? "false" : "another value";
        throw new CloudError(
          `deleting ${name}: ${resource.type} "${resource.id}" is protected by ${property}: set it to ${free}, deploy, then delete`,
        );
      }
    }
  }

  private refuseUnready({ type, id, inputs }: StoredResource, name: string): void {
    const rows = (this.emulation.refusedDeletes ?? []).filter(({ types }) => matchesType(types, type));
    const reason = rows.map((row) => row.reason(inputs)).find((found) => found !== undefined);
    if (reason) throw new CloudError(`deleting ${name}: ${type} "${id}": ${reason}`);
  }

  private refuseTraced(operation: TracedOperation, resource: StoredResource): void {
    const reason = stoppingTrace(this.emulation.traces ?? [], this.store, operation, resource);
    if (reason) throw new CloudError(`${GERUNDS[operation]} ${parseUrn(resource.urn).name}: ${reason}`);
  }

  private everything(): StoredResource[] {
    this.store.openAll();
    return this.store.all();
  }

  private findAnywhere(type: string, id: string): StoredResource | undefined {
    this.store.openAll();
    return this.store.find(type, id);
  }
}

export function parseUrn(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

function contextOf(base: Omit<SynthesisContext, "id" | "hex">, identity: string): Omit<SynthesisContext, "id"> {
  return { ...base, hex: (length, salt = "") => hexOf(`${identity} ${salt}`, length) };
}

function hexOf(seed: string, length: number): string {
  let digits = "";
  for (let block = 0; digits.length < length; block++) {
    digits += createHash("sha256").update(`${seed} ${block}`).digest("hex");
  }
  return digits.slice(0, length);
}
