/** What `honua doctor` finds. */
import { clouds } from "../components/tables/clouds.ts";
import { type Inspection, inspectEngine } from "../tools/engine/index.ts";
import { hasCredentials, remedyOf } from "./credentials.ts";
import { indent, paint, print } from "./display/output.ts";
import { exitCodes } from "./errors.ts";

interface Finding {
  readonly level: "good" | "missing" | "optional";
  readonly what: string;
  readonly fix?: string;
}

const marks: Readonly<Record<Finding["level"], string>> = {
  good: paint.green("✓"),
  missing: paint.red("✗"),
  optional: paint.yellow("–"),
};

/** How an engine would be made, and how long that takes. */
const making = {
  download: "none yet: the first command downloads it (some 100 MB)",
  build: "none yet: the first command builds it with Go (3 minutes on two cores)",
} as const;

/** @returns the exit code */
export async function examine(): Promise<number> {
  const findings = [node(), ...engine(await inspectEngine()), ...clouds.map(credentials)];
  print(
    findings
      .map(({ level, what, fix }) => `${marks[level]} ${what}${fix ? `\n${indent(fix, "    ")}` : ""}`)
      .join("\n"),
  );
  const stops = findings.some(({ level }) => level === "missing");
  print(
    stops ? "Something is missing: honua cannot deploy before it is there." : "Ready: npx honua up dev aws --emulated",
  );
  return stops ? exitCodes.refused : exitCodes.ok;
}

const node = (): Finding => ({ level: "good", what: `Node ${process.versions.node}` });

function engine({ found, wouldMake, problems }: Inspection): Finding[] {
  if (!found && !wouldMake) {
    const waysOut = problems.map(({ what, fix }) => `- ${what}: ${fix}`);
    return [
      { level: "missing", what: "no Pulumi, and no way to get one; any one of these helps:", fix: waysOut.join("\n") },
    ];
  }
  const hosts = found?.hasLanguageHost ? "with its own Node.js host" : "with honua's Node.js host";
  const what = found ? `Pulumi ${found.version}, ${hosts}: ${found.command}` : `Pulumi: ${making[wouldMake!]}`;
  return [{ level: "good", what }, ...problems.map((problem) => ({ level: "optional", ...problem }) as const)];
}

const credentials = (cloud: (typeof clouds)[number]): Finding =>
  hasCredentials(cloud, {})
    ? { level: "good", what: `credentials for ${cloud}` }
    : { level: "optional", what: `no credentials for ${cloud}; none are needed with --emulated`, fix: remedyOf(cloud) };
