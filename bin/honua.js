#!/usr/bin/env node
// Plain JavaScript, so that any Node can start it: the CLI itself is TypeScript, which needs Node >= 22.18.
// An older Node hands over to the one that `npm ci` installed (the `node` package).
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);
if (runsTypeScript) {
  await import("../cli/main.ts");
} else {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(node)) {
    console.error(`honua: Node ${process.versions.node} is too old (22.18 or newer is needed) and no bundled Node was found: run "npm ci" in ${root}`);
    process.exit(2);
  }
  const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? "") };
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)));
}
