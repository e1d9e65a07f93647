import { eks } from "../../../emulator/aws/checks/eks.ts";
import type { Live } from "../aws-cloud.ts";
import { ROLE, cluster, role, trusting } from "./cluster.ts";
import { allow, describeChecks, policy, subnets, trust, vpc } from "./samples.ts";

const nodes: Live = {
  type: "eks:NodeGroup",
  id: "honua:main",
  inputs: { clusterName: "honua", nodeRoleArn: `${ROLE}nodes` },
  outputs: { version: "1.32" },
};
const auto = (enabled: boolean) => ({
  computeConfig: { enabled },
  storageConfig: { blockStorage: { enabled } },
  kubernetesNetworkConfig: { elasticLoadBalancing: { enabled } },
});

describeChecks("eks", eks, [
  {
    type: "eks:Cluster",
    right: {
      name: "honua",
      version: "1.33",
      roleArn: `${ROLE}cluster`,
      vpcConfig: {
        subnetIds: ["subnet-a", "subnet-b"],
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
      },
      accessConfig: { authenticationMode: "API" },
      enabledClusterLogTypes: ["api"],
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      encryptionConfig: { provider: { keyArn: "arn:key" }, resources: ["secrets"] },
      upgradePolicy: { supportType: "STANDARD" },
    },
    wrong: [
      [{ name: "-honua" }, "name"],
      [{ version: "1.33.1" }, "version"],
      [{ roleArn: `${ROLE}nodes` }, "roleArn"],
      [{ vpcConfig: { subnetIds: ["subnet-a", "subnet-a2"] } }, "vpcConfig.subnetIds"],
      [{ vpcConfig: { subnetIds: [], endpointPublicAccess: false } }, "vpcConfig.endpointPrivateAccess"],
      [{ vpcConfig: { subnetIds: [], publicAccessCidrs: ["203.0.113.7"] } }, "vpcConfig.publicAccessCidrs[]"],
      [{ accessConfig: { authenticationMode: "IAM" } }, "accessConfig.authenticationMode"],
      [{ enabledClusterLogTypes: ["nodes"] }, "enabledClusterLogTypes[]"],
      [{ kubernetesNetworkConfig: { serviceIpv4Cidr: "100.64.0.0/16" } }, "kubernetesNetworkConfig.serviceIpv4Cidr"],
      [{ kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/8" } }, "kubernetesNetworkConfig.serviceIpv4Cidr"],
      [{ kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/20" } }, "kubernetesNetworkConfig.serviceIpv4Cidr"],
      [
        { kubernetesNetworkConfig: { ipFamily: "ipv6", serviceIpv4Cidr: "172.20.0.0/16" } },
        "kubernetesNetworkConfig.serviceIpv4Cidr",
      ],
      [{ kubernetesNetworkConfig: { ipFamily: "dual" } }, "kubernetesNetworkConfig.ipFamily"],
      [{ encryptionConfig: { resources: ["configmaps"] } }, "encryptionConfig.resources[]"],
      [{ upgradePolicy: { supportType: "PREMIUM" } }, "upgradePolicy.supportType"],
    ],
    live: [
      vpc,
      ...subnets,
      role("cluster", trusting("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession")),
      role("nodes", trust),
    ],
  },
  {
    type: "eks:Cluster",
    right: { ...auto(true), bootstrapSelfManagedAddons: false },
    wrong: [
      [{ bootstrapSelfManagedAddons: true }, "bootstrapSelfManagedAddons"],
      [{ storageConfig: undefined }, "computeConfig.enabled"],
    ],
  },
  {
    type: "eks:Cluster",
    before: { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" }, version: "1.32" },
    right: { accessConfig: { authenticationMode: "API" }, version: "1.33" },
    wrong: [
      [{ accessConfig: { authenticationMode: "CONFIG_MAP" } }, "accessConfig.authenticationMode"],
      [{ version: "1.34" }, "version"],
    ],
  },
  {
    type: "eks:Cluster",
    before: { version: "1.33" },
    right: { version: "1.33" },
    wrong: [[{ version: "1.34" }, "version"]],
    live: [{ ...nodes, inputs: { clusterName: "before" } }],
  },
  {
    type: "eks:Addon",
    right: {
      clusterName: "honua",
      addonName: "vpc-cni",
      addonVersion: "v1.20.4-eksbuild.2",
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "PRESERVE",
      configurationValues: '{"enableNetworkPolicy":"true","env":{"WARM_IP_TARGET":"5"}}',
    },
    wrong: [
      [{ addonVersion: "1.20.4" }, "addonVersion"],
      [{ addonVersion: "latest" }, "addonVersion"],
      [{ resolveConflictsOnCreate: "PRESERVE" }, "resolveConflictsOnCreate"],
      [{ resolveConflictsOnUpdate: "MERGE" }, "resolveConflictsOnUpdate"],
      [{ configurationValues: "replicas" }, "configurationValues"],
      [{ configurationValues: '{"enableNetworkPolicy":true}' }, "configurationValues"],
      [{ configurationValues: '{"env":{"WARM_IP_TARGET":5}}' }, "configurationValues"],
    ],
    live: [cluster],
  },
  {
    type: "eks:Addon",
    right: { clusterName: "honua", addonName: "aws-ebs-csi-driver", serviceAccountRoleArn: "arn:role" },
    wrong: [[{ serviceAccountRoleArn: undefined }, "serviceAccountRoleArn"]],
    live: [cluster],
  },
  {
    type: "eks:Addon",
    right: { clusterName: "honua", addonName: "aws-ebs-csi-driver" },
    wrong: [],
    live: [
      cluster,
      { type: "iam:RolePolicy", id: "nodes:p", inputs: { policy: policy(allow({ Action: "ec2:Create*" })) } },
    ],
  },
]);
