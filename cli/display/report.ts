/** What a run did, gathered from the engine's events. */
import type { EngineEvent } from "../automation.ts";

/** What can become of a resource, as columns of the summary. */
export const changes = ["create", "update", "replace", "delete", "import", "read"] as const;

export type Change = (typeof changes)[number];

/** Operations that are only the parts of a replacement, or no change at all, have no row. */
const changeOf: Readonly<Partial<Record<string, Change>>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
  read: "read",
};

/** Operations that take time, with what they are called while they do. */
const stepsUnderWay: Readonly<Partial<Record<string, string>>> = {
  create: "creating",
  "create-replacement": "creating",
  update: "updating",
  delete: "deleting",
  "delete-replaced": "deleting",
  read: "reading",
  refresh: "refreshing",
  import: "importing",
};

export interface ChangedResource {
  readonly change: Change;
  readonly type: string;
  readonly name: string;
  /** The properties that differ. */
  readonly keys: readonly string[];
}

export interface Problem {
  readonly severity: "error" | "warning" | "info";
  /** Type and name, where it is about one resource. */
  readonly resource?: string;
  readonly message: string;
}

export interface Violation {
  readonly mandatory: boolean;
  readonly policy: string;
  readonly severity?: string;
  readonly resource?: string;
  readonly message: string;
}

/** Where the engine found the policy packs' runtime is as we arranged it, and of an interrupt the user knows. */
const EXPECTED = /using pulumi-analyzer-policy-nodejs from \$PATH|^context canceled$/;

export class Report {
  // By URN, as a component's end is told twice.
  private readonly changes = new Map<string, ChangedResource>();
  private readonly same = new Set<string>();
  readonly problems: Problem[] = [];
  readonly violations: Violation[] = [];
  /** What is under way, by URN, with the time that it began in ms. */
  readonly underWay = new Map<string, { readonly doing: string; readonly since: number }>();
  /** Steps begun that take time, and those of them that have ended. */
  begun = 0;
  ended = 0;
  failed = 0;
  seconds = 0;

  get changed(): readonly ChangedResource[] {
    return [...this.changes.values()];
  }

  get unchanged(): number {
    return this.same.size;
  }

  get mandatoryViolations(): number {
    return this.violations.filter(({ mandatory }) => mandatory).length;
  }

  add(event: EngineEvent): void {
    const { resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent, policyEvent, summaryEvent } = event;
    if (resourcePreEvent) this.begin(resourcePreEvent.metadata.op, resourcePreEvent.metadata.urn);
    if (resOutputsEvent) this.end(resOutputsEvent.metadata);
    if (resOpFailedEvent) {
      this.failed++;
      this.stop(resOpFailedEvent.metadata.urn);
    }
    if (diagnosticEvent) this.diagnose(diagnosticEvent);
    if (policyEvent) this.judge(policyEvent);
    if (summaryEvent) this.seconds += summaryEvent.durationSeconds;
  }

  private begin(op: string, urn: string): void {
    const doing = stepsUnderWay[op];
    if (!doing || isEngines(urn)) return;
    this.begun++;
    this.underWay.set(urn, { doing, since: Date.now() });
  }

  private stop(urn: string): void {
    if (this.underWay.delete(urn)) this.ended++;
  }

  private end({ op, urn, diffs, keys }: NonNullable<EngineEvent["resOutputsEvent"]>["metadata"]): void {
    if (isEngines(urn)) return;
    this.stop(urn);
    const { type, name } = partsOf(urn);
    const change = changeOf[op];
    if (change) this.changes.set(`${change} ${urn}`, { change, type, name, keys: diffs ?? keys ?? [] });
    else if (op === "same" || op === "refresh") this.same.add(urn);
  }

  private diagnose({ severity, message, urn, ephemeral }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = message.trim();
    if (ephemeral || text === "" || EXPECTED.test(text)) return;
    const level = severity === "info#err" ? "info" : severity;
    if (level !== "error" && level !== "warning" && level !== "info") return;
    this.problems.push({ severity: level, resource: labelOf(urn), message: text });
  }

  private judge(event: NonNullable<EngineEvent["policyEvent"]> & { severity?: string }): void {
    const { enforcementLevel, policyName: policy, severity, resourceUrn, message } = event;
    const violation = {
      mandatory: enforcementLevel === "mandatory",
      policy,
      severity,
      resource: labelOf(resourceUrn),
      message: message.trim(),
    };
    const same = (other: Violation) => other.policy === policy && other.resource === violation.resource;
    if (!this.violations.some((other) => same(other) && other.message === violation.message)) {
      this.violations.push(violation);
    }
  }
}

/** `urn:pulumi:<stack>::<project>::<parents>$<type>::<name>` */
export function partsOf(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: shortType(types.slice(types.lastIndexOf("$") + 1)), name: name.join("::") };
}

/** The stack and its providers are the engine's own: nobody counts them as resources. */
const isEngines = (urn: string) => /^pulumi:(pulumi:Stack|providers:)/.test(partsOf(urn).type);

/** `aws:ec2/vpc:Vpc` → `aws:ec2:Vpc`, as Pulumi itself shows types. */
const shortType = (type: string) => type.replace(/\/[^:]*:/, ":");

function labelOf(urn: string | undefined): string | undefined {
  if (!urn) return undefined;
  const { type, name } = partsOf(urn);
  return type === "pulumi:pulumi:Stack" ? undefined : `${type} ${name}`;
}
