import assert from "node:assert/strict";
import type { CacheArgs } from "../../../components/contract/cache.ts";
import { GcpCache } from "../../../components/gcp/cache.ts";
import { deployed, neededFor, secretIn, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { gcpKey, network, project } from "./parts.ts";

const args: CacheArgs = {
  scope: project,
  network,
  clientId: "honua-nodes",
  zones: ["us-central1-a", "us-central1-b", "us-central1-f"],
  size: { machine: "REDIS_HIGHMEM_MEDIUM", shards: 3, replicas: 2, clustered: true },
  backupDays: 7,
  window: sunday,
  key: gcpKey("cache"),
  secretsKey: gcpKey("secrets"),
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
};

const single = { machine: "BASIC_5", shards: 1, replicas: 0, clustered: false };
const clusters = "gcp:redis/cluster:Cluster";
const instances = "gcp:redis/instance:Instance";
const window = { day: "SUNDAY", startTime: { hours: 2, minutes: 0, seconds: 0, nanos: 0 } };

async function cache(changes: Partial<CacheArgs> = {}) {
  const { opts, of } = watchingOptions();
  return { ...(await deployed(() => new GcpCache("cache", { ...args, ...changes }, opts))), optionsOf: of };
}

describe("GcpCache", () => {
  describe("a cluster", () => {
    it("has the shards and replicas asked for, spread over the zones", async () => {
      const { inputs } = (await cache()).one(clusters, "cache");
      assert.deepEqual(
        [inputs["shardCount"], inputs["replicaCount"], inputs["nodeType"]],
        [3, 2, "REDIS_HIGHMEM_MEDIUM"],
      );
      assert.deepEqual(inputs["zoneDistributionConfig"], { mode: "MULTI_ZONE" });
    });

    it("is encrypted at rest and on the way, and asks for a token of IAM", async () => {
      const { one, result, ofType } = await cache();
      const { inputs } = one(clusters, "cache");
      assert.equal(inputs["kmsKey"], await valueOf(args.key.id));
      assert.equal(inputs["transitEncryptionMode"], "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION");
      assert.equal(inputs["authorizationMode"], "AUTH_MODE_IAM_AUTH");
      assert.equal(result.authentication, "iam");
      assert.deepEqual([result.secretName, ofType("gcp:secretmanager/secret:Secret")], [undefined, []]);
    });

    it("has its endpoint in the network, and is backed up and maintained at its times", async () => {
      const { one, result } = await cache();
      const { inputs } = one(clusters, "cache");
      assert.deepEqual(inputs["pscConfigs"], [{ network: await valueOf(network.networkId) }]);
      assert.deepEqual(inputs["automatedBackupConfig"], {
        fixedFrequencySchedule: { startTime: { hours: 0 } },
        retention: "604800s",
      });
      assert.deepEqual(inputs["maintenancePolicy"], { weeklyMaintenanceWindows: [window] });
      assert.match(await valueOf(result.host), /^\d+\.\d+\.\d+\.\d+$/);
      assert.equal(await valueOf(result.port), 6379);
      assert.equal(await valueOf(result.cacheId), `projects/${project}/locations/us-central1/clusters/cache`);
      assert.ok((await neededFor(result.host)).includes("cache"));
    });
  });

  describe("a single instance", () => {
    it("has the memory of its size, in the first zone", async () => {
      const { inputs } = (await cache({ size: single })).one(instances, "cache");
      assert.deepEqual(
        [inputs["tier"], inputs["memorySizeGb"], inputs["redisVersion"], inputs["locationId"]],
        ["BASIC", 5, "REDIS_7_2", "us-central1-a"],
      );
    });

    it("is reached privately, encrypted at rest and on the way", async () => {
      const { inputs } = (await cache({ size: single })).one(instances, "cache");
      assert.deepEqual(
        [inputs["connectMode"], inputs["reservedIpRange"]],
        ["PRIVATE_SERVICE_ACCESS", "honua-database"],
      );
      assert.equal(inputs["customerManagedKey"], await valueOf(args.key.id));
      assert.equal(inputs["transitEncryptionMode"], "SERVER_AUTHENTICATION");
      assert.deepEqual(inputs["maintenancePolicy"], { weeklyMaintenanceWindows: [window] });
    });

    it("has a password, which is in the secret store only", async () => {
      const { one, result } = await cache({ size: single });
      assert.equal(one(instances, "cache").inputs["authEnabled"], true);
      assert.equal(result.authentication, "password");
      const version = one("gcp:secretmanager/secretVersion:SecretVersion", "cache").inputs;
      const data = JSON.parse(secretIn(version["secretData"]));
      assert.ok(data.password.length > 0 && data.ca.includes("CERTIFICATE"));
      assert.equal(await valueOf(result.secretName!), "cache");
    });
  });

  it("is protected only where that is asked for", async () => {
    for (const [durability, isProtected] of [
      ["protected", true],
      ["disposable", false],
    ] as const) {
      const cluster = await cache({ durability });
      assert.equal(cluster.one(clusters, "cache").inputs["deletionProtectionEnabled"], isProtected);
      assert.equal(cluster.optionsOf(clusters, "cache").protect, isProtected);
      const instance = await cache({ durability, size: single });
      assert.equal(instance.one(instances, "cache").inputs["deletionProtection"], isProtected);
    }
  });
});
