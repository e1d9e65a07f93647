/** What Kubernetes says about objects in general: where they live and what they are called. */
import type { Values } from "../model.ts";
import { textAt } from "../text.ts";

/** https://kubernetes.io/docs/reference/kubernetes-api/: `kubectl api-resources --namespaced=false`. */
const CLUSTER_SCOPED: readonly string[] = [
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "FlowSchema",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
];

/** Namespaces that a new cluster has: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
export const INITIAL_NAMESPACES: readonly string[] = ["default", "kube-system", "kube-public", "kube-node-lease"];

export const NAMESPACE = "kubernetes:core/v1:Namespace";
export const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";

/** `kubernetes:apps/v1:Deployment` → `Deployment`. */
export const kindOf = (type: string): string => type.split(":").at(-1) ?? "";

export const isNamespaced = (type: string): boolean => !CLUSTER_SCOPED.includes(kindOf(type));

/** The namespace that an object or release is in: its own, the provider's, or `default`; none for what belongs to the cluster. */
export function namespaceOf(type: string, inputs: Values, config: Values): string | undefined {
  const own = textAt(inputs, type === HELM_RELEASE ? "namespace" : "metadata.namespace");
  return isNamespaced(type) ? own || textAt(config, "namespace") || "default" : undefined;
}

/** The cluster that a provider is for: the servers of its kubeconfig, which tokens in it come and go beside, and its context. */
export function clusterOf(config: Values): string {
  const servers = textAt(config, "kubeconfig").match(/server"?: *"?[^\s",]+/g) ?? [];
  return [...servers, textAt(config, "context"), textAt(config, "cluster")].filter(Boolean).join(" ");
}
