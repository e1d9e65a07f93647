#!/usr/bin/env node
// Plain JavaScript, so that any Node can start it: the CLI itself is TypeScript, which needs Node >= 22.18.
// An older Node hands over to the one that `npm ci` installed (the `node` package).
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);

if (runsTypeScript) {
  module.enableCompileCache();
  await import("../cli/main.ts").catch((error) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    refuse(`something is not installed: run "npm ci" in ${root} (${error.message})`);
  });
} else {
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(node)) {
    refuse(
      `Node ${process.versions.node} is too old (22.18 or newer is needed), and the one that comes with honua is not installed: run "npm ci" in ${root}`,
    );
  }
  const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? "") };
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit", env });
  // The child decides how to stop; Ctrl-C in a terminal reaches it without our help.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal));
  }
  child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

function refuse(reason) {
  console.error(`honua: ${reason}`);
  process.exit(2);
}
