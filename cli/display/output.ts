/** The two streams: results on standard output, everything about how they come about on standard error. */
import pc from "picocolors";

type Stream = NodeJS.WriteStream;

/** Colours only where a person sees them. */
const colours = (stream: Stream) =>
  pc.createColors(stream.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb");

export const paint = colours(process.stdout);
export const paintNote = colours(process.stderr);

/** One line about what happens. */
export const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** Results, each with a blank line before it; empty ones leave none. */
export const print = (text: string): void => void (text && process.stdout.write(`\n${text}\n`));

export const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export const indent = (text: string, by: string) => text.replaceAll(/^/gm, by);

/** Whether a question can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks a question that only a clear yes answers with yes. */
export async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } catch {
    return false; // the terminal was closed or interrupted
  } finally {
    terminal.close();
  }
}
