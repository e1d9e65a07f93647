import { dirname } from "node:path";
import { run } from "./program.ts";

// A reader that has seen enough (`honua … | head`) is no reason to give up a deployment.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), dirname(import.meta.dirname));
