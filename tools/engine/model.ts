/** Environment variables: PATH, HOME and PULUMI_HOME decide where an engine is looked for. */
export type Env = NodeJS.ProcessEnv;

/** Takes one line of progress, without a line end. */
export type Report = (line: string) => void;

/** A Pulumi CLI that has been run and has given its version. */
export interface Engine {
  /** Absolute path of the pulumi binary. */
  readonly command: string;
  /** The folder whose bin/ holds the binary, as the Automation API's `PulumiCommand.get({ root })` takes it. */
  readonly root: string;
  /** Its version without a leading "v". */
  readonly version: string;
  /** Where it came from: found on PATH, found in the cache, or put into the cache just now by one of the two ways. */
  readonly source: "path" | "cache" | "download" | "build";
  /**
   * Whether it brings pulumi-language-nodejs: beside it, or, for a CLI from PATH, on PATH too.
   * A cached CLI ignores hosts on PATH: they belong to another Pulumi, whose version nobody checked.
   */
  readonly hasLanguageHost: boolean;
}

/** Something that is missing or unfit on this machine, and what the user can do about it. */
export interface Problem {
  /** The finding: a clause without capital or full stop, so that it can stand inside a sentence. */
  readonly what: string;
  /** The remedy: an imperative clause, likewise. */
  readonly fix: string;
}

/** The folders that a way of making an engine may write to; both exist. */
export interface Workplace {
  /** Holds an empty bin/, which receives the binary; it becomes the cache's folder when the binary proves to work. */
  readonly root: string;
  /** For everything temporary; removed afterwards. */
  readonly temporary: string;
}

/** A way to make an engine where none is found. */
export interface Way {
  readonly source: "download" | "build";
  /** What it does and how long that usually takes, for the user who waits. */
  readonly announcement: string;
  /** What stands in its way on this machine; undefined where nothing does. Makes nothing. */
  obstacle(env: Env): Promise<Problem | undefined>;
  /** Puts bin/pulumi into `place.root` and resolves with what went wrong, if anything; rejects only when aborted. */
  make(env: Env, place: Workplace, signal: AbortSignal): Promise<Problem | undefined>;
}

/** A user's problem with the engine: its message says all there is to say, a stack trace would add nothing. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
