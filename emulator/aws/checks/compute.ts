/** What EKS, Lambda and the load balancers refuse. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { zonesOfSubnets } from "./zones.ts";
import { among, between, matching, rule, type Finding } from "./rules.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference/API_";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";

/** Changes of the authentication mode go one way: from the config map, through both, to the API. */
const MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

function modeMovesOn({ inputs, old }: Candidate): Finding {
  const modeIn = (values: Candidate["inputs"]) =>
    String(valuesAt(values, "accessConfig.authenticationMode")[0] ?? "CONFIG_MAP");
  const [before, after] = [old ? modeIn(old.inputs) : undefined, modeIn(inputs)];
  if (before === undefined || MODES.indexOf(after) >= MODES.indexOf(before)) return undefined;
  return { property: "accessConfig.authenticationMode", reason: `cannot go back from ${before} to ${after}` };
}

/** Some things stand in two zones at least. */
const spansZones =
  (path: string, what: string) =>
  ({ inputs }: Candidate, cloud: Cloud): Finding => {
    const zones = new Set(zonesOfSubnets(inputs, path, cloud));
    if (zones.size !== 1) return undefined;
    return { property: path, reason: `${what} needs subnets in two zones; all are in ${[...zones].join()}` };
  };

function sizesFit({ inputs }: Candidate): Finding {
  const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map(
    (size) => valuesAt(inputs, `scalingConfig.${size}`)[0],
  );
  if (typeof min !== "number" || typeof max !== "number" || typeof desired !== "number") return undefined;
  return min <= desired && desired <= max
    ? undefined
    : { property: "scalingConfig", reason: `desiredSize ${desired} is not between minSize ${min} and maxSize ${max}` };
}

export const compute: readonly Check[] = [
  matching(
    "eks:Cluster",
    "name",
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    "1 to 100 letters, digits, _ and -",
    `${EKS}CreateCluster.html`,
  ),
  matching(
    "eks:NodeGroup",
    "nodeGroupName",
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/,
    "1 to 63 letters, digits, _ and -",
    `${EKS}CreateNodegroup.html`,
  ),
  among("eks:Cluster", "accessConfig.authenticationMode", MODES, `${EKS}CreateAccessConfigRequest.html`),
  among("eks:NodeGroup", "capacityType", ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"], `${EKS}CreateNodegroup.html`),
  among(
    "eks:Cluster",
    "enabledClusterLogTypes[]",
    ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    `${EKS}LogSetup.html`,
  ),
  rule("eks:Cluster", "https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html", modeMovesOn),
  rule(
    "eks:Cluster",
    "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    spansZones("vpcConfig.subnetIds", "a cluster"),
  ),
  rule("eks:NodeGroup", `${EKS}NodegroupScalingConfig.html`, sizesFit),
  matching("lambda:Function", "name", /^[a-zA-Z0-9_-]{1,64}$/, "1 to 64 letters, digits, _ and -", LAMBDA),
  between("lambda:Function", "memorySize", 128, 10240, LAMBDA),
  between("lambda:Function", "timeout", 1, 900, LAMBDA),
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
