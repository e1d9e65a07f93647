/**
 * The outputs that a resource has beyond its inputs, from what its SDK declares: values once it is created, unknowns
 * while it is only planned. Pure: the same context gives the same values.
 */
import { UNKNOWN, type Emulation, type Format, type Properties, type PropertyShape } from "./model.ts";
import type { SynthesisContext, TypeRef, TypeShape, Value, Values } from "./model.ts";
import { isRecord } from "./paths.ts";
import { memberFor } from "./unions.ts";
import { nameAt, plausibleNumber, plausibleString } from "./plausible.ts";

/** Objects that the cloud alone fills in are made this many levels deep at most. */
const MAX_DEPTH = 6;

/** What a property has that was not given; undefined leaves it out. `twin` is its input, where there is one. */
type Make = (property: PropertyShape, twin: PropertyShape | undefined, path: string) => Value;

type Rows = Readonly<Record<string, Format>>;

/**
 * The computed outputs of a new resource: those that its inputs do not give, and those given as objects or lists in
 * which the cloud fills something in, merged.
 */
export function synthesize(
  shape: TypeShape | undefined,
  emulation: Emulation | undefined,
  context: SynthesisContext,
): Values {
  const own: Rows = emulation?.formats[context.type] ?? {};
  const common: Rows = emulation?.formats["*"] ?? {};
  if (!shape) return undeclared({ ...common, ...own }, context);
  const make = maker(context, common);
  const result: Values = {};
  for (const [name, property] of Object.entries(shape.outputs)) {
    const given = context.inputs[name] ?? undefined;
    const row = own[name] ?? (given === undefined ? undefined : common[name]);
    const start = underlay(given, row, context);
    const twin = shape.inputs[name];
    const value =
      start === undefined ? make(property, twin, name) : complete(property.type, start, twin?.type, name, make);
    if (value !== undefined && value !== given) result[name] = value;
  }
  return result;
}

/** Of a type that no SDK declares, such as a Kubernetes custom resource, the tables know all that is known. */
const undeclared = (rows: Rows, context: SynthesisContext): Values =>
  Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name, underlay(context.inputs[name] ?? undefined, row, context)]),
  );

/**
 * What the preview of a create cannot know: {@link UNKNOWN} for each output that is computed, also inside objects that
 * are given, merged.
 */
export function planned(shape: TypeShape, emulation: Emulation | undefined, type: string, inputs: Values): Values {
  const formatted = emulation?.formats[type] ?? {};
  const make: Make = ({ optional, unknown = !optional }) => (unknown ? UNKNOWN : undefined);
  const result: Values = {};
  for (const [name, property] of Object.entries(shape.outputs)) {
    const given = inputs[name] ?? undefined;
    const twin = shape.inputs[name];
    const value =
      given !== undefined
        ? complete(property.type, given, twin?.type, name, make)
        : Object.hasOwn(formatted, name)
          ? UNKNOWN
          : make(property, twin, name);
    if (value !== undefined && value !== given) result[name] = value;
  }
  return result;
}

/** What was given, on top of what the row adds to it. */
function underlay(given: Value, row: Format | undefined, context: SynthesisContext): Value {
  const open = given === undefined || isRecord(given) || Array.isArray(given);
  return open && row ? merge(given, row(context)) : given;
}

function merge(given: Value, computed: Value): Value {
  if (given === undefined || given === null) return computed;
  if (Array.isArray(given) && isRecord(computed)) return computed; // a list in, a map out: Azure's identities
  if (Array.isArray(given) && Array.isArray(computed)) {
    return given.map((element, index) => merge(element, computed[index]));
  }
  if (!isRecord(given) || !isRecord(computed)) return given;
  const keys = new Set([...Object.keys(given), ...Object.keys(computed)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(given[key], computed[key])]));
}

/** A given value with what its type has beyond it; the value itself where there is nothing to add. */
function complete(type: TypeRef, given: Value, twin: TypeRef | undefined, path: string, make: Make): Value {
  if (type.kind === "object" && isRecord(given)) {
    return completeObject(type.properties(), given, propertiesOf(twin), path, make);
  }
  if (type.kind === "array" && Array.isArray(given)) {
    const inner = twin?.kind === "array" ? twin.element : undefined;
    return keepIfSame(
      given,
      given.map((element) => complete(type.element, element, inner, `${path}[]`, make)),
    );
  }
  if (type.kind === "map" && isRecord(given)) {
    const inner = twin?.kind === "map" ? twin.value : undefined;
    const entries = Object.entries(given).map(([key, value]) => [
      key,
      complete(type.value, value, inner, `${path}.${key}`, make),
    ]);
    return keepIfSame(given, Object.fromEntries(entries) as Values);
  }
  if (type.kind === "union") {
    const fitting = memberFor(type.members, given);
    const twins = twin?.kind === "union" ? twin.members : [];
    return fitting ? complete(fitting, given, memberFor(twins, given), path, make) : given;
  }
  return given;
}

function completeObject(
  outputs: Properties,
  given: Values,
  inputs: Properties | undefined,
  path: string,
  make: Make,
): Values {
  const result = { ...given };
  for (const [name, property] of Object.entries(outputs)) {
    const value = given[name] ?? undefined;
    const twin = inputs?.[name];
    const inner = `${path}.${name}`;
    const completed =
      value === undefined ? make(property, twin, inner) : complete(property.type, value, twin?.type, inner, make);
    if (completed !== undefined) result[name] = completed;
  }
  return keepIfSame(given, result);
}

function keepIfSame<T extends Value[] | Values>(given: T, completed: T): T {
  const [before, after] = [Object.entries(given), Object.entries(completed)];
  return before.length === after.length && after.every(([key, value]) => (given as Values)[key] === value)
    ? given
    : completed;
}

const propertiesOf = (type: TypeRef | undefined): Properties | undefined =>
  type?.kind === "object" ? type.properties() : undefined;

/** Makes plausible values. */
function maker(context: SynthesisContext, common: Rows): Make {
  const make = (
    property: PropertyShape,
    twin: PropertyShape | undefined,
    path: string,
    trail: readonly Properties[],
  ) => (property.optional ? undefined : (property.default ?? valueOf(property.type, twin?.type, path, trail)));

  const valueOf = (type: TypeRef, twin: TypeRef | undefined, path: string, trail: readonly Properties[]): Value => {
    const usual = common[nameAt(path)]?.(context);
    if (memberFor([type], usual)) return usual;
    const nested = path.includes(".");
    switch (type.kind) {
      case "string":
        // What could have been given inside an object, and was not, is mostly just empty.
        return type.values?.[0] ?? plausibleString(context, path) ?? (nested && twin ? "" : unique(context, path));
      case "number":
        return plausibleNumber(context, path) ?? (twin ? 0 : 1);
      case "boolean":
        return false;
      case "array": {
        // A list that could have been given is empty; programs look into the first element of one that is computed.
        const element = twin ? undefined : valueOf(type.element, undefined, `${path}[]`, trail);
        return element === undefined ? [] : [element];
      }
      case "object": {
        const properties = type.properties();
        if (trail.includes(properties) || trail.length === MAX_DEPTH) return undefined;
        const inner = [...trail, properties];
        return completeObject(properties, {}, propertiesOf(twin), path, (...args) => make(...args, inner));
      }
      case "union":
        return valueOf(type.members[0]!, twin, path, trail);
      default:
        return {};
    }
  };
  return (property, twin, path) => make(property, twin, path, []);
}

const unique = ({ name, hex }: SynthesisContext, path: string): string => `${name}-${hex(8, path)}`;
