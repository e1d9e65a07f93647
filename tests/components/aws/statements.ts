/** Policy documents as specs look into them. */
import type { MockedResource } from "../../support/mocks.ts";

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | string[];
  readonly NotAction?: string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a resource's policy, by their Sids; those without are numbered. */
export function statementsOf({ inputs }: MockedResource, property = "policy"): Readonly<Record<string, Statement>> {
  const { Statement: statements } = JSON.parse(inputs[property] as string) as { Statement: Statement[] };
  return Object.fromEntries(statements.map((statement, index) => [statement.Sid ?? index, statement]));
}
