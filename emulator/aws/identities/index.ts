/** Ids and ARNs of every type that has a row. */
import { render, type TemplateContext } from "../template.ts";
import { token } from "../tokens.ts";
import { analytics } from "./analytics.ts";
import { apis } from "./apis.ts";
import type { Service } from "./model.ts";
import { network } from "./network.ts";
import { platform } from "./platform.ts";
import { workloads } from "./workloads.ts";

interface NamedType {
  readonly id: (context: TemplateContext) => string;
  /** Nothing where the type has no ARN of its own. */
  readonly arn?: (context: TemplateContext) => string;
}

export const services: readonly Service[] = [...network, ...platform, ...workloads, ...analytics, ...apis];

const named = services.flatMap(({ module, arn: prefix, types }) =>
  Object.entries(types).map(([type, [id, resource]]): [string, NamedType] => {
    const arn =
      resource === undefined
        ? undefined
        : (context: TemplateContext) =>
            `${render(`arn:{partition}:${prefix}:`, context, "arn")}${render(resource, context, "arn")}`;
    // An id may be the ARN itself; `{arn}` is an input for the types that belong to another resource.
    const withArn = (context: TemplateContext): TemplateContext =>
      arn && typeof id === "string" && id.includes("{arn}")
        ? { ...context, inputs: { ...context.inputs, arn: arn(context) } }
        : context;
    return [token(`${module}:${type}`), { id: (context) => render(id, withArn(context), "id"), arn }];
  }),
);

/** By full type token. */
export const identities: Readonly<Record<string, NamedType>> = Object.fromEntries(named);
