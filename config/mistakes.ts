import type { z } from "zod";

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
  const target = /[.[]/.test(key) ? `--path '${key}'` : key;
  return [
    `${key} ${given}; allowed: ${issue.message}${didYouMean(issue.input, known)}. ` +
      `Set it: pulumi config set --stack ${stack} ${target} <value>, or in Pulumi.${stack}.yaml`,
  ];
}

function didYouMean(given: unknown, known: readonly string[]): string {
  if (typeof given !== "string") return "";
  const near = known
    .map((word) => ({ word, distance: distance(given.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= Math.max(2, word.length / 3) || (given && word.startsWith(given)))
    .sort((a, b) => a.distance - b.distance)[0];
  return near === undefined ? "" : ` (did you mean ${near.word}?)`;
}

/** Levenshtein's: the letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const above = row;
    row = [line + 1];
    for (const [column, other] of [...b].entries()) {
      row.push(Math.min(above[column + 1]! + 1, row[column]! + 1, above[column]! + (letter === other ? 0 : 1)));
    }
  }
  return row[b.length]!;
}
