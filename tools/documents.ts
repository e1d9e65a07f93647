/** What the generators of documents share: policy/docs.ts, config/docs.ts, emulator/docs.ts. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";

/** Where a document of that name lies. */
export const pathOf = (name: string) => join(dirname(import.meta.dirname), "docs", name);

export const code = (text: string) => `\`${text}\``;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The blocks of a document, formatted as `npm run check` wants it. */
export const markdown = (...blocks: readonly string[]): Promise<string> =>
  format(blocks.join("\n\n"), { parser: "markdown", printWidth: 120 });

export async function write(name: string, text: Promise<string>): Promise<void> {
  writeFileSync(pathOf(name), await text);
  console.log(`Wrote docs/${name}`);
}
