/** The AWS tables against the installed SDK: what they name exists. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { aws } from "../../emulator/aws/index.ts";
import { rows } from "../../emulator/aws/formats/index.ts";
import { identities, services } from "../../emulator/aws/identities/index.ts";
import { deletesFirst, described, documents } from "../../emulator/aws/bridge.ts";
import { token } from "../../emulator/aws/tokens.ts";
import { traces } from "../../emulator/aws/traces.ts";
import type { Values } from "../../emulator/model.ts";
import { cloudOf, contextOf, type Live } from "./aws-cloud.ts";

const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
const declarations = new Map<string, string>();

/** The declaration file of a type or call; empty where the SDK has none. */
function declarationOf(type: string): string {
  const [, path = ""] = type.split(":");
  const known = declarations.get(type);
  if (known !== undefined) return known;
  const file = join(sdk, `${path.replace(/^index\//, "")}.d.ts`);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  declarations.set(type, text);
  return text;
}

const exists = (type: string) =>
  declarationOf(type) !== "" &&
  readFileSync(join(sdk, `${type.split(":")[1]}.js`), "utf8").includes(`__pulumiType = '${type}'`);
const hasInput = (type: string, path: string) =>
  new RegExp(`^    ${topLevel(path)}\\??:`, "m").test(argumentsOf(declarationOf(type)));
const hasOutput = (type: string, path: string) =>
  topLevel(path) === "id" || new RegExp(`^    readonly ${topLevel(path)}!?:`, "m").test(declarationOf(type));
const argumentsOf = (text: string) => text.slice(text.search(/export interface \w+Args \{/));
const topLevel = (path: string) => path.split(/[.[]/, 1)[0];
const none = (wrong: string[]) => assert.deepEqual(wrong, []);

const { refusedDeletes = [] } = aws;

describe("emulated AWS: tables", () => {
  it("covers at least 300 types with ids", () => {
    assert.ok(Object.keys(aws.ids).length >= 300, `${Object.keys(aws.ids).length} types`);
  });

  it("names only types that the SDK has", () => {
    const types = [
      ...Object.keys(aws.ids),
      ...Object.keys(aws.formats),
      ...Object.keys(aws.immutable),
      ...aws.names.flatMap((row) => row.types),
      ...aws.checks.flatMap((row) => row.types),
      ...aws.protections.flatMap((row) => row.types),
      ...refusedDeletes.flatMap((row) => row.types),
      ...traces.flatMap((row) => [...row.stops.types, ...row.left.flatMap(({ types }) => types)]),
      ...deletesFirst,
      ...aws.references.flatMap((row) => [...row.types, ...row.to.map((to) => to.split("#")[0] ?? "")]),
    ];
    none([...new Set(types)].filter((type) => !type.endsWith("*") && !exists(type)));
  });

  it("names only calls that the SDK has", () => {
    none(Object.keys(aws.invokes).filter((call) => !declarationOf(call).includes("export declare function get")));
  });

  it("names only inputs that the types have", () => {
    const inputs: [string, string][] = [
      ...[
        ...Object.entries(aws.immutable),
        ...Object.entries({ ...aws.irrevocable }),
        ...Object.entries(documents),
      ].flatMap(([type, paths]) => paths.map((path): [string, string] => [type, path])),
      ...Object.entries(described),
      ...aws.names.flatMap((row) => row.types.map((type): [string, string] => [type, row.property])),
      ...aws.protections.flatMap((row) => row.types.map((type): [string, string] => [type, row.property])),
      ...aws.references.flatMap((row) => row.types.map((type): [string, string] => [type, row.path])),
    ];
    none(inputs.filter(([type, path]) => !type.endsWith("*") && !hasInput(type, path)).map((row) => row.join(" ")));
  });

  it("names only outputs that the types have", () => {
    const outputs: [string, string][] = [
      ...Object.entries(rows).flatMap(([type, row]) => Object.keys(row).map((key): [string, string] => [type, key])),
      ...aws.references.flatMap((row) =>
        row.to.filter((to) => to.includes("#")).map((to): [string, string] => to.split("#") as [string, string]),
      ),
    ];
    none(outputs.filter(([type, path]) => !hasOutput(type, path)).map((row) => row.join(" ")));
  });

  it("builds ids and ARNs from inputs that the types have", () => {
    const builtin = /^'|:|^(account|region|partition|id|logical|uuid)$/;
    const wrong = services.flatMap(({ module, types }) =>
      Object.entries(types).flatMap(([name, [id, arn]]) => {
        const type = token(`${module}:${name}`);
        const texts = [id, arn].filter((text) => typeof text === "string");
        const inputs = texts.flatMap((text) =>
          [...text.matchAll(/\{([^}]+)\}/g)].flatMap(([, list = ""]) => list.split("|")),
        );
        const isArn = (input: string) => input === "arn" && arn !== undefined;
        return inputs
          .filter((input) => !builtin.test(input) && !isArn(input) && !hasInput(type, input))
          .map((input) => `${type} ${input}`);
      }),
    );
    none(wrong);
  });

  it("says where every check, reference and name comes from", () => {
    none(
      [...aws.checks, ...aws.references, ...aws.names, ...aws.protections, ...refusedDeletes, ...traces]
        .filter((row) => row.source === "")
        .map(String),
    );
  });
});

describe("emulated AWS: ids and outputs", () => {
  const idOf = (type: string, inputs = {}) => aws.ids[token(type)]?.(contextOf(type, inputs));
  const outputOf = (type: string, property: string, inputs = {}, cloud = cloudOf(), id?: string) =>
    aws.formats[token(type)]?.[property]?.(contextOf(type, inputs, cloud, id));

  const IDS: [string, Record<string, unknown>, RegExp][] = [
    ["ec2:Vpc", {}, /^vpc-[0-9a-f]{17}$/],
    ["ec2:Eip", {}, /^eipalloc-[0-9a-f]{17}$/],
    ["kms:Key", {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
    ["kms:Key", { multiRegion: true }, /^mrk-[0-9a-f]{32}$/],
    ["iam:Policy", { name: "p", path: "/team/" }, /^arn:aws:iam::123456789012:policy\/team\/p$/],
    ["iam:RolePolicyAttachment", { role: "r", policyArn: "arn:x" }, /^r\/arn:x$/],
    ["sns:Topic", { name: "t" }, /^arn:aws:sns:eu-central-1:123456789012:t$/],
    [
      "secretsmanager:Secret",
      { name: "s" },
      /^arn:aws:secretsmanager:eu-central-1:123456789012:secret:s-[0-9A-Za-z]{6}$/,
    ],
    ["rds:Instance", { identifier: "db" }, /^db-[0-9A-Z]{26}$/],
    ["rds:Cluster", {}, /^tf-\d{26}$/],
    ["eks:NodeGroup", { clusterName: "c", nodeGroupName: "n" }, /^c:n$/],
    ["ec2:DefaultSecurityGroup", {}, /^sg-0defa017/],
    [
      "lb:LoadBalancer",
      { name: "web" },
      /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
    ],
  ];
  for (const [type, inputs, pattern] of IDS)
    it(`gives ${type} ${JSON.stringify(inputs)} an id like AWS's`, () => {
      assert.match(String(idOf(type, inputs)), pattern);
    });

  it("gives an ARN of the id's own random part", () => {
    const id = idOf("secretsmanager:Secret", { name: "s" });
    assert.equal(outputOf("secretsmanager:Secret", "arn", { name: "s" }), id);
  });

  it("puts resources in their own region and partition", () => {
    assert.equal(
      outputOf("ecr:Repository", "arn", { name: "api", region: "us-gov-west-1" }),
      "arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/api",
    );
    assert.equal(
      outputOf("ecr:Repository", "repositoryUrl", { name: "api" }),
      "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api",
    );
  });

  it("lets the default security group be the one the VPC told", () => {
    const cloud = cloudOf([{ type: "ec2:Vpc", id: "vpc-1", outputs: { defaultSecurityGroupId: "sg-1" } }]);
    assert.equal(
      aws.ids[token("ec2:DefaultSecurityGroup")]?.(contextOf("ec2:DefaultSecurityGroup", { vpcId: "vpc-1" }, cloud)),
      "sg-1",
    );
  });

  it("gives a NAT gateway its address's IP and one from its subnet", () => {
    const cloud = cloudOf([
      { type: "ec2:Eip", id: "eipalloc-1", outputs: { publicIp: "198.18.0.9" } },
      { type: "ec2:Subnet", id: "subnet-1", inputs: { cidrBlock: "10.0.4.0/24", vpcId: "vpc-1" } },
    ]);
    const inputs = { allocationId: "eipalloc-1", subnetId: "subnet-1" };
    assert.equal(outputOf("ec2:NatGateway", "publicIp", inputs, cloud), "198.18.0.9");
    assert.match(String(outputOf("ec2:NatGateway", "privateIp", inputs, cloud)), /^10\.0\.4\.\d+$/);
    assert.equal(outputOf("ec2:NatGateway", "vpcId", inputs, cloud), "vpc-1");
  });

  it("spreads subnets that name no zone", () => {
    const first = {
      type: "ec2:Subnet",
      id: "subnet-1",
      inputs: { vpcId: "vpc-1" },
      outputs: { availabilityZone: "eu-central-1a" },
    };
    const zoneOf = (live: Live[], id: string) =>
      outputOf("ec2:Subnet", "availabilityZone", { vpcId: "vpc-1" }, cloudOf(live), id);
    assert.equal(zoneOf([], "subnet-1"), "eu-central-1a");
    assert.equal(zoneOf([first], "subnet-2"), "eu-central-1b");
    assert.equal(zoneOf([first], "subnet-1"), "eu-central-1a");
  });

  it("adds the provider's default tags under the resource's own", () => {
    const cloud = cloudOf([], { region: "eu-west-1", defaultTags: '{"tags":{"team":"core","env":"x"}}' });
    const all = aws.formats["*"]?.["tagsAll"]?.(contextOf("ec2:Vpc", { tags: { env: "dev" } }, cloud));
    assert.deepEqual(all, { team: "core", env: "dev" });
  });

  const OUTPUTS: [type: string, property: string, inputs: Record<string, unknown>, value: RegExp][] = [
    ["backup:Vault", "arn", { name: "v" }, /^arn:aws:backup:eu-central-1:123456789012:backup-vault:v$/],
    ["budgets:Budget", "arn", { name: "b" }, /^arn:aws:budgets::123456789012:budget\/b$/],
    ["cloudtrail:Trail", "arn", { name: "t" }, /^arn:aws:cloudtrail:eu-central-1:123456789012:trail\/t$/],
    ["cloudwatch:Dashboard", "dashboardArn", { dashboardName: "d" }, /^arn:aws:cloudwatch::123456789012:dashboard\/d$/],
    ["cloudwatch:LogGroup", "arn", { name: "/a" }, /^arn:aws:logs:eu-central-1:123456789012:log-group:\/a$/],
    ["guardduty:Detector", "arn", {}, /^arn:aws:guardduty:eu-central-1:123456789012:detector\/an-id$/],
    ["lambda:Function", "arn", { name: "f" }, /^arn:aws:lambda:eu-central-1:123456789012:function:f$/],
    [
      "rds:InstanceAutomatedBackupsReplication",
      "arn",
      {},
      /^arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-[0-9a-z]{39}$/,
    ],
    ["scheduler:Schedule", "arn", { name: "s" }, /^arn:aws:scheduler:eu-central-1:123456789012:schedule\/default\/s$/],
    ["shield:Protection", "arn", {}, /^arn:aws:shield::123456789012:protection\/an-id$/],
    [
      "wafv2:WebAcl",
      "arn",
      { name: "w", scope: "REGIONAL" },
      /^arn:aws:wafv2:eu-central-1:123456789012:regional\/webacl\/w\/an-id$/,
    ],
    ["eks:Cluster", "endpoint", { name: "c" }, /^https:\/\/[0-9A-F]{32}\.gr7\.eu-central-1\.eks\.amazonaws\.com$/],
    [
      "rds:Instance",
      "endpoint",
      { identifier: "db", engine: "postgres" },
      /^db\.c[0-9a-z]{11,12}\.eu-central-1\.rds\.amazonaws\.com:5432$/,
    ],
  ];
  for (const [type, property, inputs, pattern] of OUTPUTS)
    it(`gives ${type} ${property} the form that AWS gives it`, () => {
      assert.match(String(outputOf(type, property, inputs)), pattern);
    });

  it("tells the rotation function that a published application has made", () => {
    const inputs = { name: "rotation", parameters: { functionName: "rotate-db" } };
    const { RotationLambdaARN } = outputOf("serverlessrepository:CloudFormationStack", "outputs", inputs) as Values;
    assert.equal(RotationLambdaARN, "arn:aws:lambda:eu-central-1:123456789012:function:rotate-db");
  });

  it("gives a replica the port of its source", () => {
    const cloud = cloudOf([
      { type: "rds:Instance", id: "db-1", outputs: { identifier: "primary", port: 5432, engine: "postgres" } },
    ]);
    const endpoint = outputOf("rds:Instance", "endpoint", { identifier: "r", replicateSourceDb: "primary" }, cloud);
    assert.match(String(endpoint), /^r\..*:5432$/);
  });

  it("counts the members of a sharded cache", () => {
    const inputs = { numNodeGroups: 3, replicasPerNodeGroup: 2 };
    const members = outputOf("elasticache:ReplicationGroup", "memberClusters", inputs, cloudOf(), "cache");
    assert.ok(Array.isArray(members) && members.length === 9);
    assert.equal(members[0], "cache-0001-001");
    const oneShard = { numNodeGroups: 1, replicasPerNodeGroup: 0, clusterMode: "enabled" };
    const [only] = outputOf("elasticache:ReplicationGroup", "memberClusters", oneShard, cloudOf(), "cache") as string[];
    assert.equal(only, "cache-0001-001");
  });

  it("gives a cache the hosts of its kind", () => {
    const hosts = (inputs: object, cloud = cloudOf()) =>
      ["configurationEndpointAddress", "primaryEndpointAddress", "readerEndpointAddress"].map((property) =>
        String(outputOf("elasticache:ReplicationGroup", property, inputs, cloud, "c")).replace(/[0-9a-f]{6}/, "X"),
      );
    const end = "euc1.cache.amazonaws.com";
    const tls = { transitEncryptionEnabled: true };
    assert.deepEqual(hosts({}), ["", `c.X.ng.0001.${end}`, `c-ro.X.ng.0001.${end}`]);
    assert.deepEqual(hosts(tls), ["", `master.c.X.${end}`, `replica.c.X.${end}`]);
    assert.deepEqual(hosts({ clusterMode: "enabled" }), [`c.X.clustercfg.${end}`, "", ""]);
    const sharded = [`clustercfg.c.X.${end}`, "", ""];
    assert.deepEqual(hosts({ ...tls, parameterGroupName: "default.redis7.cluster.on" }), sharded);
    const parameters = [{ name: "cluster-enabled", value: "yes" }];
    const cloud = cloudOf([{ type: "elasticache:ParameterGroup", id: "own", outputs: { name: "own", parameters } }]);
    assert.deepEqual(hosts({ ...tls, parameterGroupName: "own" }, cloud), sharded);
  });

  it("renders every template without leaving a placeholder", () => {
    for (const type of Object.keys(identities)) {
      const context = { ...contextOf("ec2:Vpc", { name: "n" }), type };
      const texts = [aws.ids[type]?.(context), aws.formats[type]?.["arn"]?.(context)].filter(
        (text) => text !== undefined,
      );
      for (const text of texts)
        assert.doesNotMatch(String(text), /[{}]|undefined|\[object/, `${type}: ${String(text)}`);
    }
  });
});

describe("emulated AWS: names", () => {
  const ruleOf = (type: string) => aws.names.find((row) => row.types.includes(token(type))) ?? aws.names.at(-1);

  it("finishes names as the services want them", () => {
    assert.equal(ruleOf("kms:Alias")?.finish?.("key-1", {}), "alias/key-1");
    assert.equal(ruleOf("kms:Alias")?.finish?.("alias/key-1", {}), "alias/key-1");
    assert.equal(ruleOf("sqs:Queue")?.finish?.("q", { fifoQueue: true }), "q.fifo");
    assert.equal(ruleOf("sqs:Queue")?.finish?.("q", {}), "q");
  });

  it("leaves everything else to the general rule", () => {
    assert.deepEqual(ruleOf("ecr:Repository")?.types, ["aws:*"]);
  });
});
