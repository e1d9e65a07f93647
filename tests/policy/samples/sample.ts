import type { Props } from "../../../policy/rule.ts";

/** Inputs of a resource type that a rule lets pass, and inputs that it refuses. */
export interface Sample {
  readonly type: string;
  readonly pass: readonly Props[];
  readonly fail: readonly Props[];
}

/** By the rule's name. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;
