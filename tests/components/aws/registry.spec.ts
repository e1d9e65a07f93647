import assert from "node:assert/strict";
import { AwsRegistry } from "../../../components/aws/registry.ts";
import type { RegistryArgs } from "../../../components/contract/registry.ts";
import { images } from "../../../components/tables/images.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { accountId, awsKey, network } from "./parts.ts";

const args: RegistryArgs = {
  images,
  scope: accountId,
  network,
  key: awsKey("registry"),
  retainedImages: 100,
  untaggedDays: 7,
  durability: "kept",
};

const replica = {
  region: "us-west-2",
  manageReplication: true,
};

const registry = (changes: Partial<RegistryArgs> = {}) =>
  deployed(() => new AwsRegistry("registry", { ...args, ...changes }));

interface LifecycleRule {
  rulePriority: number;
  selection: { tagStatus: string; countType: string; countNumber: number };
}

const template = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const configuration = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

describe("AwsRegistry", () => {
  it("has an encrypted, scanned repository with tags that never move for each image", async () => {
    const { ofType } = await registry();
    const repositories = ofType("aws:ecr/repository:Repository");
    assert.deepEqual(
      repositories.map(({ inputs }) => inputs["name"]),
      images.map((image) => `honua/${image}`),
    );
    for (const { inputs } of repositories) {
      assert.equal(inputs["imageTagMutability"], "IMMUTABLE");
      assert.deepEqual(inputs["imageScanningConfiguration"], { scanOnPush: true });
      assert.deepEqual(inputs["encryptionConfigurations"], [
        { encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:123456789012:key/registry" },
      ]);
      assert.equal(inputs["forceDelete"], false);
    }
  });

  it("can be deleted with its images where it is disposable", async () => {
    const { inputs } = (await registry({ durability: "disposable" })).one(
      "aws:ecr/repository:Repository",
      "registry-agent",
    );
    assert.equal(inputs["forceDelete"], true);
  });

  it("deletes untagged images after days and tagged ones by number", async () => {
    const { inputs } = (await registry()).one("aws:ecr/lifecyclePolicy:LifecyclePolicy", "registry-agent");
    const rules = JSON.parse(inputs["policy"]).rules;
    assert.deepEqual(
      rules.map(({ selection }: LifecycleRule) => [selection.tagStatus, selection.countType, selection.countNumber]),
      [
        ["untagged", "sinceImagePushed", 7],
        ["tagged", "imageCountMoreThan", 100],
      ],
    );
    assert.deepEqual(rules[1].selection.tagPatternList, ["*"]);
    assert.deepEqual(
      rules.map(({ rulePriority }: LifecycleRule) => rulePriority),
      [1, 2],
    );
  });

  it("keeps everybody outside the account away", async () => {
    const { inputs } = (await registry()).one("aws:ecr/repositoryPolicy:RepositoryPolicy", "registry-agent");
    const [statement] = JSON.parse(inputs["policy"]).Statement;
    assert.equal(statement.Effect, "Deny");
    assert.deepEqual(statement.Condition.StringNotEquals, { "aws:PrincipalAccount": "123456789012" });
  });

  it("copies nothing by default", async () => {
    const { ofType } = await registry();
    assert.deepEqual([...ofType(template), ...ofType(configuration)], []);
  });

  it("copies Honua's images to repositories that a template in the other region makes like the originals", async () => {
    const { one } = await registry({ replica });
    const copy = one(template, "registry-replica").inputs;
    assert.equal(copy["region"], "us-west-2");
    assert.equal(copy["prefix"], "honua");
    assert.deepEqual(copy["appliedFors"], ["REPLICATION"]);
    assert.equal(copy["imageTagMutability"], "IMMUTABLE");
    assert.deepEqual(copy["encryptionConfigurations"], [
      { encryptionType: "KMS", kmsKey: "arn:aws:kms:us-west-2:123456789012:key/registry-replica-keys-registry-id" },
    ]);
    assert.equal(
      copy["lifecyclePolicy"],
      one("aws:ecr/lifecyclePolicy:LifecyclePolicy", "registry-agent").inputs["policy"],
    );
    assert.deepEqual(one(configuration, "registry-replica").inputs["replicationConfiguration"].rules, [
      {
        destinations: [{ region: "us-west-2", registryId: "123456789012" }],
        repositoryFilters: [{ filter: "honua/", filterType: "PREFIX_MATCH" }],
      },
    ]);
  });

  it("lets ECR make, tag and encrypt the copies' repositories, and no others", async () => {
    const { one } = await registry({ replica });
    const [create, encrypt] = JSON.parse(
      one("aws:iam/rolePolicy:RolePolicy", "registry-replica").inputs["policy"],
    ).Statement;
    assert.equal(create.Resource, "arn:aws:ecr:us-west-2:123456789012:repository/honua/*");
    assert.equal(encrypt.Resource, "arn:aws:kms:us-west-2:123456789012:key/registry-replica-keys-registry-id");
  });

  it("leaves the account's replication alone where another stack manages it", async () => {
    const { ofType } = await registry({ replica: { ...replica, manageReplication: false } });
    assert.equal(ofType(template).length, 1);
    assert.equal(ofType(configuration).length, 0);
  });

  it("says how to log in and where each image lives", async () => {
    const { result } = await registry();
    assert.equal(
      await valueOf(result.loginCommand),
      "aws ecr get-login-password --region us-east-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com",
    );
    assert.deepEqual(Object.keys(await valueOf(result.repositoryUrls)), [...images]);
  });
});
