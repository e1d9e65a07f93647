/** What `honua doctor` finds. */
import { clouds } from "../components/tables/clouds.ts";
import { type Inspection, inspectEngine } from "../tools/engine/index.ts";
import { hasCredentials, remedyOf } from "./credentials.ts";
import { paint, print } from "./display/output.ts";
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
  print(findings.map(({ level, what, fix }) => `${marks[level]} ${what}${fix ? `\n    ${fix}` : ""}`).join("\n"));
  const stops = findings.some(({ level }) => level === "missing");
  print(
    stops ? "Something is missing: honua cannot deploy before it is there." : "Ready: npx honua up dev aws --emulated",
  );
  return stops ? exitCodes.refused : exitCodes.ok;
}

const node = (): Finding => ({ level: "good", what: `Node ${process.versions.node}` });

function engine({ found, wouldMake, problems }: Inspection): Finding[] {
  const usable = found !== undefined || wouldMake !== undefined;
  const lacks = problems.map(({ what, fix }) => ({ level: usable ? "optional" : "missing", what, fix }) as const);
  if (found) {
    const hosts = found.hasLanguageHost ? "with its own Node.js host" : "with honua's Node.js host";
    return [{ level: "good", what: `Pulumi ${found.version}, ${hosts}: ${found.command}` }, ...lacks];
  }
  return wouldMake ? [{ level: "good", what: `Pulumi: ${making[wouldMake]}` }, ...lacks] : lacks;
}

const credentials = (cloud: (typeof clouds)[number]): Finding =>
  hasCredentials(cloud, {})
    ? { level: "good", what: `credentials for ${cloud}` }
    : { level: "optional", what: `no credentials for ${cloud}; none are needed with --emulated`, fix: remedyOf(cloud) };
