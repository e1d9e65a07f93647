/** Progress while Pulumi works: one live line on a terminal, elsewhere a line now and then. */
import type { EngineEvent } from "../automation.ts";
import { note, paintNote } from "./output.ts";
import { Report, partsOf } from "./report.ts";

const TERMINAL_MS = 120;
const LOG_MS = 10_000;

export interface Watched {
  readonly report: Report;
  readonly onEvent: (event: EngineEvent) => void;
  stop(ok: boolean): void;
}

/**
 * Shows a run's progress until it is stopped.
 *
 * @param title What is being done: "Deploying dev on aws".
 * @param total How many steps there will be, where a plan told.
 */
export function watch(title: string, total?: number): Watched {
  const report = new Report();
  const started = Date.now();
  const live = process.stderr.isTTY;
  const show = () => {
    const line = progressLine(title, report, total, Date.now() - started);
    if (live) process.stderr.write(`\r\x1b[K${clip(line, process.stderr.columns)}`);
    else note(line);
  };
  show();
  const timer = setInterval(show, live ? TERMINAL_MS : LOG_MS);
  return {
    report,
    onEvent: (event) => report.add(event),
    stop(ok) {
      clearInterval(timer);
      const counted = report.begun > 0 ? `, ${stepsOf(report, total)}` : "";
      const line = `${title}: ${ok ? "done" : "stopped"}${counted} in ${duration(Date.now() - started)}`;
      if (live) process.stderr.write("\r\x1b[K");
      note(live ? paintNote.dim(line) : line);
    },
  };
}

/** Exported for its test. */
export function progressLine(title: string, report: Report, total: number | undefined, elapsedMs: number): string {
  const longest = [...report.underWay].sort(([, a], [, b]) => a.since - b.since)[0];
  const parts = [`${title}: ${report.begun > 0 ? `${stepsOf(report, total)}, ` : ""}${duration(elapsedMs)}`];
  if (longest) {
    const [urn, { doing, since }] = longest;
    const { type, name } = partsOf(urn);
    const others = report.underWay.size > 1 ? ` and ${report.underWay.size - 1} more` : "";
    parts.push(`${doing} ${type} ${name} (${duration(Date.now() - since)})${others}`);
  }
  return parts.join(" · ");
}

const stepsOf = ({ ended, begun }: Report, total: number | undefined) =>
  total === undefined ? `${ended} resources` : `${ended} of ${Math.max(total, begun)} resources`;

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const clip = (line: string, columns: number) => (line.length < columns ? line : `${line.slice(0, columns - 2)}…`);
