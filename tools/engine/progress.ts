import type { Report } from "./model.ts";

/** Time between two lines about work that goes on, in ms. */
const interval = 10_000;

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Reports how long the work has taken, again and again until it ends. */
export async function withElapsed<T>(report: Report, what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const timer = setInterval(() => report(`${what}: ${duration(Date.now() - start)} so far.`), interval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
