/** Functions that no row of invokes/index.ts names: those that look a resource up answer with what lives. */
import { declarationOf, fileNameOf } from "../../declarations.ts";
import type { CloudResource, Invoke, Value, Values } from "../../model.ts";
import { lastPart, projectOf } from "../project.ts";
import { short, token } from "../tokens.ts";

/** Functions that are called otherwise than `get` and the type. */
const TYPES: Readonly<Record<string, string>> = {
  "kms:getKMSCryptoKey": "kms:CryptoKey",
  "kms:getKMSKeyRing": "kms:KeyRing",
  "compute:getInstanceGroupManager": "compute:InstanceGroupManager",
};

export function invokeOf(full: string): Invoke | undefined {
  const [module = "", name = ""] = short(full).split(":");
  const type = TYPES[`${module}:${name}`] ?? `${module}:${name.replace(/^get/, "")}`;
  const [, simple = ""] = type.split(":");
  if (!name.startsWith("get") || declarationOf("gcp", `${module}/${fileNameOf(simple)}`) === undefined)
    return undefined;
  return (args, { cloud }) => {
    const found = cloud.find((resource) => resource.type === token(type) && matches(resource, args));
    if (!found) throw new Error(`${type} ${JSON.stringify(args)} not found in project ${projectOf(args, cloud)}`);
    return { ...args, ...found.outputs, id: found.id };
  };
}

/** Every text among the arguments is the resource's id, or its output of that name, each by whichever spelling. */
function matches({ id, outputs }: CloudResource, args: Values): boolean {
  return Object.entries(args).every(([key, value]) => {
    if (typeof value !== "string" || value === "" || !(key in outputs || key === "selfLink")) return true;
    return sameEnd(value, id) || [key, "name"].some((property) => sameEnd(value, outputs[property]));
  });
}

const sameEnd = (wanted: string, output: Value) =>
  typeof output === "string" && (output === wanted || lastPart(output) === lastPart(wanted));
