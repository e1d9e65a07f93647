/** IAM policy documents, rendered as the provider does it: one binding a role and condition, members sorted. */
import { createHash } from "node:crypto";
import type { Invoke, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";

interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: Values;
}

export const getIamPolicy: Invoke = (args) => {
  const merged = new Map<string, Binding>();
  for (const given of valuesAt(args, "bindings[]").filter(isRecord)) {
    const condition = isRecord(given["condition"]) ? given["condition"] : undefined;
    const role = textAt(given, "role");
    const key = `${role} ${JSON.stringify(condition ?? {})}`;
    const members = new Set([...(merged.get(key)?.members ?? []), ...valuesAt(given, "members[]").map(String)]);
    merged.set(key, { ...(condition && { condition }), members: [...members].sort(), role });
  }
  const bindings = [...merged.values()].sort((a, b) => (a.role < b.role ? -1 : 1));
  const auditConfigs = valuesAt(args, "auditConfigs[]");
  const policyData = JSON.stringify({ ...(auditConfigs.length > 0 && { auditConfigs }), bindings });
  return { ...args, id: createHash("sha256").update(policyData).digest("hex").slice(0, 10), policyData };
};
