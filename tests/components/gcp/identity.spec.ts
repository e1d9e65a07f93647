import assert from "node:assert/strict";
import type { IdentityArgs } from "../../../components/contract/identity.ts";
import { GcpIdentity } from "../../../components/gcp/identity.ts";
import { images } from "../../../components/tables/images.ts";
import { type MockedResource, deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { cluster, gcpKey, project, registry } from "./parts.ts";

const args: IdentityArgs = {
  scope: project,
  environment: "production",
  cluster,
  registry,
  registryKey: gcpKey("registry"),
  secretsKey: gcpKey("secrets"),
};

const github = { subjectPrefix: "repo:honua/honua@7", environment: "production", manageProvider: true };

const identity = (changes: Partial<IdentityArgs> = {}) =>
  deployed(() => new GcpIdentity("identity", { ...args, ...changes }));

const memberOf = (id: string) => `serviceAccount:honua-production-${id}@${project}.iam.gserviceaccount.com`;
const inProject = "gcp:projects/iAMMember:IAMMember";
const onAccount = "gcp:serviceaccount/iAMMember:IAMMember";
const onRepository = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";
const number = "123456789012";

type Granted = readonly MockedResource[];
const rolesOf = (granted: Granted, member: string): string[] =>
  granted.filter(({ inputs }) => inputs["member"] === member).map(({ inputs }) => inputs["role"]);

const condition = (granted: Granted, role: string): string =>
  granted.find(({ inputs }) => inputs["role"] === role)?.inputs["condition"].expression;

describe("GcpIdentity", () => {
  it("has an account for each workload, which only its own service account becomes", async () => {
    const { result, one } = await identity();
    for (const [workload, namespace] of [
      ["orchestrator", "honua"],
      ["build-worker", "honua"],
      ["monitoring", "monitoring"],
    ] as const) {
      const { inputs } = one(onAccount, `identity-${workload}`);
      assert.equal(inputs["role"], "roles/iam.workloadIdentityUser");
      assert.equal(inputs["member"], `serviceAccount:${project}.svc.id.goog[${namespace}/${workload}]`);
      const { annotations, labels } = result.serviceAccounts[workload];
      assert.deepEqual(await valueOf(annotations), {
        "iam.gke.io/gcp-service-account": memberOf(workload).slice("serviceAccount:".length),
      });
      assert.deepEqual(labels, {});
      assert.ok((await neededFor(annotations)).includes(`identity-${workload}`));
    }
  });

  it("lets the orchestrator make what customers get, and read Honua's secrets, but no others", async () => {
    const { ofType, one } = await identity();
    const granted = ofType(inProject);
    assert.deepEqual(rolesOf(granted, memberOf("orchestrator")).toSorted(), [
      `projects/${project}/roles/honua_production_orchestrator`,
      "roles/redis.dbConnectionUser",
      "roles/secretmanager.secretAccessor",
      "roles/secretmanager.secretVersionManager",
    ]);
    assert.equal(
      condition(granted, "roles/secretmanager.secretAccessor"),
      `resource.name.startsWith("projects/${number}/secrets/honua-production-")`,
    );
    assert.equal(
      condition(granted, "roles/secretmanager.secretVersionManager"),
      `resource.name.startsWith("projects/${number}/secrets/honua-customer-")`,
    );
    const { permissions } = one("gcp:projects/iAMCustomRole:IAMCustomRole", "identity-orchestrator").inputs;
    assert.deepEqual(
      permissions.filter((permission: string) => !/\.(create|get|list)$/.test(permission)),
      [],
    );
  });

  it("lets the orchestrator manage, and the build worker push and pull, Honua's repositories only", async () => {
    const { ofType } = await identity();
    for (const [workload, role] of [
      ["orchestrator", "roles/artifactregistry.repoAdmin"],
      ["build-worker", "roles/artifactregistry.writer"],
    ] as const) {
      const granted = ofType(onRepository).filter(({ inputs }) => inputs["member"] === memberOf(workload));
      assert.deepEqual(
        granted.map(({ inputs }) => [inputs["location"], inputs["repository"], inputs["role"]]),
        images.map((image) => ["us", `honua-${image}`, role]),
      );
    }
    assert.deepEqual(rolesOf(ofType(inProject), memberOf("build-worker")), []);
  });

  it("lets monitoring read metrics", async () => {
    assert.deepEqual(rolesOf((await identity()).ofType(inProject), memberOf("monitoring")), [
      "roles/monitoring.viewer",
    ]);
  });

  it("lets no workflow in where no repository is named", async () => {
    const { result, ofType } = await identity();
    assert.equal(result.github, undefined);
    assert.deepEqual(ofType("gcp:iam/workloadIdentityPool:WorkloadIdentityPool"), []);
  });

  it("trusts one repository", async () => {
    const { result, one } = await identity({ github });
    const { inputs } = one("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", "identity-github");
    assert.equal(inputs["attributeCondition"], 'assertion.sub.startsWith("repo:honua/honua@7:")');
    assert.deepEqual(inputs["oidc"], { issuerUri: "https://token.actions.githubusercontent.com" });
    assert.match(inputs["workloadIdentityPoolId"], /^honua-production-github-[a-z0-9]{4}$/);
    assert.ok((await valueOf(result.github!.provider!)).endsWith("/providers/github"));
  });

  it("lets jobs of the environment deploy, and those of pull requests and the main branch look", async () => {
    const { result, ofType } = await identity({ github });
    const subjects = (id: string) =>
      ofType(onAccount)
        .filter(({ inputs }) => inputs["serviceAccountId"].includes(`/honua-production-${id}@`))
        .map(({ inputs }) => inputs["member"].split("/subject/")[1]);
    assert.deepEqual(subjects("deployer"), ["repo:honua/honua@7:environment:production"]);
    assert.deepEqual(subjects("reader"), ["repo:honua/honua@7:pull_request", "repo:honua/honua@7:ref:refs/heads/main"]);
    assert.equal(await valueOf(result.github!.deployer), memberOf("deployer").slice("serviceAccount:".length));
    assert.ok((await neededFor(result.github!.deployer)).includes("identity-github-deployer-container.admin"));
  });

  it("uses the trust that is there", async () => {
    const { result, ofType } = await identity({ github: { ...github, manageProvider: false } });
    assert.deepEqual(ofType("gcp:iam/workloadIdentityPool:WorkloadIdentityPool"), []);
    const pool = `projects/${number}/locations/global/workloadIdentityPools/github`;
    assert.equal(await valueOf(result.github!.provider!), `${pool}/providers/github`);
    assert.ok(
      ofType(onAccount)
        .filter(({ name }) => name.startsWith("identity-github-reader"))
        .every(({ inputs }) => inputs["member"].startsWith(`principal://iam.googleapis.com/${pool}/subject/`)),
    );
  });

  it("makes nobody owner or editor, and lets the deployer hand out only what the program does", async () => {
    const { ofType } = await identity({ github });
    const granted = ofType(inProject);
    const roles = granted.map(({ inputs }) => inputs["role"] as string);
    assert.deepEqual(
      roles.filter((role) => /^roles\/(owner|editor|viewer|iam\.securityAdmin)$/.test(role)),
      [],
    );
    const own = rolesOf(granted, memberOf("deployer"));
    const grants = condition(granted, "roles/resourcemanager.projectIamAdmin");
    assert.match(grants, /^api\.getAttribute\('iam\.googleapis\.com\/modifiedGrantsByRole', \[\]\)\.hasOnly\(\[/);
    assert.ok(grants.split(", ").length <= 11, grants);
    assert.deepEqual(
      own.filter((role) => !["roles/container.admin"].includes(role) && grants.includes(`'${role}'`)),
      [],
    );
    const logins = [memberOf("reader"), memberOf("deployer")];
    const ofWorkloads = granted.filter(({ inputs }) => !logins.includes(inputs["member"]));
    for (const { inputs } of ofWorkloads) assert.ok(grants.includes(`'${inputs["role"]}'`), inputs["role"]);
    assert.match(
      condition(granted, "roles/iam.serviceAccountAdmin"),
      /hasOnly\(\['roles\/iam\.serviceAccountKeyAdmin'/,
    );
  });

  it("has accounts whose ids fit", async () => {
    const { ofType } = await identity({ github });
    for (const { inputs } of ofType("gcp:serviceaccount/account:Account"))
      assert.match(inputs["accountId"], /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
  });
});
