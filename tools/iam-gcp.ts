/** docs/iam-gcp.md: every role that production grants on Google Cloud with all its options, and why. */
import { iamReasons } from "../components/gcp/iam-reasons.ts";
import { deploy } from "../components/deploy.ts";
import { platforms } from "../components/index.ts";
import { least } from "../config/docs.ts";
import { parseSettings } from "../config/parse.ts";
import { type MockedResource, deployed } from "../tests/support/mocks.ts";
import { code, markdown, table } from "./markdown.ts";

const introduction = `# Rights on Google Cloud

<!-- Written by \`node tools/documents.ts\` from what production deploys with every option on, and from
components/gcp/iam-reasons.ts; a test fails where they differ. -->

Every role that somebody gets, on what, and why. Nobody is owner or editor.

**A project for each environment.** IAM knows conditions on the names of secrets, and none on those of repositories, accounts
and clusters: what is granted in a project holds for all of these in it.

**The orchestrator makes, and is then let in.** In the project it can only create and find repositories, accounts and
secrets. What it may do to a customer's is granted by that customer's stack, on them alone. Otherwise it could make keys for
every account of the project, the deployer's too.

**Administrators.** The first deployment, and later ones that change a custom role, the trust in GitHub or the deployer's own
rights, are an administrator's. The deployer grants the roles that this page says workloads and nodes have, and no others. It
makes accounts, and says who becomes them: so no account of the project that Honua did not make should have a basic role,
Compute Engine's default one least of all.

**What a stack cannot grant.** An administrator gives the deployer \`roles/billing.costsManager\` on the billing account, for
the budget, and both accounts rights on the bucket that the state is in: the reader to read, the deployer to write.

**Pull requests.** A preview with the reader's account sees the state, and cannot decrypt the secrets in it. It cannot
refresh secrets either, whose contents it would have to read.`;

const options = {
  "honua:environment": "production",
  "honua:cluster": { admins: ["group:platform@example.com"] },
  "honua:github": { subjectPrefix: "repo:owner/repository" },
};

/** The text of docs/iam-gcp.md. */
export async function iamGcp(): Promise<string> {
  const platform = await platforms.gcp();
  const settings = parseSettings({ ...least("gcp"), ...options }, "production");
  const { resources } = await deployed(() => deploy(platform, settings));
  const grants = resources
    .filter(({ type }) => /I(am|AM)Member$/.test(type))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  assertReasons(grants);
  const members = Map.groupBy(grants, ({ inputs }) => String(inputs["member"]));
  return markdown(
    introduction,
    "## Who may do what",
    "<!-- prettier-ignore-start -->",
    rows(members),
    "<!-- prettier-ignore-end -->",
    ...customRoles(resources),
  );
}

const nameOf = (role: string): string => role.split("/").at(-1) ?? "";

function assertReasons(grants: readonly MockedResource[]): void {
  const named = grants.map(({ inputs }) => nameOf(inputs["role"]));
  const missing = named.filter((name) => !(name in iamReasons));
  const left = Object.keys(iamReasons).filter((name) => !named.includes(name));
  if (missing.length > 0) throw new Error(`components/gcp/iam-reasons.ts has no reason for ${missing.join(", ")}`);
  if (left.length > 0) throw new Error(`components/gcp/iam-reasons.ts has reasons for nothing: ${left.join(", ")}`);
}

/** Without what differs between projects. */
const shown = (text: string): string =>
  code(
    text
      .replaceAll("honua-test", "<project>")
      .replaceAll("123456789012", "<number>")
      .replace(/(github-)\w{4}(?=\/)/g, "$1…"),
  );

/** Repositories that somebody has the same role on share a row. */
function rows(members: ReadonlyMap<string, readonly MockedResource[]>): string {
  const lines = [...members].flatMap(([member, grants]) =>
    [...Map.groupBy(grants, ({ inputs }) => `${inputs["role"]} ${scopeKind(inputs)}`)].map(([, alike]) => {
      const { inputs } = alike[0]!;
      return [
        shown(member),
        code(nameOf(inputs["role"])),
        alike.map((grant) => scopeOf(grant.inputs)).join(", "),
        inputs["condition"] === undefined ? "" : shown(inputs["condition"].expression),
        iamReasons[nameOf(inputs["role"])] ?? "",
      ];
    }),
  );
  return table(["Who", "Role", "On", "If", "Why"], lines);
}

const scopes = ["serviceAccountId", "cryptoKeyId", "repository", "bucket"] as const;

const scopeKind = (inputs: MockedResource["inputs"]): string => scopes.find((key) => key in inputs) ?? "project";

const scopeOf = (inputs: MockedResource["inputs"]): string => {
  const kind = scopeKind(inputs);
  return kind === "project" ? "the project" : code(nameOf(inputs[kind]).replace(/@.*$/, ""));
};

const customRoles = (resources: readonly MockedResource[]): string[] =>
  resources
    .filter(({ type }) => type === "gcp:projects/iAMCustomRole:IAMCustomRole")
    .map(({ inputs }) =>
      [
        `## ${code(inputs["roleId"])}`,
        inputs["permissions"].map((permission: string) => `- ${code(permission)}`).join("\n"),
      ].join("\n\n"),
    );
