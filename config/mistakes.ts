import type { z } from "zod";
import { nearest } from "./nearest.ts";

/** What is wrong with a stack's configuration, one line for each mistake. */
export class SettingsError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join("\n"));
    this.name = "SettingsError";
    this.mistakes = mistakes;
  }
}

/** One line for each mistake: the key, the value given, what is allowed, and where to set it. */
export function describe(issue: z.core.$ZodIssue, keyOf: (path: PropertyKey[]) => string, stack: string): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(", ");
    return issue.keys.map((key) => {
      const full = keyOf([...issue.path, key]);
      return `${full} is not a key; allowed: ${issue.message}${didYouMean(key, known)}. Change it in Pulumi.${stack}.yaml`;
    });
  }
  const key = keyOf(issue.path);
  const given = issue.input === undefined ? "is missing" : `is ${JSON.stringify(issue.input)}`;
  const known = issue.code === "invalid_value" ? issue.values.map(String) : [];
  return [
    `${key} ${given}; allowed: ${issue.message}${didYouMean(issue.input, known)}. ${remedyFor(issue, key, stack)}`,
  ];
}

/** The line for a value that is right by itself, and does not fit the others. */
export const mistake = (key: string, value: string, allowed: string, stack: string): string =>
  `${key} is ${JSON.stringify(value)}; allowed: ${allowed}. Set it: pulumi config set --stack ${stack} --path '${key}' <value>, or in Pulumi.${stack}.yaml`;

/** Maps and lists are written into the stack's file: `pulumi config set` stores what it is given as text. */
function remedyFor(issue: z.core.$ZodIssue, key: string, stack: string): string {
  const isWhole =
    Array.isArray(issue.input) || (issue.code === "invalid_type" && /^(object|array)$/.test(issue.expected));
  if (isWhole) return `Change it in Pulumi.${stack}.yaml`;
  const target = /[.[]/.test(key) ? `--path '${key}'` : key;
  return `Set it: pulumi config set --stack ${stack} ${target} <value>, or in Pulumi.${stack}.yaml`;
}

function didYouMean(given: unknown, known: readonly string[]): string {
  const near = typeof given === "string" ? nearest(given, known) : undefined;
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}
