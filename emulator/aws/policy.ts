/** Policy documents: what makes one valid, and whether one allows something. */
import type { Value } from "../model.ts";
import { isRecord } from "../paths.ts";

type Presence = "required" | "refused" | "optional";

/** What the statements of a kind of policy must and must not name. */
export interface PolicyKind {
  readonly principal: Presence;
  readonly resource: Presence;
}

/** Policies of a role, user or group say on what; the who is whom they are attached to. */
export const IDENTITY_POLICY: PolicyKind = { principal: "refused", resource: "required" };
/** Who may take on a role. */
export const TRUST_POLICY: PolicyKind = { principal: "required", resource: "refused" };
/** Policies of a resource say who, and on which part of it. */
export const RESOURCE_POLICY: PolicyKind = { principal: "required", resource: "required" };

interface Statement {
  readonly Effect?: string;
  readonly Principal?: Value;
  readonly NotPrincipal?: Value;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Value;
  readonly Sid?: string;
}

const ELEMENTS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** The document as text: programs may give it as an object, which the provider writes as JSON. */
export function documentText(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return isRecord(value) ? JSON.stringify(value) : undefined;
}

/**
 * What is wrong with a document, nothing where all is well.
 *
 * @param max longest document in characters, blanks not counted.
 */
export function flawOf(text: string, kind: PolicyKind, max: number): string | undefined {
  const document = parse(text);
  if (!document) return "is not a JSON object";
  const length = text.replace(/\s/g, "").length;
  if (length > max) return `is ${length} characters long without blanks; ${max} are allowed`;
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return `has Version ${JSON.stringify(version)}; allowed are "2012-10-17" and "2008-10-17"`;
  }
  const statements = statementsOf(text);
  if (statements.length === 0) return "has no Statement";
  const sids = statements.flatMap(({ Sid }) => Sid || []);
  const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (repeated) return `has two statements with the Sid ${repeated}`;
  return statements
    .map((statement, index) => flawOfStatement(statement, kind, index))
    .find((flaw) => flaw !== undefined);
}

function flawOfStatement(statement: Statement, kind: PolicyKind, index: number): string | undefined {
  const where = `statement ${statement.Sid ?? index + 1}`;
  const foreign = Object.keys(statement).find((element) => !ELEMENTS.has(element));
  if (foreign) return `${where} has an element ${foreign}, which is none of ${[...ELEMENTS].join(", ")}`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return `${where} needs Effect "Allow" or "Deny"`;
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    return `${where} needs Action or NotAction, and not both`;
  }
  const badAction = list(statement.Action ?? statement.NotAction).find(
    (action) => action !== "*" && !/^[a-zA-Z0-9-]+:\S+$/.test(action),
  );
  if (badAction !== undefined) return `${where} has the action "${badAction}"; actions read service:Name`;
  const named = {
    Principal: statement.Principal ?? statement.NotPrincipal,
    Resource: statement.Resource ?? statement.NotResource,
  };
  return (
    flawOfPresence(where, "Principal", named.Principal !== undefined, kind.principal) ??
    flawOfPresence(where, "Resource", named.Resource !== undefined, kind.resource)
  );
}

function flawOfPresence(where: string, element: string, isThere: boolean, presence: Presence): string | undefined {
  if (presence === "required" && !isThere) return `${where} names no ${element}`;
  return presence === "refused" && isThere
    ? `${where} names a ${element}, which this kind of policy cannot`
    : undefined;
}

/** The statements of a document; none where it is no document. */
export function statementsOf(text: string): Statement[] {
  const statement = parse(text)?.["Statement"];
  return [statement ?? []].flat().filter((entry) => isRecord(entry as Value)) as Statement[];
}

/**
 * Whether a statement lets one of these principals do that. Conditions are taken to be met: the emulator cannot know
 * the request, and a missing permission is what it looks for.
 */
export function allows(text: string, principals: readonly string[], action: string): boolean {
  return statementsOf(text).some(
    (statement) =>
      statement.Effect === "Allow" &&
      list(statement.Action).some((pattern) => isLike(action, pattern)) &&
      principalsOf(statement.Principal).some((principal) => principal === "*" || principals.includes(principal)),
  );
}

/** Whether a statement lets whom the policy is attached to do that. */
export const permits = (text: string, action: string): boolean =>
  statementsOf(text).some(
    ({ Effect, Action }) => Effect === "Allow" && list(Action).some((pattern) => isLike(action, pattern)),
  );

const principalsOf = (principal: Value): string[] => {
  if (typeof principal === "string") return [principal];
  return isRecord(principal) ? Object.values(principal).flatMap((value) => list(value as string | string[])) : [];
};

const isLike = (action: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "i",
  ).test(action);

const list = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
