import assert from "node:assert/strict";
import { cachePassword, databasePassword, rotation } from "../../../../components/aws/rotation/handler.js";

type Rotation = Parameters<typeof rotation>[0];
type Step = Parameters<ReturnType<typeof rotation>>[0];

const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
const stepOf = (Step: Step["Step"]): Step => ({ Step, SecretId: "secret", ClientRequestToken: "new" });

const missing = Object.assign(new Error("no value"), { name: "ResourceNotFoundException" });

/** A secret as Secrets Manager keeps it. */
function secretOf(stages: Record<string, string[]>, values: Record<string, string>) {
  const secrets = {
    async getSecretValue(input: { VersionId: string; VersionStage: string }) {
      if (values[input.VersionId] === undefined || !stages[input.VersionId]?.includes(input.VersionStage))
        throw missing;
      return { SecretString: values[input.VersionId]! };
    },
    async putSecretValue(input: { ClientRequestToken: string; SecretString: string; VersionStages: string[] }) {
      stages[input.ClientRequestToken] = input.VersionStages;
      values[input.ClientRequestToken] = input.SecretString;
    },
    async describeSecret() {
      return { VersionIdsToStages: stages };
    },
    async updateSecretVersionStage(input: {
      VersionStage: string;
      MoveToVersionId: string;
      RemoveFromVersionId: string;
    }) {
      assert.notEqual(input.RemoveFromVersionId, input.MoveToVersionId, "Secrets Manager refuses that");
      stages[input.RemoveFromVersionId] = ["AWSPREVIOUS"];
      stages[input.MoveToVersionId] = [input.VersionStage];
    },
  };
  return { stages, values, secrets: secrets as unknown as Rotation["secrets"] };
}

const first = () => secretOf({ old: ["AWSCURRENT"] }, { old: '{"host":"gone.example.com","password":"old"}' });

/** What the password opens; busy for so many looks after each change. */
function targetOf({ busy = 0 } = {}) {
  const passwords: string[] = [];
  let left = busy;
  return {
    passwords,
    async changePassword(password: string) {
      passwords.push(password);
      left = busy;
    },
    async isSettled() {
      return left-- <= 0;
    },
  };
}

function rotating(secret: ReturnType<typeof secretOf>, target = targetOf(), timeLeft = 900_000) {
  let pauses = 0;
  const pause = async () => void (pauses += 1);
  const rotate = rotation({
    secrets: secret.secrets,
    target,
    connection: { host: "db.example.com", port: 5432 },
    pause,
  });
  return { run: (step: Step["Step"]) => rotate(stepOf(step), () => timeLeft), pauses: () => pauses };
}

describe("rotation of a password", () => {
  it("makes a new password, sets it, and makes it the current one", async () => {
    const [secret, target] = [first(), targetOf()];
    const { run } = rotating(secret, target);
    for (const step of steps) await run(step);
    const { password, ...connection } = JSON.parse(secret.values["new"]!);
    assert.deepEqual(connection, { host: "db.example.com", port: 5432 });
    assert.deepEqual(target.passwords, [password]);
    assert.deepEqual(secret.stages, { old: ["AWSPREVIOUS"], new: ["AWSCURRENT"] });
  });

  it("takes passwords that PostgreSQL, Redis and URLs all accept, and never the same twice", async () => {
    const passwords = await Promise.all(
      [first(), first()].map(async (secret) => {
        await rotating(secret).run("createSecret");
        return JSON.parse(secret.values["new"]!).password;
      }),
    );
    for (const password of passwords) assert.match(password, /^[0-9a-f]{64}$/);
    assert.notEqual(passwords[0], passwords[1]);
  });

  it("leaves the current password current until the new one is set", async () => {
    const secret = first();
    const { run } = rotating(secret);
    for (const step of steps.slice(0, 3)) {
      await run(step);
      assert.deepEqual(secret.stages["old"], ["AWSCURRENT"]);
    }
  });

  it("can repeat each step", async () => {
    const [secret, target] = [first(), targetOf()];
    const { run } = rotating(secret, target);
    for (const step of steps) {
      await run(step);
      await run(step);
    }
    const { password } = JSON.parse(secret.values["new"]!);
    assert.deepEqual(new Set(target.passwords), new Set([password]));
    assert.deepEqual(secret.stages, { old: ["AWSPREVIOUS"], new: ["AWSCURRENT"] });
  });

  it("waits until a change is possible, and until it is done", async () => {
    const secret = first();
    const { run, pauses } = rotating(secret, targetOf({ busy: 2 }));
    await run("createSecret");
    await run("setSecret");
    assert.equal(pauses(), 4);
  });

  it("gives up before its time is over, with a message without the password", async () => {
    const secret = first();
    await rotating(secret).run("createSecret");
    const { password } = JSON.parse(secret.values["new"]!);
    const target = targetOf({ busy: Number.POSITIVE_INFINITY });
    await assert.rejects(rotating(secret, target, 1000).run("setSecret"), (error: Error) => {
      assert.match(error.message, /still busy/);
      assert.ok(!error.message.includes(password));
      return true;
    });
    assert.deepEqual(target.passwords, []);
  });

  it("does not take a failure for a missing version", async () => {
    const secret = first();
    const denied = { ...secret.secrets, getSecretValue: () => Promise.reject(new Error("denied")) };
    await assert.rejects(rotating({ ...secret, secrets: denied }).run("createSecret"), /denied/);
    assert.equal(secret.values["new"], undefined);
  });
});

describe("the password of a database", () => {
  const settledAs = (instance: object) =>
    databasePassword({ describeDBInstances: async () => ({ DBInstances: [instance] }) }, "database").isSettled();

  it("is changed without bringing other changes forward", async () => {
    const calls: object[] = [];
    const target = databasePassword({ modifyDBInstance: async (input: object) => calls.push(input) }, "database");
    await target.changePassword("new");
    assert.deepEqual(calls, [{ DBInstanceIdentifier: "database", MasterUserPassword: "new" }]);
  });

  it("is changed when the instance is available and no password waits", async () => {
    assert.equal(await settledAs({ DBInstanceStatus: "available" }), true);
    assert.equal(await settledAs({ DBInstanceStatus: "storage-optimization", PendingModifiedValues: {} }), true);
    assert.equal(await settledAs({ DBInstanceStatus: "resetting-master-credentials" }), false);
    const waiting = { DBInstanceStatus: "available", PendingModifiedValues: { MasterUserPassword: "****" } };
    assert.equal(await settledAs(waiting), false);
  });
});

describe("the password of a cache", () => {
  const settledAs = (group: object) =>
    cachePassword({ describeReplicationGroups: async () => ({ ReplicationGroups: [group] }) }, "cache").isSettled();

  it("is added to the one before, at once", async () => {
    const calls: object[] = [];
    const target = cachePassword({ modifyReplicationGroup: async (input: object) => calls.push(input) }, "cache");
    await target.changePassword("new");
    assert.deepEqual(calls, [
      { ReplicationGroupId: "cache", AuthToken: "new", AuthTokenUpdateStrategy: "ROTATE", ApplyImmediately: true },
    ]);
  });

  it("is changed when the group is available and no token waits", async () => {
    assert.equal(await settledAs({ Status: "available" }), true);
    assert.equal(await settledAs({ Status: "modifying" }), false);
    assert.equal(
      await settledAs({ Status: "available", PendingModifiedValues: { AuthTokenStatus: "ROTATING" } }),
      false,
    );
  });
});
