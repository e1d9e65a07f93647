/** A run's report as text. */
import Table from "cli-table3";
import type { OutputMap } from "../automation.ts";
import { count, indent, paint } from "./output.ts";
import { type Change, type ChangedResource, type Problem, type Report, type Violation, changes } from "./report.ts";

const colourOf: Readonly<Record<Change, (text: string) => string>> = {
  create: paint.green,
  update: paint.yellow,
  replace: paint.magenta,
  delete: paint.red,
  import: paint.cyan,
  read: paint.cyan,
};

/** Changes of existing resources are listed one by one, up to this many. */
const LISTED = 40;

/** Violations and diagnostics, the gravest last, where the eye is. */
export function problems({ problems, violations, failed }: Report, said: string): string {
  const rank = ({ severity }: Problem) => ["info", "warning", "error"].indexOf(severity);
  const shown = [
    ...[...problems]
      .sort((a, b) => rank(a) - rank(b))
      .filter(({ message }) => !isEcho(message, problems))
      .map(problem),
    ...[...violations].sort((a, b) => Number(a.mandatory) - Number(b.mandatory)).map(violation),
  ];
  const explained = failed > 0 || violations.length > 0 || problems.some(({ severity }) => severity === "error");
  return [...shown, ...(explained ? [] : [said])].filter(Boolean).join("\n");
}

/** "update failed" says nothing where another error says why. */
const isEcho = (message: string, all: readonly Problem[]) =>
  /^(preview|update|refresh|destroy) failed$/.test(message) && all.some((other) => other.message !== message);

function problem({ severity, resource, message }: Problem): string {
  const colour = { error: paint.red, warning: paint.yellow, info: paint.dim }[severity];
  const head = [severity === "info" ? "" : colour(`${severity}:`), resource && paint.bold(resource)];
  const text = head.filter(Boolean).join(" ");
  if (severity === "info" && !resource) return message;
  return message.includes("\n") || resource ? `${text}\n${indent(message, "  ")}` : `${text} ${message}`;
}

function violation({ mandatory, policy, severity, resource, message }: Violation): string {
  const level = mandatory ? paint.red("policy violation:") : paint.yellow("policy advice:");
  const grave = severity ? ` (${severity})` : "";
  return [`${level} ${paint.bold(policy)}${grave}${resource ? ` on ${resource}` : ""}`, indent(message, "  ")].join(
    "\n",
  );
}

/** A table of what changes by type. */
export function summary({ changed, unchanged }: Report): string {
  if (changed.length === 0) return `No changes: ${count(unchanged, "resource")} as they should be.`;
  const used = changes.filter((change) => changed.some((row) => row.change === change));
  const table = new Table({
    head: ["resource type", ...used].map((title) => paint.bold(title)),
    colAligns: ["left", ...used.map(() => "right" as const)],
    style: { head: [], border: [], compact: true },
  });
  const row = (title: string, rows: readonly ChangedResource[]) => [
    title,
    ...used.map((change) => {
      const number = rows.filter((resource) => resource.change === change).length;
      return number === 0 ? "" : colourOf[change](String(number));
    }),
  ];
  const types = Object.entries(Object.groupBy(changed, ({ type }) => type)).sort(([a], [b]) => a.localeCompare(b));
  for (const [type, rows = []] of types) table.push(row(type, rows));
  table.push(row(paint.bold("all"), changed));
  return `${table.toString()}${unchanged > 0 ? `\n${count(unchanged, "resource")} unchanged.` : ""}`;
}

/** Each change of something that exists already: what nobody should be surprised by. */
export function changesOfExisting({ changed }: Report): string {
  const existing = changed.filter(({ change }) => change !== "create" && change !== "read");
  const more = existing.length - LISTED;
  return [
    ...existing.slice(0, LISTED).map(changeLine),
    ...(more > 0 ? [`  … and ${more} more; --json lists all`] : []),
  ].join("\n");
}

const changeLine = ({ change, type, name, keys }: ChangedResource) =>
  `  ${colourOf[change](change)} ${type} ${paint.bold(name)}${keys.length > 0 ? `: ${keys.join(", ")}` : ""}`;

/** The stack's outputs; a secret's value is never shown. */
export function outputs(values: OutputMap): string {
  const names = Object.keys(values).sort();
  if (names.length === 0) return "";
  const shown = names.map((name) => {
    const { value, secret } = values[name]!;
    return [name, secret ? paint.dim("[secret]") : readable(value)] as const;
  });
  return [paint.bold("Outputs"), indent(columns(shown), "  ")].join("\n");
}

/** Values as people read them: a map's entries below each other, anything else in JSON. */
function readable(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return columns(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

/** Names and values side by side; a value of several lines goes below its name. */
function columns(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = ([name, value]: readonly [string, string]) =>
    value.includes("\n") ? `${name}\n${indent(value, "  ")}` : `${name.padEnd(width)}  ${value}`;
  return rows.map(line).join("\n");
}

/** Commands worth knowing now, with what they do. */
export function nextSteps(steps: readonly (readonly [command: string, purpose: string])[]): string {
  if (steps.length === 0) return "";
  const width = Math.max(...steps.map(([command]) => command.length));
  const lines = steps.map(([command, purpose]) => `  ${paint.cyan(command.padEnd(width))}  ${paint.dim(purpose)}`);
  return [paint.bold("Next"), ...lines].join("\n");
}
