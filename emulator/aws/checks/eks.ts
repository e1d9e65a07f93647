/** What EKS refuses. */
import { parse } from "yaml";
import type { Candidate, Check, Cloud, CloudResource, Value } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { contains, overlaps, parseBlock } from "../../cidr.ts";
import { documentText, permits } from "../policy.ts";
import { token } from "../tokens.ts";
import { trusted } from "./roles.ts";
import { spansZones } from "./zones.ts";
import { among, isGiven, late, matching, rule, siblings, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/eks/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/eks/latest/userguide/";
const PROVIDER = "terraform-provider-aws, internal/service/eks/";

/** The cluster that a part of one names. */
export const clusterOf = (candidate: Candidate, cloud: Cloud): CloudResource | undefined =>
  cloud.get(token("eks:Cluster"), textOf(candidate, "clusterName") ?? "");

/** Changes of the authentication mode go one way: from the config map, through both, to the API. */
const MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

export const modeIn = (values: Candidate["inputs"]): Value =>
  valueAt(values, "accessConfig.authenticationMode") ?? "CONFIG_MAP";

function modeMovesOn({ inputs, old }: Candidate): Finding {
  const [before, after] = [old?.inputs, inputs].map((values) => values && modeIn(values));
  if (typeof before !== "string" || typeof after !== "string" || MODES.indexOf(after) >= MODES.indexOf(before))
    return undefined;
  return { property: "accessConfig.authenticationMode", reason: `cannot go back from ${before} to ${after}` };
}

function apiIsReachable({ inputs }: Candidate): Finding {
  const isPrivate = valueAt(inputs, "vpcConfig.endpointPrivateAccess") ?? false;
  return isPrivate === false && valueAt(inputs, "vpcConfig.endpointPublicAccess") === false
    ? { property: "vpcConfig.endpointPrivateAccess", reason: "must be true where endpointPublicAccess is false" }
    : undefined;
}

const SERVICE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

function serviceBlockFits({ inputs }: Candidate): Finding {
  const property = "kubernetesNetworkConfig.serviceIpv4Cidr";
  const text = valueAt(inputs, property);
  if (typeof text !== "string") return undefined;
  const block = parseBlock(text);
  if (!block) return { property, reason: `"${text}" is not an IPv4 block; write its first address, as 10.100.0.0/16` };
  if (block.prefix < 12 || block.prefix > 24)
    return { property, reason: `"${text}" is a /${block.prefix}; /12 to /24 are allowed` };
  if (!SERVICE_BLOCKS.some((outer) => contains(parseBlock(outer)!, block)))
    return { property, reason: `"${text}" is in none of ${SERVICE_BLOCKS.join(", ")}` };
  return valueAt(inputs, "kubernetesNetworkConfig.ipFamily") === "ipv6"
    ? { property, reason: `cannot be given with ipFamily "ipv6"` }
    : undefined;
}

function servicesStandApart({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "kubernetesNetworkConfig.serviceIpv4Cidr";
  const text = valueAt(inputs, property);
  const block = typeof text === "string" ? parseBlock(text) : undefined;
  const [subnetId] = valuesAt(inputs, "vpcConfig.subnetIds[]");
  const vpcId = cloud.get(token("ec2:Subnet"), String(subnetId))?.outputs["vpcId"];
  const blocks = [
    cloud.get(token("ec2:Vpc"), String(vpcId))?.outputs["cidrBlock"],
    ...cloud
      .ofType(token("ec2:VpcIpv4CidrBlockAssociation"))
      .filter(({ inputs: { vpcId: of } }) => of === vpcId)
      .map(({ outputs }) => outputs["cidrBlock"]),
  ];
  const clash = blocks.find((other) => {
    const parsed = typeof other === "string" ? parseBlock(other) : undefined;
    return block && parsed && overlaps(block, parsed);
  });
  return clash === undefined
    ? undefined
    : { property, reason: `"${String(text)}" overlaps ${String(clash)} of ${String(vpcId)}` };
}

/** EKS Auto Mode is on as a whole or not at all, and brings the add-ons itself. */
function autoModeIsWhole({ inputs }: Candidate): Finding {
  const parts = [
    "computeConfig.enabled",
    "storageConfig.blockStorage.enabled",
    "kubernetesNetworkConfig.elasticLoadBalancing.enabled",
  ];
  const values = parts.map((part) => valueAt(inputs, part) ?? false);
  if (values.some((value) => typeof value !== "boolean")) return undefined;
  if (new Set(values).size > 1) return { property: parts[0], reason: `${parts.join(", ")} are all true or all false` };
  return values[0] === true && (inputs["bootstrapSelfManagedAddons"] ?? true) === true
    ? { property: "bootstrapSelfManagedAddons", reason: "must be false where computeConfig is enabled" }
    : undefined;
}

/** 33 of "1.33". */
export const minorOf = (version: unknown): number => Number(/^1\.(\d+)$/.exec(String(version))?.[1]);

/** A control plane goes one minor version at a time, and takes its nodes along before it goes on. */
function versionStepsOn({ inputs, old }: Candidate): Finding {
  const [before, after] = [old?.outputs["version"], inputs["version"]];
  const step = minorOf(after) - minorOf(before);
  return Math.abs(step) > 1
    ? {
        property: "version",
        reason: `cannot go from ${String(before)} to ${String(after)}: one minor version at a time`,
      }
    : undefined;
}

function nodesHaveFollowed({ inputs, old }: Candidate, cloud: Cloud): Finding {
  const version = inputs["version"];
  if (!old || typeof version !== "string" || old.outputs["version"] === version) return undefined;
  const behind = cloud
    .ofType(token("eks:NodeGroup"))
    .find(({ inputs: of, outputs }) => of["clusterName"] === old.id && outputs["version"] !== old.outputs["version"]);
  return (
    behind && {
      property: "version",
      reason: `${behind.id} is at ${String(behind.outputs["version"])}: bring it to ${String(old.outputs["version"])} before the cluster goes on`,
    }
  );
}

/** Add-ons check their configuration against a schema; that of the network add-on knows texts only. */
function configurationFits({ inputs }: Candidate): Finding {
  const text = inputs["configurationValues"];
  if (typeof text !== "string" || text === "") return undefined;
  const property = "configurationValues";
  const values = parsed(text);
  if (!isRecord(values)) return { property, reason: "is neither a JSON nor a YAML object" };
  if (inputs["addonName"] !== "vpc-cni") return undefined;
  const env = isRecord(values["env"]) ? values["env"] : {};
  const wrong = Object.entries({ ...env, enableNetworkPolicy: values["enableNetworkPolicy"] }).find(
    ([, value]) => value !== undefined && typeof value !== "string",
  );
  return wrong && { property, reason: `${wrong[0]} must be a text: write "${String(wrong[1])}"` };
}

function parsed(text: string): Value {
  try {
    return parse(text, { logLevel: "silent" }) as Value;
  } catch {
    return undefined;
  }
}

const DRIVER = "aws-ebs-csi-driver";
const VOLUME_POLICIES = /\/(AmazonEBSCSIDriverPolicy(V2)?|AmazonEC2FullAccess|PowerUserAccess|AdministratorAccess)$/;

/** The rights that a resource of IAM gives, as far as making volumes goes. */
const makesVolumes = ({ inputs }: CloudResource): boolean =>
  [inputs["policyArn"], ...valuesAt(inputs, "managedPolicyArns[]")].some((arn) => VOLUME_POLICIES.test(String(arn))) ||
  valuesAt({ policies: [inputs["policy"], ...valuesAt(inputs, "inlinePolicies[].policy")] }, "policies[]").some(
    (policy) => permits(documentText(policy) ?? "", "ec2:CreateVolume"),
  );

/** The driver has to make volumes: by a role of its own, or by that of the nodes. */
function driverMayMakeVolumes(candidate: Candidate, cloud: Cloud): Finding {
  if (candidate.inputs["addonName"] !== DRIVER || !clusterOf(candidate, cloud)) return undefined;
  if (["serviceAccountRoleArn", "podIdentityAssociations"].some((property) => isGiven(candidate, property)))
    return undefined;
  const associated = siblings(candidate, cloud, "eks:PodIdentityAssociation", "clusterName").some(
    ({ inputs }) => inputs["serviceAccount"] === "ebs-csi-controller-sa",
  );
  if (associated || cloud.all().some((other) => other.type.startsWith("aws:iam/") && makesVolumes(other)))
    return undefined;
  const reason =
    "must be given, or podIdentityAssociations: without the rights of AmazonEBSCSIDriverPolicy the add-on never becomes active";
  return { property: "serviceAccountRoleArn", reason };
}

export const eks: readonly Check[] = [
  matching(
    "eks:Cluster",
    "name",
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    "1 to 100 letters, digits, _ and -",
    `${API}CreateCluster.html`,
  ),
  among("eks:Cluster", "accessConfig.authenticationMode", MODES, `${API}CreateAccessConfigRequest.html`),
  rule("eks:Cluster", `${GUIDE}grant-k8s-access.html`, modeMovesOn),
  among(
    "eks:Cluster",
    "enabledClusterLogTypes[]",
    ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    `${API}LogSetup.html`,
  ),
  rule("eks:Cluster", `${GUIDE}network-reqs.html`, spansZones("vpcConfig.subnetIds", "a cluster")),
  rule("eks:Cluster", `${GUIDE}cluster-endpoint.html`, apiIsReachable),
  matching(
    "eks:Cluster",
    "vpcConfig.publicAccessCidrs[]",
    /^[0-9a-fA-F:.]+\/\d+$/,
    "a block is wanted, as 203.0.113.0/24",
    `${API}VpcConfigRequest.html`,
  ),
  rule("eks:Cluster", `${API}KubernetesNetworkConfigRequest.html`, serviceBlockFits),
  late(rule("eks:Cluster", `${API}KubernetesNetworkConfigRequest.html`, servicesStandApart)),
  among(
    "eks:Cluster",
    "kubernetesNetworkConfig.ipFamily",
    ["ipv4", "ipv6"],
    `${API}KubernetesNetworkConfigRequest.html`,
  ),
  among("eks:Cluster", "encryptionConfig.resources[]", ["secrets"], `${API}EncryptionConfig.html`),
  among("eks:Cluster", "upgradePolicy.supportType", ["STANDARD", "EXTENDED"], `${API}UpgradePolicyRequest.html`),
  matching(
    "eks:Cluster",
    "version",
    /^1\.\d+$/,
    "a minor version is wanted, as 1.33",
    `${GUIDE}kubernetes-versions.html`,
  ),
  rule("eks:Cluster", `${GUIDE}update-cluster.html`, versionStepsOn),
  late(rule("eks:Cluster", `${API}UpdateClusterVersion.html`, nodesHaveFollowed)),
  rule("eks:Cluster", `${PROVIDER}cluster.go; ${GUIDE}automode.html`, autoModeIsWhole),
  trusted("eks:Cluster", "roleArn", "eks.amazonaws.com", `${GUIDE}cluster-iam-role.html`),
  matching(
    "eks:Addon",
    "addonVersion",
    /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
    "a version is wanted, as v1.20.4-eksbuild.2",
    `${PROVIDER}addon.go`,
  ),
  among("eks:Addon", "resolveConflictsOnCreate", ["NONE", "OVERWRITE"], `${PROVIDER}addon.go`),
  among("eks:Addon", "resolveConflictsOnUpdate", ["NONE", "OVERWRITE", "PRESERVE"], `${API}UpdateAddon.html`),
  rule(
    "eks:Addon",
    `${API}CreateAddon.html; https://github.com/aws/amazon-vpc-cni-k8s/issues/3059 (the schema)`,
    configurationFits,
  ),
  late(rule("eks:Addon", `${GUIDE}ebs-csi.html`, driverMayMakeVolumes)),
];
