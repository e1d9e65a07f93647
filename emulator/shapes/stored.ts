/** Declarations as they are parsed and kept on disk: like {@link TypeShape}, but objects are named instead of linked. */
import type { PropertyShape } from "../model.ts";

export type StoredType =
  | { kind: "string"; values?: readonly string[] }
  | { kind: "number" }
  | { kind: "boolean" }
  | { kind: "any" }
  | { kind: "array"; element: StoredType }
  | { kind: "map"; value: StoredType }
  | { kind: "union"; members: readonly StoredType[] }
  /** A declared object by its name (`outputs.ec2.VpcFoo`), or one written in place. */
  | { kind: "object"; of: string | StoredProperties };

export interface StoredProperty extends Omit<PropertyShape, "type"> {
  readonly type: StoredType;
}

export type StoredProperties = Readonly<Record<string, StoredProperty>>;

export interface StoredResource {
  readonly inputs: StoredProperties;
  readonly outputs: StoredProperties;
}
