/** What the documents point at is there: files, headings, commands with their options, scripts. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parsers } from "prettier/plugins/markdown";
import manifest from "../../package.json" with { type: "json" };
import { honuaOk, repository } from "../support/honua.ts";

/** A node of a Markdown document, as far as it matters here: https://github.com/syntax-tree/mdast */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

interface Document {
  readonly name: string;
  readonly nodes: readonly Node[];
}

const parse = (text: string) => parsers.markdown.parse(text, {} as never) as Node;
const descendants = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(descendants)];
const textOf = (node: Node) =>
  descendants(node)
    .map(({ value = "" }) => value)
    .join("");

const read = (name: string): Document => ({
  name,
  nodes: descendants(parse(readFileSync(join(repository, name), "utf8"))),
});

const documents = readdirSync(repository, { withFileTypes: true })
  .filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(repository, entry.name), { recursive: true }).map((name) => join(entry.name, String(name)))
      : entry.name,
  )
  .filter((name) => name.endsWith(".md"))
  .map(read);

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: Node) =>
  textOf(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const anchorsOf = ({ nodes }: Document) => nodes.filter(({ type }) => type === "heading").map(anchorOf);

/** Why a link leads nowhere; nothing where it leads somewhere. */
function brokenness({ name }: Document, url: string): string | undefined {
  const [path = "", anchor] = url.split("#");
  const target = path === "" ? name : join(dirname(name), decodeURI(path));
  if (target.startsWith("..") || !existsSync(join(repository, target))) return `${url}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  const anchors = documents.filter((document) => document.name === target).flatMap(anchorsOf);
  return anchors.includes(anchor) ? undefined : `${url}: ${target} has no heading ${anchor}`;
}

/** Commands as the documents write them: inline, or each line of a block. */
const commandsIn = ({ nodes }: Document): string[] =>
  nodes
    .filter(({ type }) => type === "inlineCode" || type === "code")
    .flatMap(({ value = "" }) => value.split(/\n|&&/))
    .map((line) => line.replace(/ #.*$/, "").trim());

/** Words that follow one of these in any document's commands, up to what is Pulumi's. */
const wordsAfter = (pattern: RegExp): { document: string; words: string[] }[] =>
  documents.flatMap((document) =>
    commandsIn(document).flatMap((command) => {
      const [, rest] = pattern.exec(command) ?? [];
      return rest === undefined ? [] : [{ document: document.name, words: (rest.split(" -- ")[0] ?? "").split(" ") }];
    }),
  );

describe("the documents", () => {
  for (const document of documents) {
    it(`${document.name} has links that lead somewhere`, () => {
      const urls = document.nodes.flatMap(({ type, url }) => (type !== "text" && url !== undefined ? url : []));
      const broken = urls.filter((url) => !/^\w+:/.test(url)).flatMap((url) => brokenness(document, url) ?? []);
      assert.deepEqual(broken, []);
    });

    it(`${document.name} names files that exist`, () => {
      const files = document.nodes.flatMap(({ type, value = "" }) =>
        type === "inlineCode"
          ? (/^(?:node |npx mocha )?((?!path\/to\/)(?:[\w-]+\/)+[\w.-]+\.(?:ts|js|json|yaml|md))\b/.exec(value)?.[1] ??
            [])
          : [],
      );
      assert.deepEqual(
        files.filter((file) => !existsSync(join(repository, file))),
        [],
      );
    });
  }

  it("name scripts of package.json", () => {
    for (const { document, words } of wordsAfter(/^npm run (.+)/)) {
      assert.ok(words[0]! in manifest.scripts, `${document}: npm run ${words[0]}`);
    }
  });

  it("name commands of honua, with options that they have", async () => {
    const used = wordsAfter(/^(?:npx )?honua ([a-z].*)/);
    assert.ok(used.length > 0);
    const helps = new Map<string, string>();
    for (const { document, words } of used) {
      const [commands = "", ...args] = words;
      for (const command of commands.split("|")) {
        if (!helps.has(command)) helps.set(command, (await honuaOk(["help", command])).stdout);
        for (const option of args.filter((word) => word.startsWith("-"))) {
          const known = new RegExp(`(^|[ ,])${option}\\b`, "m");
          assert.match(helps.get(command)!, known, `${document}: honua ${words.join(" ")}`);
        }
      }
    }
  });
});
