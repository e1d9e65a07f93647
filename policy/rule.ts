import type { Policy } from "@pulumi/policy";

/** The inputs of a resource. Looking at one that a preview cannot know yet throws the SDK's UnknownValueError. */
export type Props = Readonly<Record<string, unknown>>;

/** What a rule asks of one property. */
export interface Requirement {
  /** Where the property is: names joined by dots, `[*]` for each element of a list; empty for the resource as a whole. */
  readonly path: string;
  /** Is this value right? It is undefined where the property is left out. */
  readonly accepts: (value: unknown) => boolean;
  /** The remedy, as it reads after "write": `encrypted: true`. */
  readonly write: string;
  /** Wrong values, undefined for leaving the property out. The tests put each into real plans, where the rule must fire. */
  readonly refused: readonly unknown[];
  /** When the requirement holds; always, where there are none. */
  readonly conditions?: readonly Condition[];
}

/** True of a resource where the requirement is met, or, with `met: false`, where it is not. */
export interface Condition {
  readonly requirement: Requirement;
  readonly met: boolean;
}

/**
 * A row of a policy pack. Named `<cloud>-<service>-<resource>-<verb>-<what>` where it is one cloud's and
 * `<concern>-<verb>-<what>` where it is all three's.
 */
export interface Rule extends Required<Pick<Policy, "name" | "description" | "severity">> {
  /** Resource types that the rule is about, by type token, and what it asks of each. */
  readonly types: Readonly<Record<string, readonly Requirement[]>>;
}

/** The rules of one concern. */
export interface Family {
  /** Becomes the SDK's tag of each rule. */
  readonly name: string;
  readonly description: string;
  readonly rules: readonly Rule[];
}
