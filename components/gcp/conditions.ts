import type * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

/** When a role holds. */
export type Condition = gcp.types.input.projects.IAMMemberCondition;

/** For secrets whose names begin so. IAM knows a project by its number here. */
export const secretsNamed = (prefix: string, projectNumber: pulumi.Input<string>): Condition => ({
  title: `Secrets ${prefix}`.slice(0, 100),
  expression: pulumi.interpolate`resource.name.startsWith("projects/${projectNumber}/secrets/${prefix}")`,
});

/**
 * For whoever hands out roles: these only. Ten at most.
 * https://cloud.google.com/iam/docs/setting-limits-on-granting-roles
 */
export const grantsOnly = (roles: readonly pulumi.Input<string>[]): Condition => ({
  title: "Grants these roles only",
  expression: pulumi
    .all([...roles])
    .apply(
      (known) =>
        `api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${known.map((role) => `'${role}'`).join(", ")}])`,
    ),
});
