import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AwsRotatedSecret, type AwsRotatedSecretArgs } from "../../../components/aws/rotated-secret.ts";
import { deployed, secretIn, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { accountId, awsKey } from "./parts.ts";

const target = `arn:aws:rds:us-east-1:${accountId}:db:database`;

const args: AwsRotatedSecretArgs = {
  secretName: "honua/production/database",
  description: "Administrator of the database",
  key: awsKey("secrets"),
  password: pulumi.secret("first-password"),
  connection: { host: pulumi.output("database.example.com"), port: 5432 },
  target: { service: "rds", id: "database", arn: target },
  window: sunday,
  logKey: awsKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
};

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

async function secret(changes: Partial<AwsRotatedSecretArgs> = {}, preview = false) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AwsRotatedSecret("password", { ...args, ...changes }, opts), { preview });
  return { ...deployment, optionsOf: of };
}

describe("AwsRotatedSecret", () => {
  it("is encrypted with the key and has a name that a preview knows", async () => {
    const { one } = await secret({}, true);
    const { name, kmsKeyId } = one(secretType, "password").inputs;
    assert.equal(name, "honua/production/database");
    assert.equal(kmsKeyId, `arn:aws:kms:us-east-1:${accountId}:key/secrets`);
  });

  it("gives its name free at once where it is disposable, and can be taken back for a week elsewhere", async () => {
    const recovery = async (durability: AwsRotatedSecretArgs["durability"]) =>
      (await secret({ durability })).one(secretType, "password").inputs["recoveryWindowInDays"];
    assert.equal(await recovery("disposable"), 0);
    assert.equal(await recovery("kept"), 7);
    assert.equal(await recovery("protected"), 7);
  });

  it("is protected where what it opens is", async () => {
    assert.equal((await secret()).optionsOf(secretType, "password").protect, true);
    assert.equal((await secret({ durability: "kept" })).optionsOf(secretType, "password").protect, false);
  });

  it("begins with the first password and all that a client needs beside it", async () => {
    const { one } = await secret();
    assert.deepEqual(JSON.parse(secretIn(one(versionType, "password").inputs["secretString"])), {
      host: "database.example.com",
      port: 5432,
      password: "first-password",
    });
  });

  it("is never set back to the first password: not by a change here, nor when AWS tidies versions up", async () => {
    const { one, optionsOf } = await secret();
    assert.deepEqual(one(versionType, "password").inputs["versionStages"], ["AWSCURRENT", "FIRST"]);
    assert.deepEqual(optionsOf(versionType, "password").ignoreChanges, ["secretString", "versionStages"]);
  });

  it("is rotated every month in the window, by the function, once the function may be called", async () => {
    const { one, optionsOf } = await secret();
    const type = "aws:secretsmanager/secretRotation:SecretRotation";
    const { inputs } = one(type, "password-rotation");
    assert.deepEqual(inputs["rotationRules"], { scheduleExpression: "cron(0 2 ? * 1#1 *)", duration: "4h" });
    assert.equal(inputs["rotateImmediately"], false);
    assert.match(inputs["rotationLambdaArn"], /:function:password-rotation$/);
    const needed = optionsOf(type, "password-rotation").dependsOn as pulumi.Resource[];
    assert.deepEqual(
      needed.map(({ constructor }) => constructor.name),
      ["Permission"],
    );
    const permission = one("aws:lambda/permission:Permission", "password-rotation").inputs;
    assert.equal(permission["principal"], "secretsmanager.amazonaws.com");
    assert.equal(permission["sourceAccount"], accountId);
    assert.equal(permission["sourceArn"], inputs["secretId"]);
  });

  it("hands the function the code of this repository, what to change, and no password", async () => {
    const { one } = await secret();
    const { inputs } = one("aws:lambda/function:Function", "password-rotation");
    assert.deepEqual(inputs["environment"].variables, {
      SERVICE: "rds",
      TARGET: "database",
      CONNECTION: JSON.stringify({ host: "database.example.com", port: 5432 }),
    });
    assert.deepEqual(inputs["architectures"], ["arm64"]);
    const archive: pulumi.asset.AssetArchive = inputs["code"];
    const [[path, asset] = [], ...others] = Object.entries(await archive.assets);
    assert.deepEqual([path, inputs["handler"], others], ["index.mjs", "index.handler", []]);
    assert.match(await (asset as pulumi.asset.StringAsset).text, /export async function handler/);
  });

  it("lets the function do what it has to, with this secret and this target only", async () => {
    const { one } = await secret();
    const { Statement } = JSON.parse(one("aws:iam/rolePolicy:RolePolicy", "password-rotation").inputs["policy"]);
    const [write, change, log] = Statement;
    assert.equal(write.Resource, one("aws:lambda/permission:Permission", "password-rotation").inputs["sourceArn"]);
    assert.deepEqual([change.Action, change.Resource], [["rds:DescribeDBInstances", "rds:ModifyDBInstance"], target]);
    assert.match(log.Resource, /:log-group:\/aws\/lambda\/password-rotation:\*$/);
    assert.equal(Statement.length, 3);
    const trust = JSON.parse(one("aws:iam/role:Role", "password-rotation").inputs["assumeRolePolicy"]);
    assert.deepEqual(trust.Statement[0].Principal, { Service: "lambda.amazonaws.com" });
  });

  it("has the function log to an encrypted group", async () => {
    const { one } = await secret();
    const group = one("aws:cloudwatch/logGroup:LogGroup", "password-rotation").inputs;
    assert.equal(group["name"], "/aws/lambda/password-rotation");
    assert.equal(group["kmsKeyId"], `arn:aws:kms:us-east-1:${accountId}:key/logs`);
    const { loggingConfig } = one("aws:lambda/function:Function", "password-rotation").inputs;
    assert.equal(loggingConfig.logGroup, group["name"]);
  });

  it("says its name", async () => {
    assert.equal(await valueOf((await secret()).result.secretName), "honua/production/database");
  });
});
