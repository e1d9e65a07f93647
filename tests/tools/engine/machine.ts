import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Machine } from "../../../tools/engine/index.ts";
import type { Way } from "../../../tools/engine/model.ts";
import { pinnedVersion } from "../../../tools/engine/version.ts";

/** A machine in a temporary folder: an empty home, and a PATH of one folder that holds what a test puts there. */
export interface FakeMachine {
  readonly folder: string;
  readonly env: { readonly PATH: string; readonly HOME: string };
  /** Where programs on PATH go. */
  readonly bin: string;
  readonly versions: string;
  /** The cached CLI's place. */
  readonly cached: string;
  with(...ways: Way[]): Machine;
}

const made: string[] = [];

export async function fakeMachine(): Promise<FakeMachine> {
  const folder = await mkdtemp(join(tmpdir(), "engine-"));
  made.push(folder);
  const [bin, home] = [join(folder, "bin"), join(folder, "home")];
  await mkdir(bin);
  await mkdir(home);
  const env = { PATH: bin, HOME: home };
  const versions = join(home, ".pulumi", "versions");
  return {
    ...{ folder, env, bin, versions },
    cached: join(versions, pinnedVersion, "bin", "pulumi"),
    with: (...ways) => ({ env, ways: async () => ways }),
  };
}

export const removeMachines = () => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true })));

export async function program(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
}

/** A CLI that only knows its version. As a script it is never stamped; see `compiledPulumi`. */
export const pulumi = (file: string, version = pinnedVersion) => program(file, `#!/bin/sh\necho v${version}\n`);

/** Passes for a compiled program, for want of a first line that says otherwise; the C library gives it to the shell. */
export const compiledPulumi = (file: string, version = pinnedVersion) => program(file, `echo v${version}\nexit 0\n`);

/** A Go whose build runs the given shell lines; there $output is the binary to make. Each build adds a line to `log`. */
export function go(machine: FakeMachine, build: string, { version = "go1.26.8", toolchain = "local" } = {}) {
  return program(
    join(machine.bin, "go"),
    `#!/bin/sh
    PATH=/usr/bin:/bin
    if [ "$1" = env ]; then printf '%s\\n%s\\n' ${version} ${toolchain}; exit; fi
    echo "$GOFLAGS $CGO_ENABLED $HOME $*" >> ${log(machine)}
    while [ "$1" != -o ]; do shift; done
    output=$2
    ${build}`,
  );
}

/** Shell lines of a build that succeeds. */
export const goodBuild = `printf '#!/bin/sh\\necho v${pinnedVersion}\\n' > "$output" && chmod +x "$output"`;

const log = (machine: FakeMachine) => join(machine.folder, "builds.log");

export async function builds(machine: FakeMachine): Promise<string[]> {
  const text = await readFile(log(machine), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean);
}

/** A download that cannot be had. */
export const noDownload: Way = {
  source: "download",
  announcement: "Downloading",
  obstacle: async () => ({ what: "get.pulumi.com cannot be reached", fix: "allow HTTPS" }),
  make: () => Promise.reject(new Error("tried in spite of the obstacle")),
};

/** A download that does what it is told. */
export const downloadThat = (make: Way["make"]): Way => ({ ...noDownload, obstacle: async () => undefined, make });

export const silent = () => undefined;
