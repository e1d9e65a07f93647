/** What EKS refuses. */
import type { Candidate, Check } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { spansZones } from "./zones.ts";
import { among, matching, rule, type Finding } from "./rules.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference/API_";

/** Changes of the authentication mode go one way: from the config map, through both, to the API. */
const MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

function modeMovesOn({ inputs, old }: Candidate): Finding {
  const [before, after] = [old?.inputs, inputs].map(
    (values) => values && (valueAt(values, "accessConfig.authenticationMode") ?? "CONFIG_MAP"),
  );
  if (typeof before !== "string" || typeof after !== "string" || MODES.indexOf(after) >= MODES.indexOf(before))
    return undefined;
  return { property: "accessConfig.authenticationMode", reason: `cannot go back from ${before} to ${after}` };
}

function sizesFit({ inputs }: Candidate): Finding {
  const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map(
    (size) => valuesAt(inputs, `scalingConfig.${size}`)[0],
  );
  if (typeof min !== "number" || typeof max !== "number" || typeof desired !== "number") return undefined;
  return min <= desired && desired <= max
    ? undefined
    : { property: "scalingConfig", reason: `desiredSize ${desired} is not between minSize ${min} and maxSize ${max}` };
}

export const eks: readonly Check[] = [
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
];
