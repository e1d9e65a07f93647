/**
 * Imported first, so that it takes effect before the cloud's SDK is loaded, however Pulumi is started.
 *
 * It is about time only. The SDK reads the stack of every promise that it makes, and Pulumi's `source-map-support` formats
 * each through source maps: that alone is some 40 % of a preview. Node runs this TypeScript by blanking out its types, so
 * that V8's own positions name the right file and line already.
 */
import { env } from "node:process";

Error.prepareStackTrace = (error, frames) => {
  const message = Error.prototype.toString.call(error);
  // The SDK shows the stacks of promises under this variable alone, and there are ten promises to a resource.
  const unread = frames[0]?.getFunctionName() === "debuggablePromise" && !env["PULUMI_DEBUG_PROMISE_LEAKS"];
  return unread || frames.length === 0 ? message : `${message}\n    at ${frames.join("\n    at ")}`;
};
