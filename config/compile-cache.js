// Keeps compiled code between runs. Node imports this before anything else (`nodeargs` in Pulumi.yaml), so that Pulumi's SDK
// is kept too, however Pulumi is started; JavaScript, because what would strip types takes longer to start than this saves.
// Where NODE_COMPILE_CACHE is set, it names the folder.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// A folder of its own: V8 refuses code that was compiled under other flags, and the SDK changes them while it loads.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/node/program"));
