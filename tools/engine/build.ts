import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Env, Problem, Way } from "./model.ts";
import { home, onPath } from "./places.ts";
import { paragraph, run } from "./run.ts";
import { atLeast, pinnedVersion } from "./version.ts";

const moduleFolder = import.meta.dirname;
const goModule = readFileSync(join(moduleFolder, "go.mod"), "utf8");

/** The oldest Go that builds the CLI, from the `go` line of go.mod. */
const requiredGo = /^go (\S+)$/m.exec(goModule)![1]!;

const installGo = `install Go ${requiredGo} or newer (https://go.dev/dl/)`;

/** From this version on, Go fetches the toolchain that a module asks for, where GOTOOLCHAIN lets it. */
const firstSelfUpdatingGo = "1.21";

/** Builds the very CLI that the download would bring from its checksummed Go module. */
export const build: Way = {
  source: "build",
  announcement:
    `Building the Pulumi CLI ${pinnedVersion} with Go: usually 3 to 7 minutes and 3 GB of Go's caches, ` +
    "once on this machine",

  async obstacle(env: Env): Promise<Problem | undefined> {
    if ((await onPath(env, "go")).length === 0) return { what: "Go is not on PATH", fix: installGo };
    // In the root folder no go.mod makes Go fetch another toolchain for this question.
    const answer = await run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], {
      env: goEnv(env),
      cwd: "/",
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) return { what: `Go does not run: ${paragraph(answer.stderr)}`, fix: installGo };
    const [version = "", toolchain = ""] = answer.stdout.split("\n");
    const updatesItself = atLeast(version, firstSelfUpdatingGo) && toolchain.endsWith("auto");
    if (updatesItself || atLeast(version, requiredGo)) return undefined;
    return { what: `Go is version ${version}, and GOTOOLCHAIN=${toolchain} keeps it so`, fix: installGo };
  },

  async make(env, { root, temporary }, signal) {
    const flags = [
      "-trimpath",
      ...["-tags", "osusergo grpcnotrace"],
      ...["-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`],
      ...["-o", join(root, "bin", "pulumi")],
    ];
    const outcome = await run("go", ["build", ...flags, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
      env: { ...goEnv(env), GOTMPDIR: temporary },
      cwd: moduleFolder,
      signal,
    });
    if (outcome.ok) return undefined;
    const errors = outcome.stderr.replaceAll(/^go: downloading .*$/gm, "");
    return {
      what: `the Go build failed: ${paragraph(errors)}`,
      fix: "let Go reach a module proxy (GOPROXY) and write its caches (GOMODCACHE, GOCACHE; 3 GB)",
    };
  },
};

/** The user's own GOFLAGS and workspace belong to other builds; the toolchain, the proxy and the caches are theirs. */
const goEnv = (env: Env): Env => ({
  ...env,
  HOME: home(env),
  CGO_ENABLED: "0",
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
});
