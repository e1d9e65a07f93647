/**
 * Imported first, so that it takes effect before the cloud's SDK is loaded, however Pulumi is started.
 *
 * Both settings are about time only. The SDK captures a stack for every promise, and Pulumi's `source-map-support`
 * formats each through source maps: that alone is some 40 % of a preview. Node runs this TypeScript by blanking out its
 * types, so that its own stack traces, with no formatter, name the right file and line already. The compile cache keeps
 * the SDK's compiled code between runs.
 */
import { enableCompileCache } from "node:module";

Reflect.deleteProperty(Error, "prepareStackTrace");
enableCompileCache();
