/** Faults on demand: what a cloud or a machine does to a deployment now and then. */
import { CloudError, grpc } from "./protocol.ts";

const KINDS = ["throttle", "timeout", "fail", "kill"] as const;
const OPERATIONS = ["create", "update", "delete", "read", "any"] as const;

type Operation = (typeof OPERATIONS)[number];

export interface Fault {
  readonly kind: (typeof KINDS)[number];
  readonly operation: Operation;
  /** The n-th such operation of the run, from 1. */
  readonly nth: number;
}

/** Parses `kind:operation:n`, such as `kill:create:12`. */
export function parseFault(text: string): Fault {
  const [kind, operation, nth] = text.split(":");
  const fault = { kind, operation, nth: Number(nth) } as Fault;
  if (!KINDS.includes(fault.kind) || !OPERATIONS.includes(fault.operation) || !(fault.nth >= 1)) {
    throw new CloudError(
      `--fault: "${text}" is not kind:operation:n with kind ${KINDS.join("|")}, operation ${OPERATIONS.join("|")} and n from 1, such as kill:create:12`,
    );
  }
  return fault;
}

export class Faults {
  private readonly counts = new Map<Operation, number>();
  private readonly fault: Fault | undefined;

  constructor(fault?: Fault) {
    this.fault = fault;
  }

  /** Before the cloud acts: throttled, timed out or refused, and nothing happened. */
  before(operation: Operation, what: string): void {
    for (const counted of [operation, "any" as const]) this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1);
    if (!this.isDue(operation)) return;
    if (this.fault?.kind === "throttle")
      throw new CloudError(`${what}: ThrottlingException: Rate exceeded`, grpc.status.RESOURCE_EXHAUSTED);
    if (this.fault?.kind === "timeout")
      throw new CloudError(
        `${what}: timeout while waiting for the operation to complete`,
        grpc.status.DEADLINE_EXCEEDED,
      );
    if (this.fault?.kind === "fail")
      throw new CloudError(`${what}: InternalFailure: the request processing has failed`);
  }

  /** After the cloud acted and before the engine hears of it: the worst moment for a machine to die. */
  after(operation: Operation): void {
    if (this.fault?.kind === "kill" && this.isDue(operation)) process.kill(process.pid, "SIGKILL");
  }

  private isDue(operation: Operation): boolean {
    const { fault } = this;
    return !!fault && [operation, "any"].includes(fault.operation) && this.counts.get(fault.operation) === fault.nth;
  }
}
