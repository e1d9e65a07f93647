/** docs/iam-aws.md: every statement of every policy that production has on AWS with all its options, and why it is there. */
import { iamReasons } from "../components/aws/iam-reasons.ts";
import { deploy } from "../components/deploy.ts";
import { platforms } from "../components/index.ts";
import { least } from "../config/docs.ts";
import { parseSettings } from "../config/parse.ts";
import { type MockedResource, deployed } from "../tests/support/mocks.ts";
import { code, markdown, table } from "./markdown.ts";

const introduction = `# Rights on AWS

<!-- Written by \`node tools/documents.ts\` from what production deploys with every option on, and from
components/aws/iam-reasons.ts; a test fails where they differ. -->

Every statement of every policy, what it is for, and what it is bound to. Nothing has every action on everything.
\`*\` as the only resource stands where AWS knows no narrower one for the action, or where the condition names it instead;
in the policy of a resource it is that resource alone.

**Bounds.** Every role that the program makes has a boundary, the most that it can ever do whatever its policies say: none of
Honua's roles can make identities or change their rights, but for customers within their own boundary. So whoever may make
roles, as the workflow that deploys, cannot make one that may do more than itself. What GitHub's workflows log in as is
bounded by its own policy.

**Administrators.** The first deployment, and later ones that change the deployer's rights or a boundary, are an
administrator's: the workflow is refused. Everything else it can do.

**Pull requests.** The reader sees how resources are set up, and the state's file, and decrypts no secret: whoever may push
a branch may run any code with it.

Why so: [decisions/aws-rights.md](decisions/aws-rights.md).`;

/** Every option that brings a policy. */
const options = {
  "honua:environment": "production",
  "honua:alerts": { emails: ["platform@example.com"], slack: { channel: "C0123456789", workspace: "T0123456789" } },
  "honua:audit": { threatDetection: true, configurationHistory: true },
  "honua:github": { subjectPrefix: "repo:owner/repository" },
};

interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: string | Readonly<Record<string, string | string[]>>;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** A policy's statements, and the resource that they are of. */
interface Document {
  readonly of: MockedResource;
  /** Who may take a role on, what an identity may do, or who may do what with a resource. */
  readonly kind: "trust" | "rights" | "access";
  readonly statements: readonly Statement[];
}

/** The text of docs/iam-aws.md. */
export async function iamAws(): Promise<string> {
  const platform = await platforms.aws();
  const settings = parseSettings({ ...least("aws"), ...options }, "production");
  const { resources } = await deployed(() => deploy(platform, settings));
  const plan = resources.toSorted((one, other) => one.name.localeCompare(other.name));
  const documents = plan.flatMap(documentsOf);
  assertReasons(plan, documents);
  const show = showing(plan);
  return markdown(
    introduction,
    "## What roles may do",
    ...plan.filter(isA("iam/role:Role")).map((role) => roleSection(role, plan, documents, show)),
    "## What bounds them",
    ...documents
      .filter(isBound(plan))
      .map(({ of, statements }) => `### ${code(of.name)}\n\n${rights(statements, show)}`),
    "## What resources let others do",
    access(documents, show),
  );
}

const isA =
  (type: string) =>
  (resource: MockedResource): boolean =>
    resource.type === `aws:${type}`;

/** Policies are JSON, whatever a type calls the argument. */
function documentsOf(of: MockedResource): Document[] {
  return Object.entries(of.inputs as Readonly<Record<string, unknown>>).flatMap(([argument, value]) => {
    if (typeof value !== "string" || !value.startsWith('{"Version":"2012-10-17"')) return [];
    const { Statement: statements } = JSON.parse(value) as { Statement: Statement[] };
    const kind = argument === "assumeRolePolicy" ? "trust" : of.type.startsWith("aws:iam/") ? "rights" : "access";
    return [{ of, kind, statements }];
  });
}

/** Is it about this role? The mocks make an id of a name. */
const isOf =
  (role: MockedResource) =>
  ({ inputs }: MockedResource): boolean =>
    inputs["role"] === `${role.name}-id`;

/** Policies of AWS's own that roles have, by their names. */
const managedOf = (plan: readonly MockedResource[], role?: MockedResource): string[] =>
  plan
    .filter(isA("iam/rolePolicyAttachment:RolePolicyAttachment"))
    .filter((attachment) => role === undefined || isOf(role)(attachment))
    .map(({ inputs }) => String(inputs["policyArn"]))
    .filter((arn) => arn.includes(":aws:policy/"))
    .map((arn) => arn.split("/").at(-1) ?? "");

function assertReasons(plan: readonly MockedResource[], documents: readonly Document[]): void {
  const statements = documents.filter(({ kind }) => kind !== "trust").flatMap((document) => document.statements);
  const named = [...statements.map(({ Sid = "a statement without a Sid" }) => Sid), ...managedOf(plan)];
  const missing = named.filter((name) => !(name in iamReasons));
  const left = Object.keys(iamReasons).filter((name) => !named.includes(name));
  if (missing.length > 0) throw new Error(`components/aws/iam-reasons.ts has no reason for ${missing.join(", ")}`);
  if (left.length > 0) throw new Error(`components/aws/iam-reasons.ts has reasons for nothing: ${left.join(", ")}`);
}

/** Writes a value without what differs between accounts; ARNs of the plan's own resources become their names. */
function showing(plan: readonly MockedResource[]) {
  const names = new Map(plan.map(({ name, outputs }) => [outputs["arn"] as unknown, name]));
  const places: readonly [RegExp, string][] = [
    [/123456789012/g, "<account>"],
    [/us-east-1/g, "<region>"],
    [/us-west-2/g, "<recovery region>"],
    [/(oidc\.eks\.[^/]+\/id\/)\w+/g, "$1<cluster>"],
  ];
  const shown = (value: string) =>
    code(names.get(value) ?? places.reduce((text, [place, sign]) => text.replace(place, sign), value));
  return (values: string | readonly string[]) => [values].flat().map(shown).join(", ");
}

type Show = ReturnType<typeof showing>;

function roleSection(
  role: MockedResource,
  plan: readonly MockedResource[],
  documents: readonly Document[],
  show: Show,
): string {
  const trust = documents.filter(({ of, kind }) => of === role && kind === "trust").flatMap((one) => one.statements);
  const attached = plan
    .filter(isA("iam/rolePolicyAttachment:RolePolicyAttachment"))
    .filter(isOf(role))
    .map(({ inputs }) => inputs["policyArn"] as unknown);
  const statements = documents
    .filter(({ kind }) => kind === "rights")
    .filter(({ of }) => isOf(role)(of) || attached.includes(of.outputs["arn"]))
    .flatMap((document) => document.statements);
  const takers = trust.map(({ Principal, Condition }) =>
    [`Taken on by ${principal(Principal, show)}`, conditions(Condition, show)].filter(Boolean).join(" if "),
  );
  return [`### ${code(role.name)}`, `${takers.join("; ")}.`, rights(statements, show, managedOf(plan, role))].join(
    "\n\n",
  );
}

/** A policy of ours that is attached to nothing. */
function isBound(plan: readonly MockedResource[]) {
  const attached = plan
    .filter(isA("iam/rolePolicyAttachment:RolePolicyAttachment"))
    .map(({ inputs }) => inputs["policyArn"] as unknown);
  return ({ of }: Document) => isA("iam/policy:Policy")(of) && !attached.includes(of.outputs["arn"]);
}

const rights = (statements: readonly Statement[], show: Show, managed: readonly string[] = []): string =>
  unaligned(
    ["Statement", "May", "On", "If", "Why"],
    [
      ...statements.map((statement) => [
        statement.Sid ?? "",
        may(statement, show),
        show(statement.Resource ?? []),
        conditions(statement.Condition, show),
        iamReasons[statement.Sid ?? ""] ?? "",
      ]),
      ...managed.map((policy) => [policy, "what AWS's policy says", "", "", iamReasons[policy] ?? ""]),
    ],
  );

/** Statements that say the same of several resources have one row. */
function access(documents: readonly Document[], show: Show): string {
  const rows = new Map<string, { of: string[]; cells: string[] }>();
  for (const { of, statements } of documents.filter(({ kind }) => kind === "access")) {
    for (const statement of statements) {
      const { Sid = "", Principal, Condition } = statement;
      const cells = [
        principal(Principal, show),
        may(statement, show),
        conditions(Condition, show),
        iamReasons[Sid] ?? "",
      ];
      const key = JSON.stringify([Sid, of.type, cells]);
      const row = rows.get(key) ?? { of: [], cells: [Sid, ...cells] };
      rows.set(key, { ...row, of: [...row.of, of.name] });
    }
  }
  const sorted = [...rows.values()].map(({ of, cells: [sid = "", ...cells] }) => [sid, show(of), ...cells]);
  return unaligned(["Statement", "Of", "Who", "May", "If", "Why"], sorted);
}

const may = ({ Effect, Action, NotAction }: Statement, show: Show): string =>
  [Effect === "Deny" ? "**not** " : "", NotAction ? "all but " : "", show(Action ?? NotAction ?? [])].join("");

const principal = (who: Statement["Principal"], show: Show): string =>
  typeof who === "string" ? show(who) : show(Object.values(who ?? {}).flat());

const conditions = (condition: Statement["Condition"], show: Show): string =>
  Object.entries(condition ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => `${show(key)} ${operator} ${show(values)}`),
    )
    .join(" and ");

/** A table whose columns are as wide as they are: some cells hold a hundred actions. */
const unaligned = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  ["<!-- prettier-ignore-start -->", table(head, rows), "<!-- prettier-ignore-end -->"].join("\n\n");
