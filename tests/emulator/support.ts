/** What the specs of all emulated clouds share: resources that live, candidates, and a cloud that holds the former. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Candidate,
  Cloud,
  CloudResource,
  Emulation,
  SynthesisContext,
  Value,
  Values,
} from "../../emulator/model.ts";
import { Faults } from "../../emulator/faults.ts";
import { Operations } from "../../emulator/operations.ts";
import { matchesType } from "../../emulator/paths.ts";
import type { Shapes } from "../../emulator/shapes/index.ts";
import { Store, type StoredResource } from "../../emulator/store.ts";
import type { RawValues } from "../../emulator/wire.ts";

export interface Live {
  readonly type: string;
  readonly id: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
}

const urnOf = (type: string, name: string) => `urn:pulumi:dev::test::${type}::${name}`;

export function cloudWith(live: readonly Live[] = [], config: Values = {}): Cloud {
  const resources: CloudResource[] = live.map(({ type, id, inputs = {}, outputs = {} }) => ({
    type,
    id,
    urn: urnOf(type, id),
    inputs,
    outputs: { ...inputs, ...outputs },
  }));
  return {
    config,
    get: (type, id) => resources.find((resource) => resource.type === type && resource.id === id),
    find: (fits) => resources.find(fits),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    all: () => resources,
  };
}

export const candidate = (type: string, inputs: Values, old?: CloudResource): Candidate => ({
  type,
  urn: urnOf(type, "candidate"),
  name: "candidate",
  inputs,
  old,
});

export function contextOf(type: string, inputs: Values, cloud = cloudWith(), id = ""): SynthesisContext {
  const hex = (length: number, salt = "") =>
    [...`${type} ${salt}`]
      .map((letter) => letter.charCodeAt(0).toString(16))
      .join("")
      .padEnd(length, "0123456789abcdef")
      .slice(-length);
  return { type, name: "candidate", urn: urnOf(type, "candidate"), id, inputs, cloud, hex };
}

/** The properties that an emulation's checks find fault with. */
export function faults(emulation: Emulation, subject: Candidate, cloud = cloudWith()): string[] {
  return emulation.checks
    .filter((row) => matchesType(row.types, subject.type))
    .flatMap((row) => row.check(subject, cloud)?.property ?? []);
}

/** An output that the emulation's tables give; a row of the type goes before one for all types. */
export function formatted(emulation: Emulation, context: SynthesisContext, property: string): Value {
  const format = emulation.formats[context.type]?.[property] ?? emulation.formats["*"]?.[property];
  return format?.(context);
}

/** An emulated cloud in a folder of its own, in which resources are made, changed and deleted. */
export function lifecycleOf(emulation: Emulation, config: Values = {}) {
  const folder = mkdtempSync(join(tmpdir(), "honua-lifecycle-"));
  const shapes = { shapeOf: () => undefined } as unknown as Shapes;
  const operations = new Operations(emulation, shapes, new Store(folder), new Faults());
  const cloud = operations.cloud(config);
  const diff = ({ urn, rawInputs }: StoredResource, change: RawValues) =>
    operations.diff(urn, rawInputs, { ...rawInputs, ...change }, []);
  return {
    create(type: string, name: string, given: RawValues) {
      const urn = urnOf(type, name);
      const { inputs, failures } = operations.check(urn, {}, given, Buffer.from(urn), cloud);
      const [failure] = failures;
      if (failure) throw new Error(`${failure.property ?? ""}: ${failure.reason}`);
      return operations.create(urn, inputs, cloud);
    },
    remove: ({ urn, id }: CloudResource) => operations.remove(urn, id),
    replaces: (resource: StoredResource, change: RawValues) => diff(resource, change).replaces,
    goesFirst: (resource: StoredResource, change: RawValues) => diff(resource, change).deleteBeforeReplace,
    exists: ({ urn, id }: CloudResource) => operations.read(urn, id, cloud) !== undefined,
    end: () => rmSync(folder, { recursive: true }),
  };
}
