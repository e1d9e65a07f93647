import { eks } from "../../../emulator/aws/checks/eks.ts";
import { describeChecks, vpc, subnets } from "./samples.ts";

describeChecks("eks", eks, [
  {
    type: "eks:Cluster",
    right: {
      name: "honua",
      vpcConfig: { subnetIds: ["subnet-a", "subnet-b"] },
      accessConfig: { authenticationMode: "API" },
      enabledClusterLogTypes: ["api"],
    },
    wrong: [
      [{ name: "-honua" }, "name"],
      [{ vpcConfig: { subnetIds: ["subnet-a", "subnet-a2"] } }, "vpcConfig.subnetIds"],
      [{ accessConfig: { authenticationMode: "IAM" } }, "accessConfig.authenticationMode"],
      [{ enabledClusterLogTypes: ["nodes"] }, "enabledClusterLogTypes[]"],
    ],
    live: [vpc, ...subnets],
  },
  {
    type: "eks:NodeGroup",
    right: { nodeGroupName: "main", capacityType: "SPOT", scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 } },
    wrong: [
      [{ nodeGroupName: "x".repeat(64) }, "nodeGroupName"],
      [{ capacityType: "CHEAP" }, "capacityType"],
      [{ scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 3 } }, "scalingConfig"],
    ],
  },
  {
    type: "eks:Cluster",
    before: { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } },
    right: { accessConfig: { authenticationMode: "API" } },
    wrong: [[{ accessConfig: { authenticationMode: "CONFIG_MAP" } }, "accessConfig.authenticationMode"]],
  },
]);
