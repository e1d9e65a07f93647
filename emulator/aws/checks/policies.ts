/** Policy documents as inputs: valid for where they stand. */
import type { Check } from "../../model.ts";
import { documentText, flawOf, type PolicyKind } from "../policy.ts";
import { valuesAt } from "../../paths.ts";
import { rule } from "./rules.ts";

const ELEMENTS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";

/** A policy at that path is valid for where it stands. */
export const policyAt = (types: string, path: string, kind: PolicyKind, max: number, source = ELEMENTS): Check =>
  rule(types, source, ({ inputs }) => {
    for (const value of valuesAt(inputs, path)) {
      const text = documentText(value);
      const flaw = text === undefined ? undefined : flawOf(text, kind, max);
      if (flaw) return { property: path, reason: flaw };
    }
    return undefined;
  });
