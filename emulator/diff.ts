/** What differs between a resource's old and new inputs, and which differences replace it. */
import { isDeepStrictEqual } from "node:util";
import type { Emulation, TypeShape, Values } from "./model.ts";
import { valuesAt } from "./paths.ts";

export interface InputDiff {
  /** Top-level inputs that changed. */
  readonly changed: readonly string[];
  /** Those among them that only a new resource can have. */
  readonly replaces: readonly string[];
}

export function diffInputs(
  type: string,
  shape: TypeShape | undefined,
  emulation: Emulation,
  olds: Values,
  news: Values,
  ignored: readonly string[],
): InputDiff {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...keys].filter(
    (key) => !key.startsWith("__") && !ignored.includes(key) && !same(olds[key], news[key]),
  );
  const immutable = [
    ...(emulation.immutable["*"] ?? []),
    ...(emulation.immutable[type] ?? []),
    ...(emulation.conventions?.(type)?.immutable ?? []),
  ];
  const irrevocable = emulation.irrevocable?.[type] ?? [];
  const replaces = changed.filter(
    (key) =>
      (irrevocable.includes(key) && same(news[key], undefined)) ||
      shape?.inputs[key]?.replaces ||
      immutable.some((path) => topLevel(path) === key && !same(valuesAt(olds, path), valuesAt(news, path))),
  );
  return { changed, replaces };
}

// Absent, null and undefined are the same to a provider; UNKNOWN differs from every value.
const same = (a: unknown, b: unknown) => isDeepStrictEqual(a ?? undefined, b ?? undefined);

const topLevel = (path: string) => path.split(/[.[]/, 1)[0];
