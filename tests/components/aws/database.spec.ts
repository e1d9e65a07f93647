import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { AwsDatabase } from "../../../components/aws/database.ts";
import type { DatabaseArgs } from "../../../components/contract/database.ts";
import { deployed, namesOf, neededFor, secretIn, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { accountId, awsKey, network } from "./parts.ts";

const args: DatabaseArgs = {
  scope: accountId,
  network,
  clientId: "sg-cluster",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  size: { machine: "db.r7g.2xlarge", storageGiB: 500, maxStorageGiB: 2000 },
  highlyAvailable: true,
  replicas: 2,
  backupDays: 30,
  window: sunday,
  key: awsKey("database"),
  secretsKey: awsKey("secrets"),
  logKey: awsKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
  recovery: { region: "us-west-2", key: awsKey("database", "us-west-2") },
};

const name = "honua-production-database";
const instance = "aws:rds/instance:Instance";
const copies = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const keyId = `arn:aws:kms:us-east-1:${accountId}:key/database`;

async function database(changes: Partial<DatabaseArgs> = {}) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AwsDatabase(name, { ...args, ...changes }, opts));
  return { ...deployment, optionsOf: of, primary: deployment.one(instance, name).inputs };
}

describe("AwsDatabase", () => {
  it("is PostgreSQL 15 of the size asked for, whose minor version RDS chooses", async () => {
    const { primary } = await database();
    assert.equal(primary["engine"], "postgres");
    assert.equal(primary["engineVersion"], "15");
    assert.equal(primary["autoMinorVersionUpgrade"], true);
    assert.equal(primary["instanceClass"], "db.r7g.2xlarge");
    assert.equal(primary["allocatedStorage"], 500);
    assert.equal(primary["maxAllocatedStorage"], 2000);
    assert.equal(primary["storageType"], "gp3");
    assert.deepEqual([primary["iops"], primary["storageThroughput"]], [undefined, undefined]);
  });

  it("is encrypted with the key, and so is what its Insights record", async () => {
    const { primary } = await database();
    assert.equal(primary["storageEncrypted"], true);
    assert.equal(primary["kmsKeyId"], keyId);
    assert.equal(primary["performanceInsightsKmsKeyId"], keyId);
    assert.equal(primary["performanceInsightsEnabled"], true);
    assert.deepEqual([primary["databaseInsightsMode"], primary["performanceInsightsRetentionPeriod"]], ["standard", 7]);
  });

  it("is reached at its port by the cluster only, and reaches nothing", async () => {
    const { primary, ofType, one } = await database();
    assert.deepEqual(primary["vpcSecurityGroupIds"], [`${name}-id`]);
    assert.equal(primary["publiclyAccessible"], false);
    assert.equal(one("aws:ec2/securityGroup:SecurityGroup", name).inputs["vpcId"], "vpc-1");
    const [rule, ...others] = ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(others, []);
    const { fromPort, toPort, ipProtocol, referencedSecurityGroupId } = rule!.inputs;
    assert.deepEqual([fromPort, toPort, ipProtocol, referencedSecurityGroupId], [5432, 5432, "tcp", "sg-cluster"]);
    assert.deepEqual(ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
    const subnets = one("aws:rds/subnetGroup:SubnetGroup", name).inputs["subnetIds"];
    assert.deepEqual(subnets, ["subnet-database-a", "subnet-database-b", "subnet-database-c"]);
  });

  it("takes connections with TLS only, and as many as it says", async () => {
    const { one, result, primary } = await database();
    const { inputs } = one("aws:rds/parameterGroup:ParameterGroup", name);
    const valueOfParameter = (wanted: string) =>
      inputs["parameters"].find((parameter: { name: string }) => parameter.name === wanted);
    assert.equal(inputs["family"], "postgres15");
    assert.equal(primary["parameterGroupName"], name);
    assert.deepEqual(valueOfParameter("rds.force_ssl"), {
      name: "rds.force_ssl",
      value: "1",
      applyMethod: "immediate",
    });
    assert.equal(result.maxConnections, 5000);
    assert.equal(valueOfParameter("max_connections").value, "5000");
    assert.match(valueOfParameter("shared_preload_libraries").value, /pg_stat_statements/);
    for (const parameter of ["shared_preload_libraries", "max_connections"])
      assert.equal(valueOfParameter(parameter).applyMethod, "pending-reboot");
  });

  it("logs no statements, for they carry passwords", async () => {
    const { one } = await database();
    const { parameters } = one("aws:rds/parameterGroup:ParameterGroup", name).inputs;
    const names = parameters.map((parameter: { name: string }) => parameter.name);
    for (const statements of ["log_statement", "log_min_duration_statement", "log_min_duration_sample"])
      assert.ok(!names.includes(statements), statements);
  });

  it("is maintained in its window and backed up outside of it", async () => {
    const { primary } = await database();
    assert.equal(primary["maintenanceWindow"], "sun:02:00-sun:06:00");
    assert.equal(primary["backupWindow"], "01:00-02:00");
    assert.equal(primary["backupRetentionPeriod"], 30);
    assert.equal(primary["applyImmediately"], false);
    assert.equal(primary["copyTagsToSnapshot"], true);
  });

  it("leaves its zones to RDS where it has a standby, and is in the first zone where it has none", async () => {
    const pair = (await database()).primary;
    assert.deepEqual([pair["multiAz"], pair["availabilityZone"]], [true, undefined]);
    const { primary, optionsOf } = await database({ highlyAvailable: false });
    assert.deepEqual([primary["multiAz"], primary["availabilityZone"]], [false, "us-east-1a"]);
    assert.ok(optionsOf(instance, name).ignoreChanges?.includes("availabilityZone"));
  });

  it("has replicas like itself in the other zones", async () => {
    const { ofType, primary, result } = await database();
    const replicas = ofType(instance).filter(({ inputs }) => inputs["replicateSourceDb"] !== undefined);
    assert.deepEqual(
      replicas.map(({ inputs }) => [inputs["identifier"], inputs["availabilityZone"]]),
      [
        [`${name}-replica-1`, "us-east-1b"],
        [`${name}-replica-2`, "us-east-1c"],
      ],
    );
    for (const { inputs } of replicas) {
      assert.equal(inputs["replicateSourceDb"], primary["identifier"]);
      for (const common of ["instanceClass", "parameterGroupName", "vpcSecurityGroupIds", "maintenanceWindow"])
        assert.deepEqual(inputs[common], primary[common], common);
      for (const own of ["username", "password", "dbName", "engine", "engineVersion", "kmsKeyId", "dbSubnetGroupName"])
        assert.equal(inputs[own], undefined, own);
      assert.deepEqual([inputs["skipFinalSnapshot"], inputs["finalSnapshotIdentifier"]], [true, undefined]);
      assert.equal(inputs["storageEncrypted"], true);
    }
    assert.deepEqual(await valueOf(result.replicaIds), [`${name}-replica-1`, `${name}-replica-2`]);
    assert.equal((await valueOf(result.replicaHosts)).length, 2);
  });

  it("has log groups of its own and of each replica before there is anything to log", async () => {
    const { ofType, optionsOf } = await database({ replicas: 1 });
    const groups = ofType("aws:cloudwatch/logGroup:LogGroup").filter(({ inputs }) => inputs["name"].includes("/rds/"));
    assert.deepEqual(
      groups.map(({ inputs }) => inputs["name"]),
      [name, `${name}-replica-1`].flatMap((each) =>
        ["postgresql", "upgrade"].map((log) => `/aws/rds/instance/${each}/${log}`),
      ),
    );
    for (const { inputs } of groups) {
      assert.equal(inputs["kmsKeyId"], `arn:aws:kms:us-east-1:${accountId}:key/logs`);
      assert.equal(inputs["retentionInDays"], 30);
    }
    for (const each of [name, `${name}-replica-1`]) {
      const needed = optionsOf(instance, each).dependsOn as pulumi.Resource[];
      assert.deepEqual(await namesOf(needed), [`${each}-postgresql`, `${each}-upgrade`]);
    }
  });

  it("lets RDS watch the operating systems of these instances, for this account only", async () => {
    const { one, primary } = await database();
    assert.equal(primary["monitoringInterval"], 60);
    const trust = JSON.parse(one("aws:iam/role:Role", `${name}-monitoring`).inputs["assumeRolePolicy"]);
    assert.deepEqual(trust.Statement[0].Principal, { Service: "monitoring.rds.amazonaws.com" });
    assert.deepEqual(trust.Statement[0].Condition, {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:aws:rds:us-east-1:${accountId}:db:${name}*` },
    });
  });

  it("copies its backups to the other region, encrypted with a key of that region", async () => {
    const { one, optionsOf } = await database();
    const { region, kmsKeyId, retentionPeriod, sourceDbInstanceArn } = one(copies, `${name}-recovery`).inputs;
    assert.equal(region, "us-west-2");
    assert.equal(kmsKeyId, `arn:aws:kms:us-west-2:${accountId}:key/database`);
    assert.equal(retentionPeriod, 30);
    const replicas = optionsOf(copies, `${name}-recovery`).dependsOn as pulumi.Resource[];
    assert.deepEqual(await namesOf(replicas), [`${name}-replica-1`, `${name}-replica-2`]);
    assert.match(sourceDbInstanceArn, new RegExp(`^arn:aws:rds:us-east-1:${accountId}:db:${name}$`));
  });

  it("keeps its backups in the region where none is given for a recovery", async () => {
    assert.deepEqual((await database({ recovery: undefined })).ofType(copies), []);
  });

  it("cannot be deleted while it is protected", async () => {
    const { primary, optionsOf } = await database();
    assert.equal(primary["deletionProtection"], true);
    assert.equal(optionsOf(instance, name).protect, true);
  });

  it("leaves a last snapshot and its backups behind where it is kept, and nothing where it is disposable", async () => {
    const { primary: kept, optionsOf } = await database({ durability: "kept" });
    assert.deepEqual([kept["deletionProtection"], optionsOf(instance, name).protect], [false, false]);
    assert.deepEqual([kept["skipFinalSnapshot"], kept["deleteAutomatedBackups"]], [false, false]);
    assert.match(kept["finalSnapshotIdentifier"], new RegExp(`^${name}-final-[0-9a-f]{8}$`));
    const { primary: disposable } = await database({ durability: "disposable" });
    assert.deepEqual([disposable["skipFinalSnapshot"], disposable["deleteAutomatedBackups"]], [true, true]);
    assert.equal(disposable["finalSnapshotIdentifier"], undefined);
    assert.equal(disposable["applyImmediately"], true);
  });

  it("begins with a password that is nowhere but in the secret, and never sets it again", async () => {
    const { primary, one, result, optionsOf } = await database();
    assert.match(secretIn(primary["password"]), /^[A-Za-z0-9]{64}$/);
    assert.equal(primary["manageMasterUserPassword"], undefined);
    assert.ok(optionsOf(instance, name).ignoreChanges?.includes("password"));
    const version = one("aws:secretsmanager/secretVersion:SecretVersion", `${name}-password`);
    assert.deepEqual(JSON.parse(secretIn(version.inputs["secretString"])), {
      engine: "postgres",
      host: await valueOf(result.host),
      port: 5432,
      username: "honua",
      dbname: "honua",
      password: secretIn(primary["password"]),
    });
    assert.equal(await valueOf(result.secretName), "honua/production/database");
    const rotation = one("aws:lambda/function:Function", `${name}-password-rotation`).inputs["environment"].variables;
    assert.deepEqual([rotation["SERVICE"], rotation["TARGET"]], ["rds", name]);
  });

  it("lets nobody change the password while replicas are made", async () => {
    const policies = new Map<string, pulumi.Output<string>>();
    const watch: pulumi.ResourceTransformation = ({ name: each, props }) => {
      if (props["policy"] !== undefined) policies.set(each, props["policy"]);
      return undefined;
    };
    await deployed(() => new AwsDatabase(name, args, { transformations: [watch] }));
    const needed = await neededFor(policies.get(`${name}-password-rotation`)!);
    for (const replica of [`${name}-replica-1`, `${name}-replica-2`]) assert.ok(needed.includes(replica), replica);
  });

  it("says where it is", async () => {
    const { result } = await database();
    assert.equal(await valueOf(result.instanceId), name);
    assert.match(await valueOf(result.host), new RegExp(`^${name}\\.`));
    assert.equal(await valueOf(result.port), 5432);
    assert.equal(await valueOf(result.databaseName), "honua");
    assert.equal(result.storageGiB, 500);
  });

  it("says which machines there are when asked for another", async () => {
    const size = { ...args.size, machine: "db.m5.large" };
    await assert.rejects(database({ size }), /db\.m5\.large is no machine for databases; there are .*db\.r7g\.large/);
  });
});
