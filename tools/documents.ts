/** `node tools/documents.ts` writes the documents that say what the code says. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configuration } from "../config/docs.ts";
import { emulator } from "../emulator/docs.ts";
import { policies } from "../policy/docs.ts";
import { iamAws } from "./iam-aws.ts";
import { iamAzure } from "./iam-azure.ts";
import { iamGcp } from "./iam-gcp.ts";

/** What a document is to say, given what it says now: parts of it may be written by people. */
type Render = (current: string) => Promise<string>;

/** By name in docs/. */
export const documents: Readonly<Record<string, Render>> = {
  "configuration.md": configuration,
  "emulator.md": emulator,
  "iam-aws.md": iamAws,
  "iam-azure.md": iamAzure,
  "iam-gcp.md": iamGcp,
  "policies.md": policies,
};

const pathOf = (name: string) => join(dirname(import.meta.dirname), "docs", name);

export const read = (name: string) => readFileSync(pathOf(name), "utf8");

if (import.meta.main) {
  for (const [name, render] of Object.entries(documents)) {
    writeFileSync(pathOf(name), await render(read(name)));
    console.log(`Wrote docs/${name}`);
  }
}
