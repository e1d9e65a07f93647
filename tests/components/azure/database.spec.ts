import assert from "node:assert/strict";
import { AzureDatabase } from "../../../components/azure/database.ts";
import type { DatabaseArgs } from "../../../components/contract/database.ts";
import { deployed, secretIn, valueOf } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { azureKey, idOf, logStoreId, network, scope } from "./parts.ts";

const args: DatabaseArgs = {
  scope,
  network,
  clientId: await valueOf(network.privateSubnetIds[0]!),
  zones: ["1", "2", "3"],
  size: { machine: "Standard_D16ds_v4", storageGiB: 512, maxStorageGiB: 2048 },
  highlyAvailable: true,
  replicas: 2,
  backupDays: 30,
  window: sunday,
  key: azureKey("database"),
  secretsKey: azureKey("secrets"),
  logKey: azureKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
  recovery: { region: "eastus2", key: azureKey("database", "honua-recovery") },
};

const burstable = {
  size: { machine: "Standard_B2s", storageGiB: 64, maxStorageGiB: 256 },
  highlyAvailable: false,
  replicas: 0,
} satisfies Partial<DatabaseArgs>;

const name = "honua-production-database";
const server = "azure-native:dbforpostgresql:Server";
const configuration = "azure-native:dbforpostgresql:Configuration";
const serverId = (role = "") => idOf("Microsoft.DBforPostgreSQL/flexibleServers", name + role);

async function database(changes: Partial<DatabaseArgs> = {}, preview = false) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AzureDatabase(name, { ...args, ...changes }, opts), { preview });
  return { ...deployment, optionsOf: of, primary: deployment.one(server, name).inputs };
}

describe("AzureDatabase", () => {
  it("is PostgreSQL 15 of the size asked for, in the tier of its machine, and grows by itself", async () => {
    const { primary } = await database();
    assert.equal(primary["version"], "15");
    assert.deepEqual(primary["sku"], { name: "Standard_D16ds_v4", tier: "GeneralPurpose" });
    assert.deepEqual(primary["storage"], { storageSizeGB: 512, type: "Premium_LRS", autoGrow: "Enabled" });
    assert.equal((await database(burstable)).primary["sku"].tier, "Burstable");
  });

  it("is in the subnet for databases, with a name of the network's own, and nowhere else", async () => {
    const { primary } = await database();
    assert.deepEqual(primary["network"], {
      delegatedSubnetResourceId: await valueOf(network.databaseSubnetIds[0]!),
      privateDnsZoneArmResourceId: idOf(
        "Microsoft.Network/privateDnsZones",
        "honua.private.postgres.database.azure.com",
      ),
      publicNetworkAccess: "Disabled",
    });
  });

  it("is encrypted with the key, used as the key's identity, and its copies with the other region's", async () => {
    const user = await valueOf(args.key.userId!);
    const { primary } = await database({ recovery: { region: "eastus2", key: { ...azureKey("database", "far") } } });
    assert.deepEqual(primary["dataEncryption"], {
      type: "AzureKeyVault",
      primaryKeyURI: "https://honua-keys.vault.azure.net/keys/database",
      primaryUserAssignedIdentityId: user,
      geoBackupKeyURI: "https://far.vault.azure.net/keys/database",
      geoBackupUserAssignedIdentityId: user,
    });
    assert.deepEqual(primary["identity"], { type: "UserAssigned", userAssignedIdentities: { [user]: {} } });
  });

  it("has every identity that its keys are used as", async () => {
    const { primary } = await database({ recovery: { region: "eastus2", key: azureKey("copies") } });
    for (const { userId } of [args.key, azureKey("copies")])
      assert.deepEqual(primary["identity"].userAssignedIdentities[await valueOf(userId!)], {});
  });

  it("has a standby in another zone where it is to survive the loss of its own", async () => {
    const { primary, optionsOf } = await database();
    assert.equal(primary["availabilityZone"], "1");
    assert.deepEqual(primary["highAvailability"], { mode: "ZoneRedundant", standbyAvailabilityZone: "2" });
    const alone = (await database({ highlyAvailable: false })).primary;
    assert.equal(alone["highAvailability"].mode, "Disabled");
    // A failover swaps the zones.
    for (const zone of ["availabilityZone", "highAvailability.standbyAvailabilityZone", "storage.storageSizeGB"])
      assert.ok(optionsOf(server, name).ignoreChanges?.includes(zone), zone);
  });

  it("can be set back for days, in another region too where one is named", async () => {
    assert.deepEqual((await database()).primary["backup"], { backupRetentionDays: 30, geoRedundantBackup: "Enabled" });
    const { primary } = await database({ recovery: undefined });
    assert.equal(primary["backup"].geoRedundantBackup, "Disabled");
    assert.equal(primary["dataEncryption"].geoBackupKeyURI, undefined);
  });

  it("has replicas like itself in the other zones, without what only a primary has", async () => {
    const { ofType, primary, result } = await database();
    const replicas = ofType(server).filter(({ inputs }) => inputs["createMode"] === "Replica");
    assert.deepEqual(
      replicas.map(({ name: each, inputs }) => [each, inputs["availabilityZone"]]),
      [
        [`${name}-replica-1`, "2"],
        [`${name}-replica-2`, "3"],
      ],
    );
    for (const { inputs } of replicas) {
      assert.equal(inputs["sourceServerResourceId"], serverId());
      for (const common of ["sku", "storage", "network", "maintenanceWindow"])
        assert.deepEqual(inputs[common], primary[common], common);
      for (const own of ["administratorLogin", "administratorLoginPassword", "backup", "highAvailability", "version"])
        assert.equal(inputs[own], undefined, own);
      assert.equal(inputs["dataEncryption"].geoBackupKeyURI, undefined);
      assert.equal(inputs["dataEncryption"].primaryKeyURI, primary["dataEncryption"].primaryKeyURI);
    }
    assert.deepEqual(await valueOf(result.replicaIds), [serverId("-replica-1"), serverId("-replica-2")]);
    assert.equal((await valueOf(result.replicaHosts)).length, 2);
  });

  it("has as many replicas as asked for, also where there are fewer zones", async () => {
    const { ofType } = await database({ zones: ["1", "2"], replicas: 3 });
    const zones = ofType(server).map(({ inputs }) => inputs["availabilityZone"]);
    assert.deepEqual(zones, ["1", "2", "1", "2"]);
  });

  it("is written to by one at a time: parameters, database, replicas", async () => {
    const { ofType, optionsOf } = await database();
    const lastOf = (each: string) =>
      ofType(configuration)
        .filter(({ inputs }) => inputs["serverName"] === each)
        .at(-1)!.name;
    const databaseType = "azure-native:dbforpostgresql:Database";
    assert.deepEqual(waitsFor(optionsOf(databaseType, name)), [lastOf(name)]);
    assert.deepEqual(waitsFor(optionsOf(server, `${name}-replica-1`)), [name]);
    assert.deepEqual(waitsFor(optionsOf(server, `${name}-replica-2`)), [lastOf(`${name}-replica-1`)]);
  });

  it("has a pooler of its own, but on burstable machines", async () => {
    assert.equal(await valueOf((await database()).result.poolerPort!), 6432);
    const { result, ofType } = await database(burstable);
    assert.equal(result.poolerPort, undefined);
    const names = ofType(configuration).map(({ inputs }) => inputs["configurationName"]);
    assert.ok(!names.some((parameter) => parameter.startsWith("pgbouncer.")));
  });

  it("takes as many connections as its machine", async () => {
    assert.equal((await database()).result.maxConnections, 5000);
    assert.equal((await database(burstable)).result.maxConnections, 429);
  });

  it("is maintained in its window", async () => {
    const { primary } = await database({ window: { day: "tuesday", hour: 2, hours: 2 } });
    assert.deepEqual(primary["maintenanceWindow"], {
      customWindow: "Enabled",
      dayOfWeek: 2,
      startHour: 2,
      startMinute: 0,
    });
  });

  it("sends all of its logs to the log store, and each replica's", async () => {
    const { ofType } = await database();
    const settings = ofType("azure-native:monitor:DiagnosticSetting");
    assert.deepEqual(
      settings.map(({ inputs }) => inputs["resourceUri"]),
      [serverId(), serverId("-replica-1"), serverId("-replica-2")],
    );
    for (const { inputs } of settings) {
      assert.equal(inputs["workspaceId"], logStoreId);
      assert.deepEqual(inputs["logs"], [{ categoryGroup: "allLogs", enabled: true }]);
    }
  });

  it("cannot be deleted while it is protected, by whomever", async () => {
    const lock = "azure-native:authorization:ManagementLockByScope";
    const { one, optionsOf } = await database();
    for (const each of [name, `${name}-replica-1`, `${name}-replica-2`]) {
      assert.equal(optionsOf(server, each).protect, true);
      assert.equal(one(lock, each).inputs["level"], "CanNotDelete");
      assert.equal(one(lock, each).inputs["scope"], serverId(each.replace(name, "")));
    }
    const kept = await database({ durability: "kept" });
    assert.deepEqual(kept.ofType(lock), []);
    assert.equal(kept.optionsOf(server, name).protect, false);
  });

  it("has a password that is nowhere but in the secret", async () => {
    const { primary, one, result } = await database();
    const password = secretIn(primary["administratorLoginPassword"]);
    // All of it is secret, since part of it is.
    const { value, contentType } = one("azure-native:keyvault:Secret", name).inputs["properties"].value;
    assert.equal(contentType, "application/json");
    assert.deepEqual(JSON.parse(value), {
      username: "honua",
      password,
      host: await valueOf(result.host),
      port: 5432,
      dbname: "honua",
    });
    assert.equal(await valueOf(result.secretName), name);
    const { inputs } = one("random:index/randomPassword:RandomPassword", name);
    assert.deepEqual([inputs["length"], inputs["minLower"], inputs["minUpper"], inputs["minNumeric"]], [32, 1, 1, 1]);
  });

  it("says where it is", async () => {
    const { result } = await database();
    assert.equal(await valueOf(result.instanceId), serverId());
    assert.match(await valueOf(result.host), /\.postgres\.database\.azure\.com$/);
    assert.equal(await valueOf(result.port), 5432);
    assert.equal(await valueOf(result.databaseName), "honua");
    assert.equal(result.storageGiB, 512);
  });

  it("says which machines there are when asked for another", async () => {
    const size = { ...args.size, machine: "Standard_D4s_v3" };
    await assert.rejects(database({ size }), /Standard_D4s_v3 is no machine for databases; there are .*D4ds_v4/);
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof database>>) =>
      resources.map((resource) => `${resource.type} ${resource.name}`).sort();
    assert.deepEqual(list(await database({}, true)), list(await database()));
  });
});
