import { loadBalancers } from "../../../emulator/aws/checks/loadBalancers.ts";
import { describeChecks, subnets } from "./samples.ts";

describeChecks("loadBalancers", loadBalancers, [
  {
    type: "lb:LoadBalancer",
    right: { name: "web", subnets: ["subnet-a", "subnet-b"] },
    wrong: [
      [{ name: "web-" }, "name"],
      [{ name: "internal-web" }, "name"],
      [{ subnets: ["subnet-a", "subnet-a2"] }, "subnets"],
    ],
    live: subnets,
  },
]);
