import { nodeGroups } from "../../../emulator/aws/checks/nodeGroups.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, keyPolicy, policy, trust } from "./samples.ts";

const cluster = (id: string, inputs = {}, version = "1.32"): Live => ({
  type: "eks:Cluster",
  id,
  inputs,
  outputs: { version },
});
const template = (id: string, inputs: Live["inputs"] = {}): Live => ({
  type: "ec2:LaunchTemplate",
  id,
  inputs,
  outputs: { name: `name-of-${id}` },
});
const volume = (kmsKeyId: string) => ({ blockDeviceMappings: [{ ebs: { kmsKeyId } }] });
const SCALING =
  "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const key = (id: string, text: string): Live => ({
  type: "kms:Key",
  id,
  inputs: { policy: text },
  outputs: { arn: `arn:${id}` },
});
const role = (id: string, service: string): Live => ({
  type: "iam:Role",
  id,
  inputs: { assumeRolePolicy: trust.replace("ec2.amazonaws.com", service) },
  outputs: { arn: `arn:role/${id}` },
});

describeChecks("nodeGroups", nodeGroups, [
  {
    type: "eks:NodeGroup",
    right: {
      clusterName: "honua",
      nodeGroupName: "main",
      nodeRoleArn: "arn:role/nodes",
      capacityType: "SPOT",
      amiType: "AL2023_ARM_64_STANDARD",
      instanceTypes: ["t4g.xlarge", "m7gd.xlarge"],
      version: "1.32",
      scalingConfig: { minSize: 0, desiredSize: 2, maxSize: 3 },
      updateConfig: { maxUnavailable: 1 },
      labels: { "node.kubernetes.io/pool": "build", pool: "build" },
      taints: [{ key: "build", value: "true", effect: "NO_SCHEDULE" }],
      launchTemplate: { id: "lt-plain", version: "1" },
    },
    wrong: [
      [{ nodeGroupName: "x".repeat(64) }, "nodeGroupName"],
      [{ nodeRoleArn: "arn:role/cluster" }, "nodeRoleArn"],
      [{ capacityType: "CHEAP" }, "capacityType"],
      [{ amiType: "AL2023_ARM_64" }, "amiType"],
      [{ instanceTypes: ["m7i.xlarge"] }, "instanceTypes"],
      [{ instanceTypes: ["g4dn.xlarge"] }, "instanceTypes"],
      [{ amiType: "AL2023_x86_64_STANDARD" }, "instanceTypes"],
      [{ instanceTypes: Array.from({ length: 21 }, () => "t4g.xlarge") }, "instanceTypes"],
      [{ clusterName: "new", version: "1.33", amiType: "AL2_ARM_64" }, "amiType"],
      [{ clusterName: "new", version: undefined, amiType: "AL2_ARM_64" }, "amiType"],
      [{ version: "1.33" }, "version"],
      [{ version: "1.31" }, "version"],
      [{ scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 3 } }, "scalingConfig"],
      [{ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 0 } }, "scalingConfig"],
      [{ updateConfig: {} }, "updateConfig"],
      [{ updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 50 } }, "updateConfig"],
      [{ updateConfig: { maxUnavailable: 0 } }, "updateConfig.maxUnavailable"],
      [{ updateConfig: { maxUnavailablePercentage: 101 } }, "updateConfig.maxUnavailablePercentage"],
      [{ labels: { "node-role.kubernetes.io/build": "true" } }, "labels"],
      [{ labels: { "eks.amazonaws.com/pool": "build" } }, "labels"],
      [{ taints: [{ key: "build", effect: "NoSchedule" }] }, "taints[].effect"],
      [{ taints: [{ key: "x".repeat(64), effect: "NO_SCHEDULE" }] }, "taints[].key"],
      [{ taints: [{ key: "x", value: "x".repeat(64), effect: "NO_SCHEDULE" }] }, "taints[].value"],
      [{ taints: Array.from({ length: 51 }, () => ({ key: "x", effect: "NO_SCHEDULE" })) }, "taints"],
      [{ diskSize: 50 }, "diskSize"],
      [{ remoteAccess: {} }, "remoteAccess"],
      [{ launchTemplate: { id: "lt-typed", version: "1" } }, "instanceTypes"],
      [{ launchTemplate: { name: "name-of-lt-image", version: "1" } }, "version"],
      [{ launchTemplate: { id: "lt-profile", version: "1" } }, "launchTemplate"],
      [{ launchTemplate: { id: "lt-placed", version: "1" } }, "launchTemplate"],
      [{ launchTemplate: { id: "lt-locked", version: "1" } }, "launchTemplate"],
      [{ clusterName: "bare" }, "clusterName"],
    ],
    live: [
      cluster("honua"),
      cluster("new", {}, "1.33"),
      cluster("bare", { bootstrapSelfManagedAddons: false }),
      role("nodes", "ec2.amazonaws.com"),
      role("cluster", "eks.amazonaws.com"),
      template("lt-plain", volume("arn:open")),
      template("lt-typed", { instanceType: "t4g.xlarge" }),
      template("lt-image", { imageId: "ami-1" }),
      template("lt-profile", { iamInstanceProfile: { name: "p" } }),
      template("lt-placed", { networkInterfaces: [{ subnetId: "subnet-a" }] }),
      template("lt-locked", volume("arn:locked")),
      key("locked", keyPolicy),
      key("open", policy({ Effect: "Allow", Principal: { AWS: SCALING }, Action: "kms:*", Resource: "*" })),
    ],
  },
  {
    type: "eks:NodeGroup",
    right: { clusterName: "bare", launchTemplate: { id: "lt-granted", version: "1" } },
    wrong: [],
    live: [
      cluster("bare", { bootstrapSelfManagedAddons: false }),
      { type: "eks:Addon", id: "bare:vpc-cni", inputs: { clusterName: "bare", addonName: "vpc-cni" } },
      template("lt-granted", volume("arn:locked")),
      key("locked", keyPolicy),
      { type: "kms:Grant", id: "g", inputs: { keyId: "locked", granteePrincipal: SCALING } },
    ],
  },
]);
