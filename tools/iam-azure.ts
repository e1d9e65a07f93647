/** docs/iam-azure.md: every role that production gives on Azure with all its options, and why it is given. */
import { roles } from "../components/azure/role-assignment.ts";
import { deploy } from "../components/deploy.ts";
import { platforms } from "../components/index.ts";
import { least } from "../config/docs.ts";
import { parseSettings } from "../config/parse.ts";
import { type MockedResource, deployed } from "../tests/support/mocks.ts";
import { code, markdown, table } from "./markdown.ts";

const introduction = `# Rights on Azure

<!-- Written by \`node tools/documents.ts\` from what production deploys with every option on; a test fails where it
differs. Why a role is given is written where it is given, and Azure shows it beside the role. -->

Every role that the program gives, on what, and what for. Each is on the one resource that it is about where Azure has it so,
else on the resource group; nobody gets Owner or Contributor.

**The registry** holds Honua's images and its customers', and nothing else. Azure gives roles on whole registries only (roles
for single repositories need a newer version of its API than the pinned SDK has), so the build worker can push all of them,
as it can on AWS, where both lie below \`honua/\`. Customers never get a role, but a token that a scope map ties to their own
repositories.

**Administrators.** The first deployment is an administrator's, and so are later ones that change a role of ours, give one
that the deployer may not give, or change who may take an identity on: the workflow is refused. Everything else it can do.

**Pull requests.** A preview with the reader's identity sees what there is, but neither secrets nor keys of storage. The state is
not in this stack: give the reader "Storage Blob Data Reader" and the deployer "Storage Blob Data Contributor" on its container.`;

/** Every option that brings a role. */
const options = {
  "honua:environment": "production",
  "honua:audit": { threatDetection: true },
  "honua:github": { subjectPrefix: "repo:owner/repository" },
};

/** The text of docs/iam-azure.md. */
export async function iamAzure(): Promise<string> {
  const platform = await platforms.azure();
  const settings = parseSettings({ ...least("azure"), ...options }, "production");
  const { resources } = await deployed(() => deploy(platform, settings));
  const plan = resources.toSorted((one, other) => one.name.localeCompare(other.name));
  const ours = plan.filter(isA("authorization:RoleDefinition"));
  return markdown(
    introduction,
    "## Who has which role",
    unaligned(["Who", "Role", "On", "Why"], plan.filter(isA("authorization:RoleAssignment")).map(given(plan, ours))),
    "## Roles of ours",
    ...ours.map(definition),
    "## What else bounds them",
    ...plan.filter(({ inputs }) => inputs["condition"] !== undefined).map(bound(ours)),
  );
}

const isA =
  (type: string) =>
  (resource: MockedResource): boolean =>
    resource.type === `azure-native:${type}`;

const guidOf = (resource: MockedResource) => String(resource.outputs["name"]);

const roleName = (id: string, ours: readonly MockedResource[]): string => {
  const guid = id.split("/").at(-1);
  const own = ours.find((role) => guidOf(role) === guid);
  return own ? code(own.name) : (Object.entries(roles).find(([, known]) => known === guid)?.[0] ?? code(id));
};

function given(plan: readonly MockedResource[], ours: readonly MockedResource[]) {
  const identities = plan.filter(isA("managedidentity:UserAssignedIdentity"));
  const show = showing(plan);
  return ({ inputs }: MockedResource): string[] => {
    const { principalId = "", roleDefinitionId = "", scope = "", description = "" } = inputs as Record<string, string>;
    const who = identities.find(({ outputs }) => outputs["principalId"] === principalId)?.name ?? principalId;
    return [code(who), roleName(roleDefinitionId, ours), code(show(scope)), description];
  };
}

/** Writes an id without what differs between subscriptions and stacks; names with a random end are the plan's own. */
function showing(plan: readonly MockedResource[]) {
  const random = ["keyvault:Vault", "containerregistry:Registry"].flatMap((type) => plan.filter(isA(type)));
  const names = new Map(random.map(({ name, outputs }) => [String(outputs["name"]), name]));
  return (id: string): string =>
    id
      .replace(/^\/subscriptions\/[^/]+/, "<subscription>")
      .replace(/^<subscription>\/resourceGroups\/[^/]+/, "<group>")
      .replace("/providers/Microsoft.", "/")
      .split("/")
      .map((segment) => names.get(segment) ?? segment)
      .join("/");
}

function definition({ name, inputs }: MockedResource): string {
  const { description, permissions } = inputs as {
    description: string;
    permissions: [{ actions: string[]; notActions: string[] }];
  };
  const [{ actions, notActions }] = permissions;
  const list = (verb: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`${verb}:\n\n${all.map((action) => `- ${code(action)}`).join("\n")}`];
  return [`### ${code(name)}`, description, ...list("May", actions), ...list("May not", notActions)].join("\n\n");
}

const bound =
  (ours: readonly MockedResource[]) =>
  ({ name, inputs }: MockedResource): string => {
    const [, guids = ""] = /GuidEquals \{([^}]+)\}/.exec(String(inputs["condition"])) ?? [];
    const list = guids
      .split(", ")
      .map((guid) => `- ${roleName(guid, ours)}`)
      .join("\n");
    return `${code(name)} gives and takes these roles only, and to identities only:\n\n${list}`;
  };

/** A table whose columns are as wide as they are. */
const unaligned = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  ["<!-- prettier-ignore-start -->", table(head, rows), "<!-- prettier-ignore-end -->"].join("\n\n");
