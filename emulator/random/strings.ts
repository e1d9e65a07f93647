/** Random strings and passwords: https://www.pulumi.com/registry/packages/random/api-docs/randompassword/ */
import type { Candidate, Values } from "../model.ts";
import { type Draw, pick, shuffled } from "./draw.ts";

/** A kind of character, the input that turns it off and the one that says how many there must be. */
interface CharacterClass {
  readonly characters: string;
  readonly allowed: string;
  readonly least: string;
}

const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

const classesOf = (inputs: Values): CharacterClass[] =>
  [
    { characters: "abcdefghijklmnopqrstuvwxyz", allowed: "lower", least: "minLower" },
    { characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", allowed: "upper", least: "minUpper" },
    { characters: "0123456789", allowed: inputs["numeric"] === undefined ? "number" : "numeric", least: "minNumeric" },
    { characters: specialOf(inputs), allowed: "special", least: "minSpecial" },
  ].filter(({ allowed }) => inputs[allowed] !== false);

const specialOf = ({ overrideSpecial }: Values): string =>
  typeof overrideSpecial === "string" && overrideSpecial !== "" ? overrideSpecial : SPECIAL;

/** A text of the length asked for, with as many of each kind of character as asked for. */
export function randomText(inputs: Values, draw: Draw): string {
  const classes = classesOf(inputs);
  const least = classes.flatMap(({ characters, least: input }) => several(draw, characters, count(inputs[input])));
  const all = classes.map(({ characters }) => characters).join("");
  return shuffled(draw, [...least, ...several(draw, all, count(inputs["length"]) - least.length)]).join("");
}

const several = (draw: Draw, from: string, length: number): string[] =>
  Array.from({ length: Math.max(0, length) }, () => pick(draw, from));

const count = (value: unknown): number => (typeof value === "number" ? value : 0);

/** The provider refuses lengths that the wanted characters do not fit into. */
export function lengthFits({ inputs }: Candidate): { property: string; reason: string } | undefined {
  const { length } = inputs;
  if (typeof length !== "number") return undefined;
  if (length < 1) return { property: "length", reason: `${length} is less than 1` };
  const classes = classesOf(inputs);
  if (classes.length === 0)
    return { property: "special", reason: "one of lower, upper, numeric and special must be true" };
  const least = classes.reduce((sum, { least: input }) => sum + count(inputs[input]), 0);
  return length < least
    ? { property: "length", reason: `${length} is less than minLower + minUpper + minNumeric + minSpecial, ${least}` }
    : undefined;
}
