/**
 * IAM policy documents as the provider renders them: terraform-provider-aws, internal/service/iam/policy_model.go and
 * policy_document_data_source.go. Single values stand alone, several are sorted backwards; statements with the same
 * `Sid` overwrite one another.
 */
import { crc32 } from "node:zlib";
import type { Invoke, Value, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";

interface Document {
  version: string;
  id?: string;
  statements: Values[];
}

export const getPolicyDocument: Invoke = (args) => {
  const merged: Document = { version: "", statements: [] };
  refuseRepeatedSids(
    texts(args["sourcePolicyDocuments"]).flatMap((text, index) => parse(text, "source", index).statements),
  );
  texts(args["sourcePolicyDocuments"]).forEach((text, index) => merge(merged, parse(text, "source", index)));
  merge(merged, fromArguments(args));
  texts(args["overridePolicyDocuments"]).forEach((text, index) => merge(merged, parse(text, "override", index)));

  const document = {
    Version: merged.version,
    ...(merged.id && { Id: merged.id }),
    ...(merged.statements.length > 0 && { Statement: merged.statements }),
  };
  const json = JSON.stringify(document, null, 2);
  return { ...args, id: hashCode(json), json, minifiedJson: JSON.stringify(document) };
};

function merge(into: Document, from: Document): void {
  if (from.id) into.id = from.id;
  if (from.version > into.version) into.version = from.version;
  for (const statement of from.statements) {
    const index = statement["Sid"] ? into.statements.findIndex(({ Sid }) => Sid === statement["Sid"]) : -1;
    if (index === -1) into.statements.push(statement);
    else into.statements[index] = statement;
  }
}

function parse(text: string, kind: string, index: number): Document {
  let parsed: { Version?: string; Id?: string; Statement?: Values | Values[] };
  try {
    parsed = JSON.parse(text) as typeof parsed;
  } catch (error) {
    throw new Error(`writing IAM Policy Document: merging ${kind} document ${index}: ${String(error)}`);
  }
  return { version: parsed.Version ?? "", id: parsed.Id, statements: [parsed.Statement ?? []].flat().map(ordered) };
}

const ELEMENTS = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
];

/** A statement of a parsed document, its elements in the provider's order. */
const ordered = (statement: Values): Values =>
  defined(Object.fromEntries(ELEMENTS.map((element) => [element, statement[element]])));

function fromArguments(args: Values): Document {
  const version = String(args["version"] ?? "2012-10-17");
  const statements = records(args["statements"]).map((statement) => renderStatement(statement, version));
  refuseRepeatedSids(statements);
  return { version, id: typeof args["policyId"] === "string" ? args["policyId"] : undefined, statements };
}

function renderStatement(statement: Values, version: string): Values {
  const { sid, actions, notActions, resources, notResources, principals, notPrincipals, conditions } = statement;
  const variables = (list: readonly string[]) => list.map((text) => withVariables(text, version));
  return defined({
    Sid: sid || undefined,
    Effect: statement["effect"] ?? "Allow",
    Action: collapsed(backwards(texts(actions))),
    NotAction: collapsed(backwards(texts(notActions))),
    Resource: collapsed(variables(backwards(texts(resources)))),
    NotResource: collapsed(variables(backwards(texts(notResources)))),
    Principal: renderPrincipals(records(principals), variables),
    NotPrincipal: renderPrincipals(records(notPrincipals), variables),
    Condition: renderConditions(records(conditions), variables),
  });
}

type WithVariables = (list: readonly string[]) => string[];

function renderPrincipals(principals: Values[], variables: WithVariables): Value {
  if (principals.length === 0) return undefined;
  const [only] = principals;
  if (principals.length === 1 && only?.["type"] === "*" && texts(only["identifiers"]).join() === "*") return "*";
  const byType = grouped(
    principals,
    ({ type }) => String(type),
    ({ identifiers }) => variables(backwards(texts(identifiers))),
  );
  return mapped(byType, collapsed);
}

function renderConditions(conditions: Values[], variables: WithVariables): Value {
  if (conditions.length === 0) return undefined;
  const byTest = grouped(
    conditions,
    ({ test }) => String(test),
    (condition) => [condition],
  );
  return mapped(byTest, (sameTest) => {
    const byVariable = grouped(
      sameTest,
      ({ variable }) => String(variable),
      ({ values }) => variables(texts(values)),
    );
    return mapped(byVariable, collapsed);
  });
}

/** `&{aws:username}` stands for `${aws:username}`, which the older language version does not have. */
function withVariables(text: string, version: string): string {
  if (version === "2008-10-17" && text.includes("&{")) {
    throw new Error(`found &{ sequence in (${text}), which is not supported in document version 2008-10-17`);
  }
  return text.replaceAll("&{", "${");
}

function refuseRepeatedSids(statements: readonly Values[]): void {
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => typeof sid === "string" && sid !== "");
  const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (repeated) {
    throw new Error(
      `writing IAM Policy Document: duplicate Sid (${String(repeated)}). Remove the Sid or ensure the Sid is unique.`,
    );
  }
}

/** Lists by key, keys in the order of Go's maps on the wire: alphabetical. */
function grouped<T, U>(list: readonly T[], key: (item: T) => string, values: (item: T) => U[]): Record<string, U[]> {
  const groups: Record<string, U[]> = {};
  for (const item of list) (groups[key(item)] ??= []).push(...values(item));
  return Object.fromEntries(Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const mapped = <T>(record: Record<string, T>, map: (value: T) => Value): Values =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

const defined = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const collapsed = (list: readonly string[]): Value => {
  if (list.length === 0) return undefined;
  return list.length === 1 ? list[0] : [...list];
};

const backwards = (list: readonly string[]): string[] => [...new Set(list)].sort().reverse();
const texts = (value: Value): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
const records = (value: Value): Values[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** The provider's id of a document: a checksum of its text. */
const hashCode = (text: string): string => String(crc32(text));
