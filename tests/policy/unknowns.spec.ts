import assert from "node:assert/strict";
import { reports, UNKNOWN } from "./support.ts";

const logGroup = ["aws-cloudwatch-loggroup-uses-own-key", "aws:cloudwatch/logGroup:LogGroup"] as const;
const repository = ["aws-ecr-repository-uses-own-key", "aws:ecr/repository:Repository"] as const;
const parameter = ["aws-ssm-parameter-uses-own-key", "aws:ssm/parameter:Parameter"] as const;
const group = ["transit-refuses-plaintext-ports", "aws:ec2/securityGroup:SecurityGroup"] as const;
const key = ["tags-name-required-keys", "aws:kms/key:Key"] as const;

describe("policy rules in a preview", () => {
  it("take a value that is not known yet for right, and a property that is left out for wrong", () => {
    assert.deepEqual(reports(...logGroup, { kmsKeyId: UNKNOWN }), []);
    assert.equal(reports(...logGroup, {}).length, 1);
  });

  it("judge what is known beside what is not", () => {
    const inputs = { encryptionConfigurations: [{ encryptionType: "AES256", kmsKey: UNKNOWN }] };
    assert.deepEqual(reports(...repository, inputs), [
      'encryptionConfigurations[0].encryptionType is "AES256". Write encryptionConfigurations[*].encryptionType: "KMS"',
    ]);
  });

  it("wait for lists and elements that are not known", () => {
    assert.deepEqual(reports(...repository, { encryptionConfigurations: UNKNOWN }), []);
    assert.deepEqual(reports(...repository, { encryptionConfigurations: [UNKNOWN] }), []);
    const plain = { protocol: "tcp", fromPort: 80, toPort: 80 };
    assert.deepEqual(reports(...group, { ingress: [{ ...plain, cidrBlocks: UNKNOWN }] }), []);
    assert.equal(reports(...group, { ingress: [UNKNOWN, { ...plain, cidrBlocks: ["10.0.0.0/16"] }] }).length, 1);
  });

  it("wait for the value that decides whether they apply", () => {
    assert.deepEqual(reports(...parameter, { type: UNKNOWN }), []);
  });

  it("wait for tags as a whole, and name each one that is missing", () => {
    assert.deepEqual(reports(...key, { tags: UNKNOWN }), []);
    const missing = reports(...key, { tags: { Owner: UNKNOWN } });
    assert.equal(missing.length, 6);
    assert.ok(
      missing.includes('tags.Environment is not set. Write tags.Environment: "dev" or "staging" or "production"'),
    );
  });
});
