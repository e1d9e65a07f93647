/** docs/policies.md: the rules, and where they are not mandatory. */
import { environmentNames } from "../components/tables/environments.ts";
import { code, markdown, table } from "../tools/markdown.ts";
import { exceptions, levelOf } from "./levels.ts";
import { remedy } from "./policies.ts";
import type { Family, Requirement, Rule } from "./rule.ts";
import { families } from "./rules/index.ts";

const introduction = `# Policies

<!-- Written by \`node tools/documents.ts\` from policy/rules; a test fails where they differ. -->

What Honua promises about its resources, checked on every preview and every deploy. \`honua\` always runs the pack; for plain
Pulumi it is a flag: \`pulumi up --policy-pack policy\`.

A mandatory rule stops a deployment before it begins, an advisory one warns. The environment decides which it is:
\`honua:environment\` of the stack, else the first part of the stack's name; a stack that is none of Honua's is judged as
production. policy/levels.ts holds every level that is not mandatory, with its reason. For one run,
\`--policy-pack-config <file>\` sets others: \`{"compute-runs-on-arm": "disabled"}\`.

A preview cannot know every value. A rule takes a value that is yet to come for right, and looks again on the deploy; a property
that is left out is wrong at once.

A new rule is a row in policy/rules and a sample that passes and one that fails in tests/policy/samples.
`;

const MANY = 3;

/** The text of docs/policies.md. */
export const policies = (): Promise<string> => markdown(introduction, exceptionTable(), ...families.map(familySection));

function exceptionTable(): string {
  const rows = Object.entries(exceptions).flatMap(([rule, byEnvironment]) =>
    Object.entries(byEnvironment).map(([environment, { level, reason }]) => [code(rule), environment, level, reason]),
  );
  return `## Not mandatory\n\n${table(["Rule", "Environment", "Level", "Because"], rows)}`;
}

function familySection({ name, description, rules }: Family): string {
  const overview = table(
    ["Rule", "What it checks", "Severity", ...environmentNames],
    rules.map((rule) => [
      code(rule.name),
      rule.description,
      rule.severity,
      ...environmentNames.map((environment) => levelOf(rule.name, environment)),
    ]),
  );
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
  return [`## ${title}`, description, overview, ...rules.map(ruleSection)].join("\n\n");
}

function ruleSection(rule: Rule): string {
  const groups = [...typesByRequirements(rule)].map(([requirements, types]) =>
    [`- ${listed(types)}`, ...requirements.map((requirement) => `  - ${code(remedy(requirement))}`)].join("\n"),
  );
  return [`### ${code(rule.name)}`, groups.join("\n")].join("\n\n");
}

function typesByRequirements({ types }: Rule): ReadonlyMap<readonly Requirement[], readonly string[]> {
  const groups = new Map<readonly Requirement[], string[]>();
  for (const [type, requirements] of Object.entries(types)) {
    groups.set(requirements, [...(groups.get(requirements) ?? []), type]);
  }
  return groups;
}

function listed(types: readonly string[]): string {
  const shown = types.slice(0, MANY).map(code).join(", ");
  return types.length > MANY ? `${shown} and ${types.length - MANY} more (policy/taggable.json)` : shown;
}
