/** What the emulated AWS answers when programs ask. */
import assert from "node:assert/strict";
import { aws } from "../../emulator/aws/index.ts";
import { token } from "../../emulator/aws/tokens.ts";
import type { Values } from "../../emulator/model.ts";
import { cloudOf, type Live } from "./aws-cloud.ts";

const call = async (name: string, args: Values = {}, live: Live[] = []): Promise<Values> => {
  const invoke = aws.invokes[token(name)];
  assert.ok(invoke, `no such call: ${name}`);
  return await invoke(args, { cloud: cloudOf(live), preview: false });
};

const render = async (args: Values): Promise<unknown> =>
  JSON.parse(String((await call("iam:getPolicyDocument", args))["json"]));

describe("emulated AWS: account calls", () => {
  it("tells the caller, the region and the partition", async () => {
    assert.equal((await call("index:getCallerIdentity"))["accountId"], "123456789012");
    assert.equal((await call("index:getRegion"))["region"], "eu-central-1");
    assert.equal((await call("index:getPartition", { region: "cn-north-1" }))["dnsSuffix"], "amazonaws.com.cn");
  });

  it("lists zones, and leaves out what is excluded or filtered", async () => {
    assert.deepEqual((await call("index:getAvailabilityZones", { state: "available" }))["names"], [
      "eu-central-1a",
      "eu-central-1b",
      "eu-central-1c",
    ]);
    assert.deepEqual((await call("index:getAvailabilityZones", { excludeNames: ["eu-central-1b"] }))["zoneIds"], [
      "euc1-az1",
      "euc1-az3",
    ]);
    assert.equal(((await call("index:getAvailabilityZones", { region: "us-east-1" }))["names"] as string[]).length, 6);
  });

  it("takes ARNs apart", async () => {
    const { service, resource } = await call("index:getArn", { arn: "arn:aws:iam::123456789012:role/a:b" });
    assert.deepEqual([service, resource], ["iam", "role/a:b"]);
    await assert.rejects(() => call("index:getArn", { arn: "role/a" }), /is not an ARN/);
  });
});

describe("emulated AWS: policy documents", () => {
  it("lets single values stand alone and sorts several backwards, as the provider does", async () => {
    const document = await render({
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject", "s3:ListBucket"],
          resources: ["*"],
          principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["123456789012"] }],
        },
      ],
    });
    assert.deepEqual(document, {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:ListBucket", "s3:GetObject"],
          Resource: "*",
          Principal: { Service: "ec2.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  it("keeps the order of the elements and indents by two", async () => {
    const { json, minifiedJson } = await call("iam:getPolicyDocument", {
      statements: [{ resources: ["*"], actions: ["a:B"] }],
    });
    assert.equal(
      json,
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": "a:B",\n      "Resource": "*"\n    }\n  ]\n}',
    );
    assert.equal(
      minifiedJson,
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"}]}',
    );
  });

  it("writes everybody as *, and joins principals of one type", async () => {
    const principal = async (principals: Values[]) =>
      ((await render({ statements: [{ actions: ["a:B"], principals }] })) as { Statement: Values[] }).Statement[0]?.[
        "Principal"
      ];
    assert.equal(await principal([{ type: "*", identifiers: ["*"] }]), "*");
    assert.deepEqual(await principal([{ type: "AWS", identifiers: ["*"] }]), { AWS: "*" });
    assert.deepEqual(
      await principal([
        { type: "AWS", identifiers: ["1"] },
        { type: "AWS", identifiers: ["2"] },
      ]),
      { AWS: ["1", "2"] },
    );
  });

  it("replaces &{…}, which stands for policy variables", async () => {
    const { json } = await call("iam:getPolicyDocument", {
      statements: [{ actions: ["a:B"], resources: ["arn:x/&{aws:username}"] }],
    });
    assert.match(String(json), /arn:x\/\$\{aws:username\}/);
  });

  it("merges sources before and overrides after, by Sid", async () => {
    const source = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Sid: "A", Effect: "Allow", Action: "a:Old", Resource: "*" },
    });
    const override = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "B", Effect: "Deny", Action: "b:New", Resource: "*" }],
    });
    const document = (await render({
      sourcePolicyDocuments: [source],
      statements: [
        { sid: "A", actions: ["a:New"] },
        { sid: "B", actions: ["b:Old"] },
      ],
      overridePolicyDocuments: [override],
    })) as { Statement: Values[] };
    assert.deepEqual(
      document.Statement.map(({ Sid, Action }) => [Sid, Action]),
      [
        ["A", "a:New"],
        ["B", "b:New"],
      ],
    );
  });

  it("refuses a Sid that two statements have", async () => {
    await assert.rejects(
      () => call("iam:getPolicyDocument", { statements: [{ sid: "A" }, { sid: "A" }] }),
      /duplicate Sid \(A\)/,
    );
  });
});

describe("emulated AWS: lookups", () => {
  const vpc: Live = { type: "ec2:Vpc", id: "vpc-1", inputs: { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } } };
  const subnet = (id: string, tier: string): Live => ({
    type: "ec2:Subnet",
    id,
    inputs: { vpcId: "vpc-1", tags: { Tier: tier } },
  });

  it("finds the default network of a new account", async () => {
    const { id } = await call("ec2:getVpc", { default: true });
    const subnets = await call("ec2:getSubnets", { filters: [{ name: "vpc-id", values: [id] }] });
    assert.equal((subnets["ids"] as string[]).length, 3);
  });

  it("finds resources by id, tags and filters", async () => {
    const live = [vpc, subnet("subnet-1", "private"), subnet("subnet-2", "public")];
    assert.equal((await call("ec2:getVpc", { id: "vpc-1" }, live))["cidrBlock"], "10.0.0.0/16");
    assert.equal((await call("ec2:getVpc", { tags: { Name: "main" } }, live))["id"], "vpc-1");
    assert.equal((await call("ec2:getVpc", { filters: [{ name: "tag:Name", values: ["ma*"] }] }, live))["id"], "vpc-1");
    assert.deepEqual(
      (
        await call(
          "ec2:getSubnets",
          { filters: [{ name: "vpc-id", values: ["vpc-1"] }], tags: { Tier: "private" } },
          live,
        )
      )["ids"],
      ["subnet-1"],
    );
  });

  it("says what it looked for where nothing or too much matches", async () => {
    await assert.rejects(() => call("ec2:getVpc", { id: "vpc-9" }), /ec2\.getVpc: nothing matches \{"id":"vpc-9"\}/);
    const live = [subnet("subnet-1", "a"), subnet("subnet-2", "a")];
    await assert.rejects(() => call("ec2:getSubnet", { vpcId: "vpc-1" }, live), /2 match/);
  });

  it("knows AWS's own policies, keys and parameters", async () => {
    const arn = "arn:aws:iam::aws:policy/service-role/AmazonEKSClusterPolicy";
    assert.equal((await call("iam:getPolicy", { arn }))["name"], "AmazonEKSClusterPolicy");
    assert.match(
      String((await call("kms:getKey", { keyId: "alias/aws/s3" }))["arn"]),
      /^arn:aws:kms:eu-central-1:123456789012:key\//,
    );
    assert.match(
      String(
        (
          await call("ssm:getParameter", {
            name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
          })
        )["value"],
      ),
      /^ami-[0-9a-f]{17}$/,
    );
    await assert.rejects(() => call("ssm:getParameter", { name: "/mine" }), /nothing matches/);
  });

  it("finds keys through their aliases", async () => {
    const live: Live[] = [{ type: "kms:Alias", id: "alias/x", outputs: { targetKeyArn: "arn:aws:kms:r:1:key/k" } }];
    const { arn, keyId } = await call("kms:getKey", { keyId: "alias/x" }, live);
    assert.deepEqual([arn, keyId], ["arn:aws:kms:r:1:key/k", "k"]);
  });

  it("gives images that fit the question, the same each time", async () => {
    const args = { owners: ["amazon"], filters: [{ name: "name", values: ["al2023-ami-*-arm64"] }] };
    const [first, second] = [await call("ec2:getAmi", args), await call("ec2:getAmi", args)];
    assert.equal(first["architecture"], "arm64");
    assert.equal(first["id"], second["id"]);
  });

  it("signs in to registries and clusters", async () => {
    assert.equal((await call("ecr:getAuthorizationToken"))["userName"], "AWS");
    assert.match(String((await call("eks:getClusterAuth", { name: "c" }))["token"]), /^k8s-aws-v1\./);
  });
});
