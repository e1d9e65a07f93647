/**
 * Gives a database or a cache a new password, in the steps that Secrets Manager asks for one after the other:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html. Each can be repeated.
 *
 * This file is what Lambda runs, as it is: therefore JavaScript, and with nothing to import but what the runtime has.
 */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";

/**
 * @typedef {object} Step
 * @property {"createSecret" | "setSecret" | "testSecret" | "finishSecret"} Step
 * @property {string} SecretId
 * @property {string} ClientRequestToken The id of the new version.
 *
 * @typedef {object} Target What the password opens.
 * @property {(password: string) => Promise<unknown>} changePassword Begins the change.
 * @property {() => Promise<boolean>} isSettled No change is under way, and another one may begin.
 *
 * @typedef {object} SecretsManager The part of its client that is used.
 * @property {(input: object) => Promise<{ SecretString?: string }>} getSecretValue
 * @property {(input: object) => Promise<unknown>} putSecretValue
 * @property {(input: object) => Promise<{ VersionIdsToStages?: Record<string, string[]> }>} describeSecret
 * @property {(input: object) => Promise<unknown>} updateSecretVersionStage
 *
 * @typedef {object} Tools
 * @property {SecretsManager} secrets
 * @property {Target} target
 * @property {Record<string, unknown>} connection What a client needs beside the password.
 * @property {() => Promise<unknown>} pause Between two looks at the target.
 */

/** Time that is left to fail with a message of our own, in milliseconds. */
const MARGIN = 30_000;

/**
 * @param {Tools} tools
 * @returns {(step: Step, timeLeft: () => number) => Promise<void>}
 */
export function rotation({ secrets, target, connection, pause }) {
  /** @param {Step} step */
  const pendingOf = ({ SecretId, ClientRequestToken }) =>
    secrets.getSecretValue({ SecretId, VersionId: ClientRequestToken, VersionStage: "AWSPENDING" });

  /** @param {() => number} timeLeft */
  async function settled(timeLeft) {
    while (!(await target.isSettled())) {
      if (timeLeft() < MARGIN) throw new Error("still busy with a change; Secrets Manager will try again");
      await pause();
    }
  }

  /** @type {Record<Step["Step"], (step: Step, timeLeft: () => number) => Promise<void>>} */
  const steps = {
    async createSecret(step) {
      const { SecretId, ClientRequestToken } = step;
      if (await exists(pendingOf(step))) return;
      const secret = { ...connection, password: randomBytes(32).toString("hex") };
      await secrets.putSecretValue({
        SecretId,
        ClientRequestToken,
        VersionStages: ["AWSPENDING"],
        SecretString: JSON.stringify(secret),
      });
    },

    async setSecret(step, timeLeft) {
      const { SecretString = "{}" } = await pendingOf(step);
      await settled(timeLeft);
      await target.changePassword(JSON.parse(SecretString).password);
      await settled(timeLeft);
    },

    testSecret: (_, timeLeft) => settled(timeLeft),

    async finishSecret({ SecretId, ClientRequestToken }) {
      const { VersionIdsToStages = {} } = await secrets.describeSecret({ SecretId });
      const [current] = Object.keys(VersionIdsToStages).filter((id) => VersionIdsToStages[id]?.includes("AWSCURRENT"));
      if (current === ClientRequestToken) return;
      await secrets.updateSecretVersionStage({
        SecretId,
        VersionStage: "AWSCURRENT",
        MoveToVersionId: ClientRequestToken,
        RemoveFromVersionId: current,
      });
    },
  };
  return (step, timeLeft) => steps[step.Step](step, timeLeft);
}

/** @param {Promise<unknown>} version */
async function exists(version) {
  try {
    await version;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return false;
    throw error;
  }
}

/**
 * The administrator's password, which PostgreSQL hands on to the replicas. Without `ApplyImmediately`, which would bring
 * forward whatever else waits for maintenance; a password never waits:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 *
 * @param {any} rds
 * @param {string} DBInstanceIdentifier
 * @returns {Target}
 */
export const databasePassword = (rds, DBInstanceIdentifier) => ({
  changePassword: (MasterUserPassword) => rds.modifyDBInstance({ DBInstanceIdentifier, MasterUserPassword }),
  async isSettled() {
    const { DBInstances } = await rds.describeDBInstances({ DBInstanceIdentifier });
    const [{ DBInstanceStatus, PendingModifiedValues }] = DBInstances;
    const isReady = ["available", "storage-optimization"].includes(DBInstanceStatus);
    return isReady && PendingModifiedValues?.MasterUserPassword === undefined;
  },
});

/**
 * ROTATE adds the new token and keeps the one before it, so that clients have until the next rotation to take the new one;
 * then the oldest goes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html#auth-modifyng-token
 *
 * @param {any} elasticache
 * @param {string} ReplicationGroupId
 * @returns {Target}
 */
export const cachePassword = (elasticache, ReplicationGroupId) => ({
  changePassword: (AuthToken) =>
    elasticache.modifyReplicationGroup({
      ReplicationGroupId,
      AuthToken,
      AuthTokenUpdateStrategy: "ROTATE",
      ApplyImmediately: true,
    }),
  async isSettled() {
    const { ReplicationGroups } = await elasticache.describeReplicationGroups({ ReplicationGroupId });
    const [{ Status, PendingModifiedValues }] = ReplicationGroups;
    return Status === "available" && PendingModifiedValues?.AuthTokenStatus === undefined;
  },
});

/** The clients are part of Lambda's runtime. @param {string} service */
const sdk = (service) => import(`@aws-sdk/client-${service}`);

/** @type {Readonly<Record<string, (id: string) => Promise<Target>>>} */
const targets = {
  rds: async (id) => databasePassword(new (await sdk("rds")).RDS(), id),
  elasticache: async (id) => cachePassword(new (await sdk("elasticache")).ElastiCache(), id),
};

/**
 * @param {Step} step
 * @param {{ getRemainingTimeInMillis: () => number }} context
 */
export async function handler(step, context) {
  const { SERVICE = "", TARGET = "", CONNECTION = "{}" } = process.env;
  const target = await targets[SERVICE]?.(TARGET);
  if (target === undefined) throw new Error(`SERVICE is "${SERVICE}"; allowed: ${Object.keys(targets).join(" | ")}`);
  const { SecretsManager } = await sdk("secrets-manager");
  const rotate = rotation({
    secrets: new SecretsManager(),
    target,
    connection: JSON.parse(CONNECTION),
    pause: () => setTimeout(5000),
  });
  await rotate(step, () => context.getRemainingTimeInMillis());
}
