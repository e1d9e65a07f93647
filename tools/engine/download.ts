import { Agent, request } from "node:https";
import { createRequire } from "node:module";
import type { Env, Way } from "./model.ts";
import { paragraph, run } from "./run.ts";
import { pinnedVersion } from "./version.ts";

/** What the official wrapper fetches first. */
const installScript = "https://get.pulumi.com/install.sh";

/** Longest wait for a sign of life, in ms: without network the build must start soon. */
const probeLimit = 5_000;

/** Longest download, in ms: beyond it the build is faster. */
const downloadLimit = 10 * 60_000;

const allowDownload = "allow HTTPS to get.pulumi.com and github.com, where the official CLI is downloaded from";

/** Runs in a child, because the wrapper's download blocks the process it runs in. */
const installer = `
  const [wrapper, version, root] = process.argv.slice(1);
  require(wrapper).installCLI(version, root).catch((error) => {
    console.error(error.message, error.cause?.message ?? "");
    process.exit(1);
  });`;

/** Lets the npm package `pulumi`, the official wrapper, download the CLI with its language hosts. */
export const download: Way = {
  source: "download",
  announcement: `Downloading the Pulumi CLI ${pinnedVersion}: usually about a minute, once on this machine`,

  async obstacle(env) {
    const what = await unreachable(installScript, probeLimit, env);
    return what ? { what, fix: allowDownload } : undefined;
  },

  async make(env, { root, temporary }, signal) {
    const wrapper = createRequire(import.meta.url).resolve("pulumi/lib/download.js");
    const limit = AbortSignal.timeout(downloadLimit);
    try {
      const outcome = await run(process.execPath, ["-e", installer, wrapper, pinnedVersion, root], {
        // Node's fetch knows proxies only when told so; curl, which the script uses, always does.
        env: { ...env, TMPDIR: temporary, NODE_USE_ENV_PROXY: "1" },
        cwd: temporary,
        signal: AbortSignal.any([signal, limit]),
      });
      if (outcome.ok) return undefined;
      return { what: `the download failed: ${paragraph(outcome.stdout + outcome.stderr)}`, fix: allowDownload };
    } catch (error) {
      if (signal.aborted || !limit.aborted) throw error;
      return { what: `the download took more than ${downloadLimit / 60_000} minutes`, fix: allowDownload };
    }
  },
};

/** Why the address gives no answer within `limit` ms; undefined where it does. Uses the proxies of the environment. */
export async function unreachable(address: string, limit: number, env: Env): Promise<string | undefined> {
  const { host } = new URL(address);
  const signal = AbortSignal.timeout(limit);
  return new Promise((resolve) => {
    const head = request(address, { method: "HEAD", agent: new Agent({ proxyEnv: env }), signal }, (response) => {
      const { statusCode = 0 } = response;
      response.resume();
      resolve(statusCode < 400 ? undefined : `${host} answered ${statusCode}`);
    });
    head.on("error", (error: NodeJS.ErrnoException) => {
      const reason = signal.aborted ? `no answer in ${limit / 1000} s` : (error.code ?? error.message);
      resolve(`${host} cannot be reached (${reason})`);
    });
    head.end();
  });
}
