// The SDK hands an entrypoint that is TypeScript to ts-node, which type-checks it at every start and knows no `.ts`
// imports. From JavaScript, Node loads all of these itself.
import { flushCompileCache } from "node:module";
import "../config/startup.js";
import "./index.ts";

// Node writes what it compiled when a process ends in good order. The engine kills its policy packs.
setImmediate(flushCompileCache);
