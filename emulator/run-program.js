// Runs a Node.js program with its SDK's own entrypoint, whose path is the argument. The SDK is loaded at once; how to run the
// program comes as a message. JavaScript, because Node would first have to load what strips types.
import { createRequire } from "node:module";

const [node, , entrypoint] = process.argv;
const sdk = createRequire(entrypoint);

process.once("message", ({ args, env }) => {
  process.disconnect();
  Object.assign(process.env, env);
  process.argv = [node, entrypoint, ...args];
  sdk(entrypoint);
});

try {
  // What the entrypoint loads before it looks at its arguments, in its order: the first has to come before gRPC.
  for (const part of ["./instrumentation", "../../log", "../../runtime/settings"]) sdk(part);
  await sdk("../../runtime/closure/v8Hooks").isInitializedAsync();
  sdk("../..");
} catch {
  // A program's own SDK may be older, and not have all of these: then its entrypoint loads what it needs.
}
