/** Fields whose change replaces an object: pulumi-kubernetes, provider/pkg/provider/diff.go. */
const workload = ["spec.selector"];
const binding = ["roleRef"];

/** Where a volume is: pulumi-kubernetes, the same file. */
const VOLUME_SOURCES =
  "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume".split(
    " ",
  );

export const immutable: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:apps/v1:DaemonSet": workload,
  "kubernetes:apps/v1:Deployment": workload,
  "kubernetes:apps/v1:StatefulSet": [
    ...workload,
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "kubernetes:batch/v1:Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "kubernetes:core/v1:ConfigMap": ["binaryData", "data"],
  "kubernetes:core/v1:PersistentVolume": VOLUME_SOURCES.map((source) => `spec.${source}`),
  "kubernetes:core/v1:PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "kubernetes:core/v1:Pod": ["spec"],
  "kubernetes:core/v1:ResourceQuota": ["spec.scopes"],
  "kubernetes:core/v1:Secret": ["type", "stringData", "data"],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": binding,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": binding,
  "kubernetes:policy/v1beta1:PodDisruptionBudget": ["spec"],
  "kubernetes:storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};
