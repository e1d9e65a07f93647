/** Stopping in good order: Pulumi finishes and records what is under way, and starts nothing new. */

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interrupt {
  /** Whether the user asked to stop. */
  readonly requested: boolean;
  release(): void;
}

/**
 * Until released, signals stop Pulumi instead of this process.
 *
 * @param stop Tells Pulumi; called once. A second signal to Pulumi would make it give up at once, and lose track of what
 * is under way: so where the terminal has sent Ctrl-C to Pulumi already, it is not told again.
 */
export function onInterrupt(stop: () => void): Interrupt {
  const state = { requested: false };
  const handle = (signal: NodeJS.Signals) => {
    const toldByTerminal = signal === "SIGINT" && process.stdin.isTTY;
    if (!state.requested && !toldByTerminal) stop();
    state.requested = true;
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  return {
    get requested() {
      return state.requested;
    },
    release: () => SIGNALS.forEach((signal) => process.off(signal, handle)),
  };
}
