import assert from "node:assert/strict";
import { AwsKeys } from "../../../components/aws/keys.ts";
import { type MockedResource, deployed } from "../../support/mocks.ts";

const key = "aws:kms/key:Key";
const alias = "aws:kms/alias:Alias";

const args = { scope: "123456789012", durability: "disposable" } as const;

describe("AwsKeys", () => {
  it("makes one rotating key with an alias for each purpose", async () => {
    const { ofType, one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["logs", "registry"] }));
    assert.deepEqual(
      ofType(key).map(({ name }) => name),
      ["keys-logs", "keys-registry"],
    );
    const { inputs } = one(key, "keys-logs");
    assert.equal(inputs["enableKeyRotation"], true);
    assert.equal(inputs["deletionWindowInDays"], 7);
    assert.equal(inputs["region"], undefined);
    assert.equal(one(alias, "keys-logs").inputs["name"], "alias/keys-logs");
    assert.equal(one(alias, "keys-logs").inputs["targetKeyId"], "keys-logs-id");
  });

  it("lets CloudWatch Logs of its region use the key for logs, for this account's groups only", async () => {
    const { one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["logs"] }));
    const [administration, use, ...others] = statements(one(key, "keys-logs").inputs);
    assert.deepEqual(others, []);
    assert.deepEqual(administration.Principal, { AWS: "arn:aws:iam::123456789012:root" });
    assert.deepEqual(use.Principal, { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(use.Condition, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" },
    });
  });

  it("lets what publishes alerts use their key: events for this account's topics, the rest for this account", async () => {
    const { one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["alerts"] }));
    const [, publishers, events] = statements(one(key, "keys-alerts").inputs);
    assert.deepEqual(publishers.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
    assert.deepEqual(events.Principal, { Service: "events.amazonaws.com" });
    assert.deepEqual(events.Condition, {
      ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:123456789012:*" },
    });
  });

  it("lets this account's principals use the key for images through ECR only", async () => {
    const { one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["registry"] }));
    assert.deepEqual(statements(one(key, "keys-registry").inputs)[1].Condition, {
      StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "ecr.us-east-1.amazonaws.com" },
    });
  });

  it("lets whoever may start machines or make volumes use the key for volumes, Auto Scaling's role among them", async () => {
    const { one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["volumes"] }));
    const [, use] = statements(one(key, "keys-volumes").inputs);
    assert.deepEqual(use.Principal, { AWS: "*" });
    assert.ok(use.Action.includes("kms:CreateGrant") && use.Action.includes("kms:GenerateDataKey*"));
    assert.deepEqual(use.Condition, {
      StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "ec2.us-east-1.amazonaws.com" },
    });
  });

  it("makes keys in another region, for the services there", async () => {
    const { one } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["registry"], region: "us-west-2" }));
    assert.equal(one(key, "keys-registry").inputs["region"], "us-west-2");
    assert.equal(one(alias, "keys-registry").inputs["region"], "us-west-2");
    const condition = statements(one(key, "keys-registry").inputs)[1].Condition;
    assert.equal(condition.StringEquals["kms:ViaService"], "ecr.us-west-2.amazonaws.com");
  });

  it("says which keys there are when asked for another", async () => {
    const { result } = await deployed(() => new AwsKeys("keys", { ...args, purposes: ["logs"] }));
    assert.throws(() => result.keyFor("registry"), /No key was asked for registry; there are keys for logs/);
  });
});

function statements(inputs: MockedResource["inputs"]) {
  return JSON.parse(inputs["policy"]).Statement;
}
