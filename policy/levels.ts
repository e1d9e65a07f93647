import type { EnforcementLevel } from "@pulumi/policy";
import type { Environment } from "../components/tables/environments.ts";

/** A level other than mandatory, and why it is worth the risk. */
interface Exception {
  readonly level: Exclude<EnforcementLevel, "mandatory" | "remediate">;
  readonly reason: string;
}

/** Where a rule does not stop a deployment. Every rule that is not here is mandatory in every environment. */
export const exceptions: Readonly<Record<string, Partial<Record<Environment, Exception>>>> = {
  "compute-runs-on-arm": {
    dev: { level: "advisory", reason: "an image that has no arm64 build yet is tried out here before it is ported" },
  },
};

/** How strictly a rule is enforced in an environment. `--policy-pack-config` overrides it for one run. */
export const levelOf = (rule: string, environment: Environment): EnforcementLevel =>
  exceptions[rule]?.[environment]?.level ?? "mandatory";
