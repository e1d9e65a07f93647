import { databaseGroups } from "../../../emulator/aws/checks/databaseGroups.ts";
import { describeChecks, subnets } from "./samples.ts";

describeChecks("databaseGroups", databaseGroups, [
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
      family: "postgres15",
      parameters: [
        { name: "shared_preload_libraries", value: "x", applyMethod: "pending-reboot" },
        { name: "rds.force_ssl", value: "1" },
      ],
    },
    wrong: [
      [{ name: "Honua" }, "name"],
      [{ name: "honua_db" }, "name"],
      [{ family: "postgres15.4" }, "family"],
      [{ family: "postgresql15" }, "family"],
      [{ parameters: [{ name: "shared_preload_libraries", value: "x" }] }, "parameters"],
      [{ parameters: [{ name: "x" }, { name: "x" }] }, "parameters"],
      [{ parameters: [{ name: "x", applyMethod: "at-once" }] }, "parameters[].applyMethod"],
    ],
  },
]);
