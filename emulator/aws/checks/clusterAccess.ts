/** What EKS refuses of access entries, access policies and pod identities. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { valueAt } from "../../paths.ts";
import { clusterOf, modeIn } from "./eks.ts";
import { trusted } from "./roles.ts";
import { among, isGiven, late, matching, rule, siblings, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/eks/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/eks/latest/userguide/";

const ENTRY_TYPES = [
  ...["STANDARD", "EC2", "EC2_LINUX", "EC2_WINDOWS"],
  ...["FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX"],
];

function entryNeedsApi(candidate: Candidate, cloud: Cloud): Finding {
  const cluster = clusterOf(candidate, cloud);
  return cluster && modeIn(cluster.outputs) === "CONFIG_MAP"
    ? {
        property: "clusterName",
        reason: `${cluster.id} has authenticationMode CONFIG_MAP, which knows no access entries`,
      }
    : undefined;
}

function nodesTakeNoGroups(candidate: Candidate): Finding {
  const type = textOf(candidate, "type") ?? "STANDARD";
  return (type === "EC2_LINUX" || type === "EC2_WINDOWS") && isGiven(candidate, "kubernetesGroups")
    ? { property: "kubernetesGroups", reason: `cannot be given with type ${type}` }
    : undefined;
}

/** EKS makes the entry of a managed node group's role itself. */
function entryIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const group = siblings(candidate, cloud, "eks:NodeGroup", "clusterName").find(
    ({ inputs }) => inputs["nodeRoleArn"] === candidate.inputs["principalArn"],
  );
  return group && !candidate.old
    ? { property: "principalArn", reason: `has an entry already, which EKS made with the node group ${group.id}` }
    : undefined;
}

function scopeIsWhole({ inputs }: Candidate): Finding {
  const type = valueAt(inputs, "accessScope.type");
  const namespaces = valueAt(inputs, "accessScope.namespaces");
  const has = Array.isArray(namespaces) ? namespaces.length > 0 : namespaces !== undefined;
  if (type === "namespace" && !has)
    return { property: "accessScope.namespaces", reason: `must be given with type "namespace"` };
  return type === "cluster" && has
    ? { property: "accessScope.namespaces", reason: `cannot be given with type "cluster"` }
    : undefined;
}

/** A policy hangs on an entry; those that EKS makes for nodes take none. */
function entryIsThere(candidate: Candidate, cloud: Cloud): Finding {
  const entry = siblings(candidate, cloud, "eks:AccessEntry", "clusterName").find(
    ({ inputs }) => inputs["principalArn"] === candidate.inputs["principalArn"],
  );
  const principal = textOf(candidate, "principalArn");
  if (!principal || !clusterOf(candidate, cloud)) return undefined;
  if (!entry) return { property: "principalArn", reason: `${principal} has no access entry: make it first` };
  const type = String(entry.outputs["type"] ?? "STANDARD");
  return type === "EC2_LINUX" || type === "EC2_WINDOWS"
    ? { property: "principalArn", reason: `${principal} has an entry of type ${type}, which takes no policies` }
    : undefined;
}

function associationIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const { namespace, serviceAccount } = candidate.inputs;
  const twin = siblings(candidate, cloud, "eks:PodIdentityAssociation", "clusterName").find(
    ({ inputs }) => inputs["namespace"] === namespace && inputs["serviceAccount"] === serviceAccount,
  );
  return (
    twin && {
      property: "serviceAccount",
      reason: `${String(namespace)}/${String(serviceAccount)} has a role already: ${twin.id}`,
    }
  );
}

export const clusterAccess: readonly Check[] = [
  among("eks:AccessEntry", "type", ENTRY_TYPES, `${API}CreateAccessEntry.html`),
  rule("eks:AccessEntry", `${API}CreateAccessEntry.html`, nodesTakeNoGroups),
  late(rule("eks:AccessEntry eks:AccessPolicyAssociation", `${GUIDE}access-entries.html`, entryNeedsApi)),
  late(rule("eks:AccessEntry", `${GUIDE}creating-access-entries.html`, entryIsNew)),
  matching(
    "eks:AccessPolicyAssociation",
    "policyArn",
    /^arn:aws[a-z-]*:eks::aws:cluster-access-policy\/Amazon\w+$/,
    "the ARN of an access policy is wanted, as arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    `${GUIDE}access-policy-permissions.html`,
  ),
  among("eks:AccessPolicyAssociation", "accessScope.type", ["cluster", "namespace"], `${API}AccessScope.html`),
  rule("eks:AccessPolicyAssociation", `${API}AccessScope.html`, scopeIsWhole),
  late(rule("eks:AccessPolicyAssociation", `${API}AssociateAccessPolicy.html`, entryIsThere)),
  trusted(
    "eks:PodIdentityAssociation",
    "roleArn",
    "pods.eks.amazonaws.com",
    "https://github.com/hashicorp/terraform-provider-aws/issues/41483; https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html",
    ["sts:AssumeRole", "sts:TagSession"],
  ),
  late(
    rule(
      "eks:PodIdentityAssociation",
      `${API}CreatePodIdentityAssociation.html (ResourceInUseException)`,
      associationIsNew,
    ),
  ),
];
