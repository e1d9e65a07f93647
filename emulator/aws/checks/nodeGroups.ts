/** What EKS refuses of node groups. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { ACCOUNT, partitionOf, regionOf } from "../account.ts";
import { token } from "../tokens.ts";
import { clusterOf, minorOf } from "./eks.ts";
import { keyOf, keyRefuses } from "./keys.ts";
import { trusted } from "./roles.ts";
import { among, atMost, between, isGiven, late, matching, notTogether, rule, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/eks/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/eks/latest/userguide/";
const PROVIDER = "terraform-provider-aws, internal/service/eks/node_group.go";

/** The launch template that a group names, where the emulated cloud has it. */
function templateOf({ inputs }: Candidate, cloud: Cloud): CloudResource | undefined {
  const [name] = [...valuesAt(inputs, "launchTemplate.id"), ...valuesAt(inputs, "launchTemplate.name")];
  return cloud
    .ofType(token("ec2:LaunchTemplate"))
    .find(({ id, outputs }) => name !== undefined && (id === name || outputs["name"] === name));
}

function sizesFit({ inputs }: Candidate): Finding {
  const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map(
    (size) => valuesAt(inputs, `scalingConfig.${size}`)[0],
  );
  if (typeof min !== "number" || typeof max !== "number" || typeof desired !== "number") return undefined;
  if (max < 1) return { property: "scalingConfig", reason: `maxSize ${max} is below 1` };
  return min <= desired && desired <= max && min >= 0
    ? undefined
    : { property: "scalingConfig", reason: `desiredSize ${desired} is not between minSize ${min} and maxSize ${max}` };
}

const AMI_TYPES = [
  ...["AL2_x86_64", "AL2_x86_64_GPU", "AL2_ARM_64", "CUSTOM"],
  ...["AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD"],
  ...["AL2023_x86_64_NEURON", "AL2023_x86_64_NVIDIA", "AL2023_ARM_64_NVIDIA"],
  ...["BOTTLEROCKET_ARM_64", "BOTTLEROCKET_x86_64", "BOTTLEROCKET_ARM_64_FIPS", "BOTTLEROCKET_x86_64_FIPS"],
  ...["BOTTLEROCKET_ARM_64_NVIDIA", "BOTTLEROCKET_x86_64_NVIDIA"],
  ...["BOTTLEROCKET_ARM_64_NVIDIA_FIPS", "BOTTLEROCKET_x86_64_NVIDIA_FIPS"],
  ...["2019", "2022", "2025"].flatMap((year) => [`WINDOWS_CORE_${year}_x86_64`, `WINDOWS_FULL_${year}_x86_64`]),
];

/** Graviton's machine types have a g right after their generation: t4g, m7gd, im4gn; a1 was the first. */
const isGraviton = (type: string) => /^(a1|[a-z-]+\d+g[a-z]*)\./.test(type);

function typesFitImage(candidate: Candidate): Finding {
  const image = textOf(candidate, "amiType") ?? "";
  const wantsArm = image === "AL2023_ARM_64_STANDARD" || image === "AL2_ARM_64" || image === "BOTTLEROCKET_ARM_64";
  const wantsIntel = /x86_64/.test(image);
  const wrong = valuesAt(candidate.inputs, "instanceTypes[]").find(
    (type) => typeof type === "string" && ((wantsArm && !isGraviton(type)) || (wantsIntel && isGraviton(type))),
  );
  return wrong === undefined
    ? undefined
    : { property: "instanceTypes", reason: `${String(wrong)} does not run images of amiType ${image}` };
}

/** The last version of Kubernetes that Amazon Linux 2 has images for. */
const LAST_AL2 = 32;

function imageIsMade(candidate: Candidate, cloud: Cloud): Finding {
  const version = textOf(candidate, "version") ?? clusterOf(candidate, cloud)?.outputs["version"];
  return /^AL2_/.test(textOf(candidate, "amiType") ?? "") && minorOf(version) > LAST_AL2
    ? { property: "amiType", reason: `there are no images of Amazon Linux 2 for ${String(version)}: use AL2023_…` }
    : undefined;
}

/** What a launch template says must not be said again by the group, and some of it neither by the template. */
function templateFits(candidate: Candidate, cloud: Cloud): Finding {
  const template = templateOf(candidate, cloud);
  if (!template) return undefined;
  const { inputs } = template;
  if (isGiven({ inputs }, "instanceType") && isGiven(candidate, "instanceTypes"))
    return { property: "instanceTypes", reason: `cannot be given beside the instanceType of ${template.id}` };
  const [doubled] = isGiven({ inputs }, "imageId")
    ? ["version", "releaseVersion", "amiType"].filter(
        (property) => isGiven(candidate, property) && candidate.inputs[property] !== "CUSTOM",
      )
    : [];
  if (doubled) return { property: doubled, reason: `cannot be given beside the imageId of ${template.id}` };
  const [foreign] = ["iamInstanceProfile", "instanceMarketOptions", "hibernationOptions"].filter((property) =>
    isGiven({ inputs }, property),
  );
  if (foreign)
    return { property: "launchTemplate", reason: `${template.id} has ${foreign}, which belongs to EKS here` };
  return valuesAt(inputs, "networkInterfaces[].subnetId").length > 0
    ? { property: "launchTemplate", reason: `${template.id} names a subnet, which belongs to the group` }
    : undefined;
}

/** A new group has its cluster's version; later it may lag behind, but not run ahead. */
function versionFits(candidate: Candidate, cloud: Cloud): Finding {
  const version = textOf(candidate, "version");
  const ofCluster = clusterOf(candidate, cloud)?.outputs["version"];
  const step = minorOf(version) - minorOf(ofCluster);
  return step > 0 || (step < 0 && !candidate.old)
    ? { property: "version", reason: `${version} is not ${String(ofCluster)}, the cluster's version` }
    : undefined;
}

/** The labels of Kubernetes' own that a node may give itself. */
const OWN_LABELS =
  /^((node|kubelet)\.kubernetes\.io\/|kubernetes\.io\/(arch|hostname|os)$|topology\.kubernetes\.io\/(region|zone)$|(failure-domain\.)?beta\.kubernetes\.io\/)/;

function labelsAreFree({ inputs }: Candidate): Finding {
  const labels = inputs["labels"];
  const taken = Object.keys(isRecord(labels) ? labels : {}).find(
    (key) => /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//.test(key) && !OWN_LABELS.test(key),
  );
  return taken === undefined
    ? undefined
    : {
        property: "labels",
        reason: `"${taken}" is kept for Kubernetes and EKS: nodes that give it themselves cannot join`,
      };
}

function nodesGetNetwork(candidate: Candidate, cloud: Cloud): Finding {
  const cluster = clusterOf(candidate, cloud);
  if (cluster?.inputs["bootstrapSelfManagedAddons"] !== false || candidate.old) return undefined;
  if (valueAt(cluster.inputs, "computeConfig.enabled") === true) return undefined;
  const bringsNetwork = cloud
    .all()
    .some(
      ({ type, inputs }) =>
        inputs["addonName"] === "vpc-cni" || /^kubernetes:.*:(DaemonSet|Release|Chart|ConfigFile)$/.test(type),
    );
  return bringsNetwork
    ? undefined
    : {
        property: "clusterName",
        reason: `${cluster.id} has no network for pods, so that its nodes never become ready: make the vpc-cni add-on first`,
      };
}

/** Node volumes are made by the Auto Scaling role, which a key of one's own has to be told of. */
function volumesCanBeMade(candidate: Candidate, cloud: Cloud): Finding {
  const template = templateOf(candidate, cloud);
  const partition = partitionOf(regionOf(candidate.inputs, cloud));
  const scaling = `arn:${partition}:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const granted = cloud
    .ofType(token("kms:Grant"))
    .filter(({ inputs }) => inputs["granteePrincipal"] === scaling)
    .map(({ inputs }) => keyOf(cloud, String(inputs["keyId"]))?.id);
  const locked = valuesAt(template?.inputs ?? {}, "blockDeviceMappings[].ebs.kmsKeyId").find(
    (key) =>
      !granted.includes(keyOf(cloud, String(key))?.id) &&
      keyRefuses(
        cloud,
        String(key),
        [scaling],
        "kms:CreateGrant",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:Decrypt",
      ),
  );
  return locked === undefined
    ? undefined
    : {
        property: "launchTemplate",
        reason: `the key of ${template?.id}'s volumes does not let ${scaling} use it (kms:CreateGrant, kms:Decrypt, kms:GenerateDataKeyWithoutPlaintext, …)`,
      };
}

/** One of two ways to count the nodes that an update may take away at a time. */
function updatesCountOnce({ inputs: { updateConfig } }: Candidate): Finding {
  const given = isRecord(updateConfig)
    ? ["maxUnavailable", "maxUnavailablePercentage"].filter((way) => isGiven({ inputs: updateConfig }, way))
    : [];
  return !isRecord(updateConfig) || given.length === 1
    ? undefined
    : { property: "updateConfig", reason: "takes exactly one of maxUnavailable and maxUnavailablePercentage" };
}

const GROUP = "eks:NodeGroup";

export const nodeGroups: readonly Check[] = [
  matching(
    GROUP,
    "nodeGroupName",
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/,
    "1 to 63 letters, digits, _ and -",
    `${API}CreateNodegroup.html`,
  ),
  among(GROUP, "capacityType", ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"], `${API}CreateNodegroup.html`),
  rule(GROUP, `${API}NodegroupScalingConfig.html`, sizesFit),
  among(GROUP, "amiType", AMI_TYPES, `${API}CreateNodegroup.html`),
  rule(GROUP, `${GUIDE}eks-optimized-ami.html`, typesFitImage),
  late(rule(GROUP, `${GUIDE}eks-ami-deprecation-faqs.html`, imageIsMade)),
  atMost(GROUP, "instanceTypes", 20, `${API}CreateNodegroup.html`),
  notTogether(GROUP, "launchTemplate", ["diskSize", "remoteAccess"], `${API}CreateNodegroup.html`),
  late(rule(GROUP, `${API}LaunchTemplateSpecification.html; ${GUIDE}launch-templates.html`, templateFits)),
  late(
    rule(
      GROUP,
      "https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html",
      volumesCanBeMade,
    ),
  ),
  late(rule(GROUP, `${API}CreateNodegroup.html`, versionFits)),
  atMost(GROUP, "taints", 50, PROVIDER),
  among(GROUP, "taints[].effect", ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"], `${API}Taint.html`),
  matching(GROUP, "taints[].key", /^.{1,63}$/, "1 to 63 characters", `${API}Taint.html`),
  matching(GROUP, "taints[].value", /^.{0,63}$/, "up to 63 characters", `${API}Taint.html`),
  rule(
    GROUP,
    "https://github.com/eksctl-io/eksctl/issues/4007; https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3346",
    labelsAreFree,
  ),
  rule(GROUP, PROVIDER, updatesCountOnce),
  between(GROUP, "updateConfig.maxUnavailable", 1, 100, PROVIDER),
  between(GROUP, "updateConfig.maxUnavailablePercentage", 1, 100, PROVIDER),
  trusted(GROUP, "nodeRoleArn", "ec2.amazonaws.com", `${GUIDE}create-node-role.html`),
  late(rule(GROUP, "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3327", nodesGetNetwork)),
];
