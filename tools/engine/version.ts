import manifest from "../../package.json" with { type: "json" };

/** The one pinned version of the CLI: that of the npm package `pulumi`. */
export const pinnedVersion: string = manifest.dependencies.pulumi;

const pattern = /(\d+)\.(\d+)(?:\.(\d+))?(-|rc|beta)?/;

/** Numbers in order of weight; the last one puts a pre-release before its release. */
function parts(version: string): number[] {
  const [, major, minor, patch = "0", preRelease] = pattern.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch), preRelease ? 0 : 1];
}

/** Whether `version` ("3.260.1", "go1.26.8") has the major version of `minimum` and is not below it. */
export function atLeast(version: string, minimum: string): boolean {
  const [have, need] = [parts(version), parts(minimum)];
  const step = have.map((part, index) => part - need[index]!).find((difference) => difference !== 0) ?? 0;
  return have[0] === need[0] && step >= 0;
}
