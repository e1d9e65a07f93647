import assert from "node:assert/strict";
import { AwsIdentity } from "../../../components/aws/identity.ts";
import type { IdentityArgs } from "../../../components/contract/identity.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { accountId, awsKey, cluster, registry } from "./parts.ts";
import { statementsOf } from "./statements.ts";

const args: IdentityArgs = {
  scope: accountId,
  environment: "production",
  cluster,
  registry,
  registryKey: awsKey("registry"),
  secretsKey: awsKey("secrets"),
};

const github = { subjectPrefix: "repo:acme@1/honua@2", environment: "live", manageProvider: true };

const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const policy = "aws:iam/policy:Policy";
const provider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

const identity = (changes: Partial<IdentityArgs> = {}) =>
  deployed(() => new AwsIdentity("identity", { ...args, ...changes }));

const issuer = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

describe("AwsIdentity", () => {
  it("gives each workload and the autoscaler a role that only its own service account takes on", async () => {
    const { result, one } = await identity();
    const accounts = {
      orchestrator: "honua:orchestrator",
      "build-worker": "honua:build-worker",
      monitoring: "monitoring:monitoring",
      "cluster-autoscaler": "kube-system:cluster-autoscaler",
    };
    for (const [name, account] of Object.entries(accounts)) {
      const [trust] = Object.values(statementsOf(one(role, `identity-${name}`), "assumeRolePolicy"));
      assert.deepEqual(trust?.Principal, { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` });
      assert.equal(trust.Action, "sts:AssumeRoleWithWebIdentity");
      assert.deepEqual(trust.Condition, {
        StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: `system:serviceaccount:${account}` },
      });
    }
    assert.deepEqual(await valueOf(result.serviceAccounts["build-worker"].annotations), {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/identity-build-worker",
    });
    assert.deepEqual(await valueOf(result.autoscaler.annotations), {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/identity-cluster-autoscaler",
    });
  });

  it("lets the orchestrator manage Honua's repositories, and encrypt new ones with their key", async () => {
    const { one } = await identity();
    const { ManageRepositories, EncryptRepositories } = statementsOf(one(rolePolicy, "identity-orchestrator"));
    assert.equal(ManageRepositories?.Resource, "arn:aws:ecr:us-east-1:123456789012:repository/honua/*");
    assert.ok(ManageRepositories.Action.includes("ecr:CreateRepository"));
    assert.equal(EncryptRepositories?.Resource, "arn:aws:kms:us-east-1:123456789012:key/registry");
    assert.deepEqual(EncryptRepositories.Condition, {
      StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" },
    });
  });

  it("lets the orchestrator make customers only within their boundary, and touch no other identity", async () => {
    const { one } = await identity();
    const statements = statementsOf(one(rolePolicy, "identity-orchestrator"));
    const { GiveCustomersRights, KeepCustomers } = statements;
    assert.deepEqual(GiveCustomersRights?.Condition, {
      StringEquals: {
        "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/honua-production-customer-boundary",
      },
    });
    for (const action of ["iam:CreateUser", "iam:PutUserPolicy"]) {
      assert.ok(GiveCustomersRights.Action.includes(action));
      assert.ok(!KeepCustomers?.Action.includes(action));
    }
    for (const { Action, Resource } of Object.values(statements)) {
      if ([Action].flat().some((action) => action.startsWith("iam:"))) {
        assert.equal(Resource, "arn:aws:iam::123456789012:user/honua-customer-*");
      }
    }
    const actions = Object.values(statements).flatMap(({ Action }) => Action);
    for (const action of [
      "iam:DeleteUserPermissionsBoundary",
      "iam:PutUserPermissionsBoundary",
      "iam:AttachUserPolicy",
    ]) {
      assert.ok(!actions.includes(action), action);
    }
  });

  it("lets the orchestrator read Honua's secrets and write customers' credentials, through the secret store", async () => {
    const { one } = await identity();
    const { ReadSecrets, KeepCredentials, DecryptSecrets } = statementsOf(one(rolePolicy, "identity-orchestrator"));
    const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret";
    assert.equal(ReadSecrets?.Resource, `${secret}:honua/*`);
    assert.equal(KeepCredentials?.Resource, `${secret}:honua-customer-*`);
    assert.ok(!KeepCredentials.Action.includes("secretsmanager:GetSecretValue"));
    assert.equal(DecryptSecrets?.Resource, "arn:aws:kms:us-east-1:123456789012:key/secrets");
    assert.deepEqual(DecryptSecrets.Condition, {
      StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
    });
  });

  it("lets the build worker push and pull, and monitoring read metrics, and nothing else", async () => {
    const { one } = await identity();
    const worker = statementsOf(one(rolePolicy, "identity-build-worker"));
    assert.deepEqual(Object.keys(worker), ["LogIn", "PullAndPush"]);
    assert.equal(worker["LogIn"]?.Action, "ecr:GetAuthorizationToken");
    assert.equal(worker["PullAndPush"]?.Resource, "arn:aws:ecr:us-east-1:123456789012:repository/honua/*");
    assert.ok(worker["PullAndPush"].Action.includes("ecr:PutImage"));
    const { ReadMetrics, ...others } = statementsOf(one(rolePolicy, "identity-monitoring"));
    assert.deepEqual(others, {});
    assert.ok(
      [ReadMetrics?.Action].flat().every((action) => /^(cloudwatch|tag):(Get|List|Describe)/.test(action ?? "")),
    );
  });

  it("lets the autoscaler resize the groups of its own cluster only", async () => {
    const { one } = await identity();
    const { LookAtGroups, ResizeOwnGroups } = statementsOf(one(rolePolicy, "identity-cluster-autoscaler"));
    assert.ok([LookAtGroups?.Action].flat().every((action) => /:(Describe|Get)/.test(action ?? "")));
    assert.deepEqual(ResizeOwnGroups?.Condition, {
      StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/honua-production": "owned" },
    });
  });

  it("lets no workflow in by default", async () => {
    const { result, ofType } = await identity();
    assert.equal(result.github, undefined);
    assert.deepEqual(ofType(provider), []);
  });

  it("lets pull requests look and one environment's jobs deploy", async () => {
    const { result, one } = await identity({ github });
    const { inputs } = one(provider, "identity-github");
    assert.deepEqual(
      [inputs["url"], inputs["clientIdLists"], inputs["thumbprintLists"]],
      ["https://token.actions.githubusercontent.com", ["sts.amazonaws.com"], undefined],
    );
    const subjects = {
      reader: ["repo:acme@1/honua@2:pull_request", "repo:acme@1/honua@2:ref:refs/heads/main"],
      deployer: ["repo:acme@1/honua@2:environment:live"],
    };
    for (const [login, allowed] of Object.entries(subjects)) {
      const [trust] = Object.values(statementsOf(one(role, `identity-github-${login}`), "assumeRolePolicy"));
      assert.deepEqual(trust?.Condition, {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": allowed,
        },
      });
    }
    const arn = "arn:aws:iam::123456789012:role/honua-production-github-";
    assert.deepEqual(await valueOf(result.github), { reader: `${arn}reader`, deployer: `${arn}deployer` });
  });

  it("bounds what workflows log in as by their own policies, and ends a deployer's session after two hours", async () => {
    const { one } = await identity({ github });
    for (const [login, seconds] of Object.entries({ reader: 3600, deployer: 7200 })) {
      const { inputs } = one(role, `identity-github-${login}`);
      assert.equal(inputs["maxSessionDuration"], seconds);
      assert.equal(inputs["permissionsBoundary"], `arn:aws:iam::123456789012:policy/honua-production-github-${login}`);
      const attachment = one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `identity-github-${login}`).inputs;
      assert.equal(attachment["policyArn"], inputs["permissionsBoundary"]);
    }
  });

  it("keeps all secrets from pull requests", async () => {
    const { one } = await identity({ github });
    const { NoSecrets, NoDecryption, ...allowed } = statementsOf(one(policy, "identity-github-reader"));
    assert.deepEqual([NoSecrets?.Effect, NoSecrets?.Resource], ["Deny", "*"]);
    assert.ok(NoSecrets?.Action.includes("secretsmanager:GetSecretValue"));
    assert.deepEqual([NoDecryption?.Effect, NoDecryption?.Action], ["Deny", "kms:Decrypt"]);
    assert.deepEqual(NoDecryption?.Condition, { StringNotLike: { "kms:ViaService": "s3.*.amazonaws.com" } });
    const actions = Object.values(allowed).flatMap(({ Action }) => Action);
    const looks = /^[a-z0-9-]+:(Describe|Get|List|View)/;
    assert.deepEqual(
      actions.filter((action) => !looks.test(action)),
      ["kms:Decrypt"],
    );
    assert.equal(allowed["ReadState"]?.Resource, "arn:aws:s3:::honua-state*/*");
    const patterns = [allowed["Look"]?.Action ?? []]
      .flat()
      .map((action) => new RegExp(`^${action.replaceAll("*", ".*")}$`));
    const reads = {
      ecr: ["BatchGetImage", "GetDownloadUrlForLayer"],
      logs: ["FilterLogEvents", "GetLogEvents", "GetQueryResults", "StartQuery"],
      s3: ["GetObject", "GetObjectVersion"],
      secretsmanager: ["BatchGetSecretValue", "GetSecretValue"],
      ssm: ["GetParameter", "GetParameters", "GetParametersByPath"],
      wafv2: ["GetSampledRequests"],
    };
    for (const [service, actions] of Object.entries(reads)) {
      for (const action of actions) {
        assert.ok(!patterns.some((pattern) => pattern.test(`${service}:${action}`)), `${service}:${action}`);
      }
    }
  });

  it("lets the deployer make roles only within the boundary, and change neither that nor its own rights", async () => {
    const { one } = await identity({ github });
    const { GiveRolesRights, KeepRoles, NotItsOwnRights, ...others } = statementsOf(
      one(policy, "identity-github-deployer"),
    );
    assert.deepEqual(GiveRolesRights?.Condition, {
      StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/honua-production-boundary" },
    });
    const givesRights = /^iam:(\*|Create(Role|User|Group)|(Attach|Put)(Role|User|Group)|Add|CreateLoginProfile)/;
    for (const statement of [KeepRoles, ...Object.values(others)]) {
      const isBounded = statement?.Condition?.["StringEquals"]?.["iam:PermissionsBoundary"] !== undefined;
      const found = [statement?.Action].flat().filter((action) => givesRights.test(action ?? ""));
      assert.ok(isBounded || found.every((action) => action?.startsWith("iam:*OpenID")), found.join());
    }
    assert.equal(NotItsOwnRights?.Effect, "Deny");
    assert.deepEqual(NotItsOwnRights.Resource, [
      "arn:aws:iam::123456789012:role/honua-production-github-deployer",
      "arn:aws:iam::123456789012:policy/honua-production-github-deployer",
      "arn:aws:iam::123456789012:policy/honua-production-boundary",
      "arn:aws:iam::123456789012:policy/honua-production-customer-boundary",
    ]);
  });

  it("gives nobody everything on everything, and keeps managed policies within their 6,144 characters", async () => {
    const { ofType } = await identity({ github });
    for (const resource of [...ofType(policy), ...ofType(rolePolicy)]) {
      assert.ok((resource.inputs["policy"] as string).length <= 6144, resource.name);
      for (const { Action, Resource } of Object.values(statementsOf(resource))) {
        assert.ok(![Action].flat().includes("*"), resource.name);
        const isWhole = [Action].flat().some((action) => action.endsWith(":*"));
        assert.ok(!isWhole || Resource !== "*", resource.name);
      }
    }
  });

  it("uses the account's own provider for GitHub where that is managed elsewhere", async () => {
    const arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const url = "https://token.actions.githubusercontent.com";
    const existing = [{ type: provider, id: arn, urn: "", inputs: { url }, outputs: { url, arn } }];
    const { ofType, one } = await deployed(
      () => new AwsIdentity("identity", { ...args, github: { ...github, manageProvider: false } }),
      { existing },
    );
    assert.deepEqual(ofType(provider), []);
    const [trust] = Object.values(statementsOf(one(role, "identity-github-reader"), "assumeRolePolicy"));
    assert.deepEqual(trust?.Principal, { Federated: arn });
  });
});
