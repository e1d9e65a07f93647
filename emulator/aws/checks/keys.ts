/** Whether a key of the emulated cloud lets a service use it. */
import type { Cloud, CloudResource } from "../../model.ts";
import { allows, documentText } from "../policy.ts";
import { tokens } from "../tokens.ts";

const KEYS = tokens("kms:Key", "kms:ReplicaKey", "kms:ExternalKey");
const ALIASES = tokens("kms:Alias");
const POLICIES = tokens("kms:KeyPolicy");

/** The key that an ARN, an id or an alias names, where the emulated cloud has it. */
export function keyOf(cloud: Cloud, name: string): CloudResource | undefined {
  const keys = KEYS.flatMap((type) => cloud.ofType(type));
  const named = (value: unknown) => keys.find(({ id, outputs }) => id === value || outputs["arn"] === value);
  const alias = ALIASES.flatMap((type) => cloud.ofType(type)).find(
    ({ id, outputs }) => id === name || outputs["arn"] === name,
  );
  return named(name) ?? named(alias?.outputs["targetKeyArn"]);
}

/** The policy that someone wrote for a key, on its own or apart. */
function writtenPolicy(cloud: Cloud, key: CloudResource): string | undefined {
  const apart = POLICIES.flatMap((type) => cloud.ofType(type)).find(({ inputs }) =>
    [key.id, key.outputs["arn"]].includes(inputs["keyId"]),
  );
  return documentText(apart?.inputs["policy"] ?? key.inputs["policy"]);
}

/** Whether the key's policy keeps these principals from one of the actions; not where the cloud has no such key. */
export function keyRefuses(cloud: Cloud, name: string, principals: readonly string[], ...actions: string[]): boolean {
  const key = keyOf(cloud, name);
  const policy = key && (writtenPolicy(cloud, key) ?? documentText(key.outputs["policy"]));
  return policy !== undefined && !actions.every((action) => allows(policy, principals, action));
}

/** Whether that is sure already: a key without a policy may still get one, from a resource of its own. */
export const hasWrittenPolicy = (cloud: Cloud, name: string): boolean => {
  const key = keyOf(cloud, name);
  return key !== undefined && writtenPolicy(cloud, key) !== undefined;
};
