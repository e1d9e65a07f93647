/** docs/emulator.md: the counts and the functions, from the tables; the rest is people's. */
import { code, markdown, table } from "../tools/markdown.ts";
import { emulations } from "./emulations.ts";
import type { Emulation } from "./model.ts";

const START = "<!-- From here written by `node tools/documents.ts`; a test fails where tables and text differ. -->";
const END = "<!-- To here. -->";

/** Of nothing a table says so without a number. */
const some = (count: number, noun = "") => (count === 0 ? "–" : `${count} ${noun}`.trim());
const size = (rows: Readonly<Record<string, unknown>>) => Object.keys(rows).length;
const byConvention = ({ conventions }: Emulation, rest: string) => (conventions ? "every type" : rest);

/** Columns of the table, with what they count. */
const columns: readonly (readonly [title: string, count: (emulation: Emulation) => string])[] = [
  ["Ids", (emulation) => byConvention(emulation, some(size(emulation.ids), "types"))],
  ["Names made up", (emulation) => byConvention(emulation, some(emulation.names.length, "rules"))],
  ["Formats", ({ formats }) => some(size(formats), "types")],
  ["Immutable inputs", ({ immutable }) => some(size(immutable), "types")],
  ["Checks", ({ checks }) => some(checks.length)],
  ["References", ({ references }) => some(references.length)],
  ["Protections", ({ protections }) => some(protections.flatMap(({ types }) => types).length, "types")],
  ["Functions", ({ invokes, invokeOf }) => some(size(invokes), invokeOf && "and look-ups")],
];

/** The text of docs/emulator.md: what people wrote, with the part between the marks made anew. */
export async function emulator(current: string): Promise<string> {
  const all = await Promise.all(Object.values(emulations).map((load) => load()));
  const [before = "", rest = ""] = current.split(START);
  const [, after = ""] = rest.split(END);
  return markdown(before.trim(), START, counts(all), "### Functions", ...all.flatMap(functions), END, after.trim());
}

const counts = (all: readonly Emulation[]) =>
  table(
    ["Package", ...columns.map(([title]) => title)],
    all.map((emulation) => [code(emulation.package), ...columns.map(([, count]) => count(emulation))]),
  );

/** `aws:ec2/getVpc:getVpc` → `ec2.getVpc`, `aws:index/getRegion:getRegion` → `getRegion`: as programs write them. */
function functions({ package: name, invokes }: Emulation): string[] {
  if (size(invokes) === 0) return [];
  const names = Object.keys(invokes).map((token) => {
    const [, module = "", simple = ""] = token.split(":");
    const [service = ""] = module.split("/");
    return service === "index" ? simple : `${service}.${simple}`;
  });
  return [`${code(name)}: ${names.sort().map(code).join(", ")}.`];
}
