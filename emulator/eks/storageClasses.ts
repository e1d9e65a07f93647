/** Storage classes of a cluster: pulumi-eks, nodejs/eks/cluster/storageclass.ts */
import type { ClusterArgs } from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** @param requested by name; a type alone is one class of that type, the default one. */
export function storageClasses(
  name: string,
  requested: ClusterArgs["storageClasses"] = {},
  opts: pulumi.CustomResourceOptions,
): Record<string, k8s.storage.v1.StorageClass> {
  const classes = typeof requested === "string" ? { [requested]: { type: requested, default: true } } : requested;
  const entries = Object.entries(classes).map(([key, args]) => {
    const { type, zones, iopsPerGb, encrypted, kmsKeyId, metadata, default: isDefault, ...rest } = args;
    const parameters = pulumi
      .all({ type, zones, iopsPerGb, encrypted, kmsKeyId })
      .apply((given) =>
        Object.fromEntries(
          Object.entries(given).flatMap(([parameter, value]) =>
            value === undefined ? [] : [[parameter, asText(value)]],
          ),
        ),
      );
    const created = new k8s.storage.v1.StorageClass(
      `${name.toLowerCase()}-${key}`,
      {
        ...rest,
        provisioner: "kubernetes.io/aws-ebs",
        parameters,
        metadata: pulumi.all([metadata, isDefault]).apply(([given, isMarked]) => ({
          ...given,
          annotations: {
            ...given?.annotations,
            ...(isMarked && { "storageclass.kubernetes.io/is-default-class": "true" }),
          },
        })),
      },
      opts,
    );
    return [key, created] as const;
  });
  return Object.fromEntries(entries);
}

const asText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));
