import { rds } from "../../../emulator/aws/checks/rds.ts";
import { describeChecks, subnets } from "./samples.ts";

describeChecks("rds", rds, [
  {
    type: "rds:Instance",
    right: {
      identifier: "honua-db",
      engine: "postgres",
      allocatedStorage: 50,
      username: "honua",
      password: "secret",
      backupRetentionPeriod: 7,
      performanceInsightsRetentionPeriod: 7,
    },
    wrong: [
      [{ identifier: "honua--db" }, "identifier"],
      [{ backupRetentionPeriod: 36 }, "backupRetentionPeriod"],
      [{ engine: undefined }, "engine"],
      [{ password: undefined }, "password"],
      [{ manageMasterUserPassword: true }, "password"],
      [{ performanceInsightsRetentionPeriod: 30 }, "performanceInsightsRetentionPeriod"],
      [{ replicateSourceDb: "primary" }, "username"],
    ],
  },
  {
    type: "rds:Instance",
    right: { replicateSourceDb: "primary" },
    wrong: [
      [{ replicateSourceDb: "bare" }, "replicateSourceDb"],
      [{ replicateSourceDb: "managed" }, "replicateSourceDb"],
    ],
    live: [
      { type: "rds:Instance", id: "db-1", inputs: { identifier: "primary", backupRetentionPeriod: 7 } },
      { type: "rds:Instance", id: "db-2", inputs: { identifier: "bare" } },
      {
        type: "rds:Instance",
        id: "db-3",
        inputs: { identifier: "managed", backupRetentionPeriod: 7, manageMasterUserPassword: true },
      },
    ],
  },
  {
    type: "rds:Cluster",
    right: { clusterIdentifier: "honua" },
    wrong: [[{ clusterIdentifier: "1st" }, "clusterIdentifier"]],
  },
  {
    type: "rds:SubnetGroup",
    right: { name: "honua-db", subnetIds: ["subnet-a", "subnet-b"] },
    wrong: [
      [{ name: "HonuaDb" }, "name"],
      [{ subnetIds: ["subnet-a", "subnet-a2"] }, "subnetIds"],
    ],
    live: subnets,
  },
  {
    type: "rds:ParameterGroup",
    right: {
      name: "honua",
      parameters: [{ name: "shared_preload_libraries", value: "x", applyMethod: "pending-reboot" }],
    },
    wrong: [
      [{ name: "Honua" }, "name"],
      [{ parameters: [{ name: "shared_preload_libraries", value: "x" }] }, "parameters"],
    ],
  },
]);
