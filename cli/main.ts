import { dirname } from "node:path";
import { run } from "./program.ts";

process.exitCode = await run(process.argv.slice(2), dirname(import.meta.dirname));
