import assert from "node:assert/strict";
import { AwsCache } from "../../../components/aws/cache.ts";
import type { CacheArgs } from "../../../components/contract/cache.ts";
import { deployed, secretIn, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { accountId, awsKey, network } from "./parts.ts";

const args: CacheArgs = {
  scope: accountId,
  network,
  clientId: "sg-cluster",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  size: { machine: "cache.r7g.2xlarge", shards: 3, replicas: 2, clustered: true },
  backupDays: 7,
  window: sunday,
  key: awsKey("cache"),
  secretsKey: awsKey("secrets"),
  logKey: awsKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
};

const single = { machine: "cache.r7g.large", shards: 1, replicas: 0, clustered: false };
const name = "honua-production-cache";
const group = "aws:elasticache/replicationGroup:ReplicationGroup";

async function cache(changes: Partial<CacheArgs> = {}) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AwsCache(name, { ...args, ...changes }, opts));
  return { ...deployment, optionsOf: of, inputs: deployment.one(group, name).inputs };
}

describe("AwsCache", () => {
  it("is Redis 7.0 of the size asked for", async () => {
    const { inputs } = await cache();
    assert.deepEqual([inputs["engine"], inputs["engineVersion"]], ["redis", "7.0"]);
    assert.equal(inputs["nodeType"], "cache.r7g.2xlarge");
    assert.deepEqual([inputs["numNodeGroups"], inputs["replicasPerNodeGroup"]], [3, 2]);
    assert.equal(inputs["numCacheClusters"], undefined);
    assert.ok(inputs["replicationGroupId"].length <= 40);
  });

  it("is not replaced when ElastiCache has upgraded it", async () => {
    const { inputs, optionsOf } = await cache();
    assert.equal(inputs["autoMinorVersionUpgrade"], true);
    assert.ok(optionsOf(group, name).ignoreChanges?.includes("engineVersion"));
  });

  it("has cluster mode turned on in its parameters too", async () => {
    const { inputs, one } = await cache();
    const parameters = one("aws:elasticache/parameterGroup:ParameterGroup", name).inputs;
    assert.equal(inputs["clusterMode"], "enabled");
    assert.equal(inputs["parameterGroupName"], name);
    assert.equal(parameters["family"], "redis7");
    assert.deepEqual(parameters["parameters"], [
      { name: "maxmemory-policy", value: "allkeys-lru" },
      { name: "cluster-enabled", value: "yes" },
    ]);
  });

  it("fails over to other zones where it has replicas", async () => {
    const { inputs } = await cache();
    assert.deepEqual([inputs["automaticFailoverEnabled"], inputs["multiAzEnabled"]], [true, true]);
    const pair = (await cache({ size: { ...single, replicas: 1 } })).inputs;
    assert.deepEqual([pair["automaticFailoverEnabled"], pair["multiAzEnabled"]], [true, true]);
    const lone = (await cache({ size: { ...single, clustered: true } })).inputs;
    assert.deepEqual([lone["automaticFailoverEnabled"], lone["multiAzEnabled"]], [true, false]);
  });

  it("is one node without cluster mode where that is asked for", async () => {
    const { inputs, one, result } = await cache({ size: single });
    assert.deepEqual([inputs["numNodeGroups"], inputs["replicasPerNodeGroup"]], [1, 0]);
    assert.deepEqual([inputs["automaticFailoverEnabled"], inputs["multiAzEnabled"]], [false, false]);
    assert.equal(inputs["clusterMode"], "disabled");
    assert.deepEqual(
      one("aws:elasticache/parameterGroup:ParameterGroup", name).inputs["parameters"].map(
        (parameter: { name: string }) => parameter.name,
      ),
      ["maxmemory-policy"],
    );
    assert.match(await valueOf(result.host), /^master\./);
  });

  it("is encrypted with the key, takes TLS only, and asks for a password", async () => {
    const { inputs, optionsOf } = await cache();
    assert.equal(inputs["atRestEncryptionEnabled"], true);
    assert.equal(inputs["kmsKeyId"], `arn:aws:kms:us-east-1:${accountId}:key/cache`);
    assert.equal(inputs["transitEncryptionEnabled"], true);
    assert.notEqual(inputs["transitEncryptionMode"], "preferred");
    assert.match(secretIn(inputs["authToken"]), /^[A-Za-z0-9]{64}$/);
    assert.ok(optionsOf(group, name).ignoreChanges?.includes("authToken"));
  });

  it("is reached at its port by the cluster only, and reaches nothing", async () => {
    const { inputs, ofType, one } = await cache();
    assert.deepEqual(inputs["securityGroupIds"], [`${name}-id`]);
    const [rule, ...others] = ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(others, []);
    const { fromPort, toPort, ipProtocol, referencedSecurityGroupId } = rule!.inputs;
    assert.deepEqual([fromPort, toPort, ipProtocol, referencedSecurityGroupId], [6379, 6379, "tcp", "sg-cluster"]);
    assert.deepEqual(ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
    const subnets = one("aws:elasticache/subnetGroup:SubnetGroup", name).inputs["subnetIds"];
    assert.deepEqual(subnets, ["subnet-database-a", "subnet-database-b", "subnet-database-c"]);
  });

  it("is maintained in its window, and has a snapshot of every day, taken outside of it", async () => {
    const { inputs } = await cache();
    assert.equal(inputs["maintenanceWindow"], "sun:02:00-sun:06:00");
    assert.equal(inputs["snapshotWindow"], "01:00-02:00");
    assert.equal(inputs["snapshotRetentionLimit"], 7);
    assert.equal(inputs["applyImmediately"], false);
  });

  it("sends its logs to encrypted groups of its own", async () => {
    const { inputs, ofType } = await cache();
    const names = ["slow-log", "engine-log"].map((log) => `/aws/vendedlogs/elasticache/${name}/${log}`);
    assert.deepEqual(inputs["logDeliveryConfigurations"], [
      { logType: "slow-log", logFormat: "json", destinationType: "cloudwatch-logs", destination: names[0] },
      { logType: "engine-log", logFormat: "json", destinationType: "cloudwatch-logs", destination: names[1] },
    ]);
    const groups = ofType("aws:cloudwatch/logGroup:LogGroup").filter((each) => names.includes(each.inputs["name"]));
    assert.equal(groups.length, 2);
    for (const { inputs } of groups) {
      assert.equal(inputs["kmsKeyId"], `arn:aws:kms:us-east-1:${accountId}:key/logs`);
      assert.equal(inputs["retentionInDays"], 30);
    }
  });

  it("leaves a last snapshot behind unless it is disposable, and cannot be deleted while it is protected", async () => {
    const last = new RegExp(`^${name}-final-[0-9a-f]{8}$`);
    const { inputs, optionsOf } = await cache();
    assert.match(inputs["finalSnapshotIdentifier"], last);
    assert.equal(optionsOf(group, name).protect, true);
    const kept = await cache({ durability: "kept" });
    assert.match(kept.inputs["finalSnapshotIdentifier"], last);
    assert.equal(kept.optionsOf(group, name).protect, false);
    const disposable = (await cache({ durability: "disposable" })).inputs;
    assert.equal(disposable["finalSnapshotIdentifier"], undefined);
    assert.equal(disposable["applyImmediately"], true);
  });

  it("tells its clients in a secret how to connect", async () => {
    const { inputs, one, result } = await cache();
    const version = one("aws:secretsmanager/secretVersion:SecretVersion", `${name}-password`);
    assert.deepEqual(JSON.parse(secretIn(version.inputs["secretString"])), {
      engine: "redis",
      host: await valueOf(result.host),
      port: 6379,
      tls: true,
      cluster: true,
      password: secretIn(inputs["authToken"]),
    });
    assert.equal(await valueOf(result.secretName), "honua/production/cache");
    assert.equal(result.authentication, "password");
    const rotation = one("aws:lambda/function:Function", `${name}-password-rotation`).inputs["environment"].variables;
    assert.deepEqual([rotation["SERVICE"], rotation["TARGET"]], ["elasticache", name]);
  });

  it("names its nodes as CloudWatch does", async () => {
    const nodesOf = async (size: CacheArgs["size"]) => {
      const { nodeIds } = (await cache({ size })).result;
      return (await valueOf(nodeIds)).map((id) => id.replace(/^.*-id/, "…"));
    };
    const sharded = await nodesOf(args.size);
    assert.equal(new Set(sharded).size, 9);
    assert.deepEqual([sharded[0], sharded[8]], ["…-0001-001", "…-0003-003"]);
    assert.deepEqual(await nodesOf({ ...single, clustered: true }), ["…-0001-001"]);
    assert.deepEqual(await nodesOf({ ...single, replicas: 1 }), ["…-001", "…-002"]);
  });

  it("says where it is", async () => {
    const { result } = await cache();
    assert.equal(await valueOf(result.cacheId), name);
    assert.match(await valueOf(result.host), /^clustercfg\./);
    assert.equal(await valueOf(result.port), 6379);
  });
});
