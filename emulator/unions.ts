/** Telling the members of a union apart. */
import type { TypeRef, Value } from "./model.ts";
import { isRecord } from "./paths.ts";

/** The member of a union that a value is: among objects, the one whose fixed properties it has. */
export function memberFor(members: readonly TypeRef[], value: Value): TypeRef | undefined {
  return members.find((member) => {
    if (member.kind === "array") return Array.isArray(value);
    if (member.kind === "map") return isRecord(value);
    if (member.kind !== "object") return typeof value === member.kind;
    return (
      isRecord(value) && Object.entries(member.properties()).every(([name, { type }]) => agrees(type, value[name]))
    );
  });
}

const agrees = (type: TypeRef, value: Value): boolean =>
  type.kind !== "string" || type.values?.length !== 1 || typeof value !== "string" || type.values[0] === value;
