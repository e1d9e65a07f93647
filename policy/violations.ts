import { type Place, ifKnown, places } from "./places.ts";
import type { Condition, Props, Requirement } from "./rule.ts";

/**
 * What is wrong with a resource, a line for each place, with what to write there. Values that a preview cannot know yet
 * are taken as right: the property is there, and the deploy checks what it is.
 */
export const violations = (requirements: readonly Requirement[], props: Props): readonly string[] =>
  requirements.flatMap((requirement) =>
    applies(requirement, props)
      ? places(props, requirement.path)
          .filter(({ look }) => !ifKnown(() => requirement.accepts(look()), true))
          .map((place) => `${found(place)}. Write ${requirement.write}`)
      : [],
  );

/** Do the conditions of the requirement hold? Not while one of them cannot be known. */
export const applies = ({ conditions = [] }: Requirement, props: Props): boolean =>
  conditions.every((condition) => holds(condition, props));

const holds = ({ requirement, met }: Condition, props: Props) =>
  ifKnown(() => places(props, requirement.path).every(({ look }) => requirement.accepts(look())) === met, false);

function found({ at, look }: Place): string {
  const value = ifKnown(look, undefined);
  const subject = at || "This resource";
  if (value === undefined) return `${subject} is not set`;
  return typeof value === "object" ? `${subject} is not allowed as it is` : `${subject} is ${JSON.stringify(value)}`;
}
