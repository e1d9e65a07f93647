/** What documents that are written from code are made of. */
import { format } from "prettier";

export const code = (text: string) => `\`${text}\``;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The blocks of a document, formatted as `npm run check` wants it. */
export const markdown = (...blocks: readonly string[]): Promise<string> =>
  format(blocks.join("\n\n"), { parser: "markdown", printWidth: 120 });
