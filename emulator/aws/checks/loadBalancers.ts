/** What the load balancers refuse. */
import type { Check } from "../../model.ts";
import { spansZones } from "./zones.ts";
import { matching, rule } from "./rules.ts";

const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";

export const loadBalancers: readonly Check[] = [
  matching(
    "lb:LoadBalancer alb:LoadBalancer lb:TargetGroup alb:TargetGroup",
    "name",
    /^(?!-)[a-zA-Z0-9-]{1,32}(?<!-)$/,
    "1 to 32 letters, digits and -, none of them - at the ends",
    `${ELB}CreateLoadBalancer.html`,
  ),
  matching(
    "lb:LoadBalancer alb:LoadBalancer",
    "name",
    /^(?!internal-)/,
    `a name cannot start with "internal-"`,
    `${ELB}CreateLoadBalancer.html`,
  ),
  rule("lb:LoadBalancer alb:LoadBalancer", `${ELB}CreateLoadBalancer.html`, (candidate, cloud) =>
    (candidate.inputs["loadBalancerType"] ?? "application") === "application"
      ? spansZones("subnets", "an application load balancer")(candidate, cloud)
      : undefined,
  ),
];
