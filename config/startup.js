/**
 * What makes a start fast, and nothing else. Node imports this before Pulumi's SDK, however Pulumi is started (`nodeargs` in
 * Pulumi.yaml). JavaScript, because Node would first have to load what strips types.
 */
import { createRequire, enableCompileCache } from "node:module";
import { join } from "node:path";
import { env } from "node:process";
import "../tools/lazy-sdk.js";

// Compiled code is kept between runs, in a folder of this process's own: V8 refuses what was compiled under other flags,
// and the SDK changes those while it loads. Where NODE_COMPILE_CACHE is set, it names the folder.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/node/program"));

// The SDK reads a stack for each of its promises, ten to a resource, and has source-map-support format them all: that
// alone is some 40 % of a preview. Node blanks types out, so that V8's own positions name the right file and line. What is
// loaded here, the SDK does not load again: the formatter below stays.
createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"))("source-map-support/register");

Error.prepareStackTrace = (error, frames) => {
  const message = Error.prototype.toString.call(error);
  // The SDK shows the stacks of promises under this variable alone.
  const unread = frames[0]?.getFunctionName() === "debuggablePromise" && !env.PULUMI_DEBUG_PROMISE_LEAKS;
  return unread || frames.length === 0 ? message : `${message}\n    at ${frames.join("\n    at ")}`;
};
