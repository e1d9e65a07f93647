import { eks } from "../../../emulator/aws/checks/eks.ts";
import type { Live } from "../aws-cloud.ts";
import { allow, describeChecks, policy, subnets, trust, vpc } from "./samples.ts";

const ROLE = "arn:aws:iam::123456789012:role/";
const role = (name: string, assumeRolePolicy: string): Live => ({
  type: "iam:Role",
  id: name,
  inputs: { assumeRolePolicy },
  outputs: { arn: ROLE + name },
});
const trusting = (service: string, ...actions: string[]) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: actions });
const cluster: Live = {
  type: "eks:Cluster",
  id: "honua",
  inputs: { accessConfig: { authenticationMode: "API" } },
  outputs: { version: "1.33" },
};
const oldCluster: Live = {
  type: "eks:Cluster",
  id: "old",
  inputs: { accessConfig: { authenticationMode: "CONFIG_MAP" } },
};
const entry = (name: string, type = "STANDARD"): Live => ({
  type: "eks:AccessEntry",
  id: `honua:${name}`,
  inputs: { clusterName: "honua", principalArn: ROLE + name, type },
});
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
  {
    type: "eks:AccessEntry",
    right: { clusterName: "honua", principalArn: `${ROLE}admin`, type: "STANDARD", kubernetesGroups: ["admins"] },
    wrong: [
      [{ type: "ADMIN" }, "type"],
      [{ type: "EC2_LINUX" }, "kubernetesGroups"],
      [{ principalArn: `${ROLE}nodes` }, "principalArn"],
      [{ clusterName: "old" }, "clusterName"],
    ],
    live: [cluster, oldCluster, nodes],
  },
  {
    type: "eks:AccessPolicyAssociation",
    right: {
      clusterName: "honua",
      principalArn: `${ROLE}admin`,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "namespace", namespaces: ["honua"] },
    },
    wrong: [
      [{ policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }, "policyArn"],
      [{ accessScope: { type: "namespace" } }, "accessScope.namespaces"],
      [{ accessScope: { type: "cluster", namespaces: ["honua"] } }, "accessScope.namespaces"],
      [{ accessScope: { type: "all" } }, "accessScope.type"],
      [{ principalArn: `${ROLE}stranger` }, "principalArn"],
      [{ principalArn: `${ROLE}nodes` }, "principalArn"],
    ],
    live: [cluster, entry("admin"), entry("nodes", "EC2_LINUX")],
  },
  {
    type: "eks:PodIdentityAssociation",
    right: { clusterName: "honua", namespace: "honua", serviceAccount: "worker", roleArn: `${ROLE}pods` },
    wrong: [
      [{ roleArn: `${ROLE}half` }, "roleArn"],
      [{ roleArn: `${ROLE}nodes` }, "roleArn"],
      [{ serviceAccount: "orchestrator" }, "serviceAccount"],
    ],
    live: [
      role("pods", trusting("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession")),
      role("half", trusting("pods.eks.amazonaws.com", "sts:AssumeRole")),
      role("nodes", trust),
      {
        type: "eks:PodIdentityAssociation",
        id: "a-1",
        inputs: { clusterName: "honua", namespace: "honua", serviceAccount: "orchestrator" },
      },
    ],
  },
]);
