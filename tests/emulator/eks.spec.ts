/** The emulated EKS components register the children that the real ones do. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterReference } from "../../emulator/eks/component.ts";
import { eksProvider } from "../../emulator/eks/provider.ts";
import { eks } from "../../emulator/eks/index.ts";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

let registered: Registered[] = [];

const CLUSTER = {
  arn: "arn:aws:eks:eu-central-1:123456789012:cluster/c",
  endpoint: "https://c.eks.amazonaws.com",
  certificateAuthority: { data: "Y2VydA==" },
  identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC" }] }],
  version: "1.33",
  accessConfig: { authenticationMode: "API" },
  kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
};

const CALLS: Readonly<Record<string, object>> = {
  "aws:index/getPartition:getPartition": { partition: "aws" },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:ec2/getVpc:getVpc": { id: "vpc-default" },
  "aws:ec2/getSubnets:getSubnets": { ids: ["subnet-1", "subnet-2"] },
  "aws:eks/getAddonVersion:getAddonVersion": { version: "v1.0.0-eksbuild.1" },
  "aws:ssm/getParameter:getParameter": { value: "ami-1" },
};

async function construct(type: string, inputs: Record<string, unknown>, name = "c"): Promise<Record<string, unknown>> {
  registered = [];
  const result = await eksProvider.construct?.(name, type, inputs as pulumi.Inputs, {});
  assert.ok(result);
  const state = await settled(result.state);
  return state as Record<string, unknown>;
}

// Mocks answer at once, but registrations follow one another: wait until no more come.
async function settled(state: unknown): Promise<unknown> {
  const value = await new Promise((resolve) => pulumi.output(state as pulumi.Inputs).apply(resolve));
  for (let before = -1; before !== registered.length;) {
    before = registered.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return value;
}

const names = (type: string) =>
  registered
    .filter((child) => child.type === type)
    .map(({ name }) => name)
    .sort();
const inputsOf = (name: string) =>
  registered.find((child) => child.name === name && !child.type.startsWith("eks:"))?.inputs ?? {};

const SUBNETS = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };

describe("emulated EKS", () => {
  const core = {
    cluster: { ...CLUSTER, name: "c-1", vpcConfig: { clusterSecurityGroupId: "sg-own" } },
    vpcId: "vpc-1",
    subnetIds: ["subnet-1"],
    nodeGroupOptions: {},
  };

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        const given = inputs as Record<string, unknown>;
        const computed =
          type === "aws:eks/cluster:Cluster"
            ? {
                ...CLUSTER,
                name: "c-1",
                vpcConfig: { ...(given["vpcConfig"] as object), clusterSecurityGroupId: "sg-own" },
              }
            : {};
        return {
          id: id || `${name}-id`,
          state: { name, outputs: {}, arn: `arn:${name}`, latestVersion: 1, ...given, ...computed },
        };
      },
      call: ({ token }) => CALLS[token] ?? {},
    });
  });

  it("is served by a script of the package", () => {
    assert.match(String(eks.components), /\/emulator\/eks\/components\.ts$/);
  });

  it("makes a cluster with the children of the real component", async () => {
    const state = await construct("eks:index:Cluster", { ...SUBNETS, createOidcProvider: true });
    assert.deepEqual(names("aws:iam/role:Role"), ["c-eksRole-role", "c-instanceRole-role"]);
    assert.deepEqual(names("eks:index:ServiceRole"), ["c-eksRole", "c-instanceRole"]);
    assert.deepEqual(names("aws:ec2/securityGroup:SecurityGroup"), [
      "c-eksClusterSecurityGroup",
      "c-nodeSecurityGroup",
    ]);
    assert.deepEqual(names("aws:ec2/securityGroupRule:SecurityGroupRule"), [
      "c-eksClusterIngressRule",
      "c-eksClusterInternetEgressRule",
      "c-eksExtApiServerClusterIngressRule",
      "c-eksNodeClusterIngressRule",
      "c-eksNodeIngressRule",
      "c-eksNodeInternetEgressRule",
    ]);
    assert.deepEqual(names("aws:eks/addon:Addon"), ["c-coredns", "c-kube-proxy", "c-vpc-cni"]);
    assert.deepEqual(names("aws:iam/rolePolicyAttachment:RolePolicyAttachment").length, 4);
    assert.deepEqual(names("aws:autoscaling/group:Group"), ["c"]);
    assert.deepEqual(names("aws:ec2/launchTemplate:LaunchTemplate"), ["c-launchTemplate"]);
    assert.deepEqual(names("kubernetes:core/v1:ConfigMap"), ["c-nodeAccess"]);
    assert.deepEqual(names("pulumi:providers:kubernetes"), ["c-eks-k8s"]);
    assert.equal(inputsOf("c-oidcProvider")["url"], "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC");
    assert.equal(state["clusterSecurityGroupId"], "c-eksClusterSecurityGroup-id");
    assert.equal(state["oidcIssuer"], "oidc.eks.eu-central-1.amazonaws.com/id/ABC");
    const kubeconfig = JSON.parse(String(state["kubeconfigJson"])) as { clusters: { cluster: { server: string } }[] };
    assert.equal(kubeconfig.clusters[0]?.cluster.server, CLUSTER.endpoint);
  });

  it("names policy attachments as the real component does", async () => {
    await construct("eks:index:Cluster", SUBNETS);
    // The first eight digits of the SHA-1 of arn:aws:iam::aws:policy/AmazonEKSClusterPolicy.
    assert.ok(names("aws:iam/rolePolicyAttachment:RolePolicyAttachment").includes("c-eksRole-4b490823"));
  });

  it("puts the cluster into the default network where none is named", async () => {
    await construct("eks:index:Cluster", { skipDefaultNodeGroup: true });
    assert.deepEqual((inputsOf("c-eksCluster")["vpcConfig"] as Record<string, unknown>)["subnetIds"], [
      "subnet-1",
      "subnet-2",
    ]);
    assert.deepEqual(names("aws:autoscaling/group:Group"), []);
    assert.deepEqual(names("aws:eks/addon:Addon"), ["c-kube-proxy", "c-vpc-cni"]);
  });

  it("lets people in through access entries in the API mode", async () => {
    const accessEntries = {
      admin: {
        principalArn: "arn:aws:iam::123456789012:role/admin",
        accessPolicies: {
          all: {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
          },
        },
      },
    };
    await construct("eks:index:Cluster", { ...SUBNETS, authenticationMode: "API", accessEntries });
    assert.deepEqual(names("kubernetes:core/v1:ConfigMap"), []);
    assert.deepEqual(names("aws:eks/accessEntry:AccessEntry"), ["c-admin", "c-defaultNodeGroupInstanceRole"]);
    assert.deepEqual(names("aws:eks/accessPolicyAssociation:AccessPolicyAssociation"), ["c-admin-all"]);
  });

  it("runs pods on Fargate", async () => {
    await construct("eks:index:Cluster", { ...SUBNETS, fargate: true });
    assert.deepEqual(names("aws:eks/fargateProfile:FargateProfile"), ["c-fargateProfile"]);
    assert.deepEqual(names("aws:autoscaling/group:Group"), []);
  });

  it("leaves nodes and add-ons to EKS in Auto Mode", async () => {
    const state = await construct("eks:index:Cluster", {
      ...SUBNETS,
      authenticationMode: "API",
      autoMode: { enabled: true },
    });
    assert.deepEqual(names("aws:ec2/securityGroup:SecurityGroup"), []);
    assert.deepEqual(names("aws:eks/addon:Addon"), ["c-coredns"]);
    assert.equal(state["clusterSecurityGroupId"], "sg-own");
  });

  it("passes on what the program says about the control plane", async () => {
    const upgradePolicy = { supportType: "STANDARD" };
    await construct("eks:index:Cluster", {
      ...SUBNETS,
      skipDefaultNodeGroup: true,
      authenticationMode: "API",
      encryptionConfigKeyArn: "arn:key",
      enabledClusterLogTypes: ["api", "audit"],
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
      kubernetesServiceIpAddressRange: "10.100.0.0/16",
      deletionProtection: true,
      upgradePolicy,
      tags: { Environment: "dev" },
    });
    const inputs = inputsOf("c-eksCluster");
    assert.deepEqual(inputs["upgradePolicy"], upgradePolicy);
    assert.equal(inputs["deletionProtection"], true);
    assert.deepEqual(inputs["encryptionConfig"], { provider: { keyArn: "arn:key" }, resources: ["secrets"] });
    assert.deepEqual(inputs["kubernetesNetworkConfig"], { ipFamily: "ipv4", serviceIpv4Cidr: "10.100.0.0/16" });
    assert.deepEqual((inputs["vpcConfig"] as Record<string, unknown>)["publicAccessCidrs"], ["203.0.113.0/24"]);
    assert.deepEqual(inputs["accessConfig"], {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: true,
    });
    assert.deepEqual(inputs["tags"], { Name: "c-eksCluster", Environment: "dev" });
    assert.deepEqual(inputsOf("c-eksRole-role")["tags"], { Environment: "dev" });
    assert.deepEqual(inputsOf("c-kube-proxy")["tags"], { Environment: "dev" });
  });

  it("configures the network add-on as the real component does", async () => {
    const vpcCniOptions = {
      enableNetworkPolicy: true,
      enablePrefixDelegation: true,
      warmIpTarget: 5,
      configurationValues: { env: { ENABLE_POD_ENI: "true" }, tolerations: [] },
      securityContextPrivileged: true,
    };
    await construct("eks:index:Cluster", { ...SUBNETS, skipDefaultNodeGroup: true, vpcCniOptions });
    assert.deepEqual(JSON.parse(String(inputsOf("c-vpc-cni")["configurationValues"])), {
      enableNetworkPolicy: "true",
      tolerations: [],
      env: {
        AWS_VPC_ENI_MTU: "9001",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false",
        AWS_VPC_K8S_CNI_EXTERNALSNAT: "false",
        AWS_VPC_K8S_CNI_LOGLEVEL: "DEBUG",
        AWS_VPC_K8S_CNI_LOG_FILE: "/host/var/log/aws-routed-eni/ipamd.log",
        AWS_VPC_K8S_CNI_VETHPREFIX: "eni",
        AWS_VPC_K8S_PLUGIN_LOG_FILE: "/var/log/aws-routed-eni/plugin.log",
        AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "DEBUG",
        ENABLE_POD_ENI: "true",
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_ENI_TARGET: "1",
        WARM_IP_TARGET: "5",
      },
      init: { env: { DISABLE_TCP_EARLY_DEMUX: "false" } },
    });
    assert.deepEqual(names("kubernetes:apps/v1:DaemonSetPatch"), ["c-vpc-cni"]);
  });

  it("makes storage classes", async () => {
    await construct("eks:index:Cluster", { ...SUBNETS, storageClasses: "gp3" });
    assert.deepEqual(names("kubernetes:storage.k8s.io/v1:StorageClass"), ["c-gp3"]);
    assert.deepEqual(inputsOf("c-gp3")["parameters"], { type: "gp3" });
  });

  it("refuses what the real component refuses", async () => {
    await assert.rejects(
      () => construct("eks:index:Cluster", { subnetIds: ["a"], privateSubnetIds: ["b"] }),
      /mutually exclusive/,
    );
    await assert.rejects(
      () => construct("eks:index:Cluster", { accessEntries: {} }),
      /not supported when 'authenticationMode' is not set/,
    );
    await assert.rejects(
      () => construct("eks:index:Cluster", { autoMode: { enabled: true } }),
      /Access entries are required/,
    );
    await assert.rejects(
      () => construct("eks:index:ManagedNodeGroup", { cluster: {} }),
      /An IAM role, or role ARN must be provided/,
    );
    await assert.rejects(
      () => construct("eks:index:Cluster", { nodeGroupOptions: {}, minSize: 3 }),
      /nodeGroupOptions, and any set of singular node group option/,
    );
    const nodes = { cluster: core, nodeRoleArn: "arn:role" };
    await assert.rejects(
      () => construct("eks:index:ManagedNodeGroup", { ...nodes, launchTemplate: { id: "lt-1" }, enableIMDSv2: true }),
      /If you provide a custom launch template, you cannot provide any of .*enableIMDSv2/,
    );
    await assert.rejects(
      () => construct("eks:index:ManagedNodeGroup", { ...nodes, amiId: "ami-1", amiType: "AL2023_ARM_64_STANDARD" }),
      /cannot specify both amiId and amiType/,
    );
    await assert.rejects(() => construct("eks:index:Other", {}), /it makes .*eks:index:Cluster/);
  });

  it("makes managed node groups, with a launch template only where one is needed", async () => {
    const args = { cluster: core, nodeRoleArn: "arn:role", scalingConfig: { minSize: 1, desiredSize: 3, maxSize: 5 } };
    await construct("eks:index:ManagedNodeGroup", args, "nodes");
    assert.deepEqual(inputsOf("nodes")["scalingConfig"], { minSize: 1, desiredSize: 3, maxSize: 5 });
    assert.equal(inputsOf("nodes")["version"], "1.33");
    assert.deepEqual(names("aws:ec2/launchTemplate:LaunchTemplate"), []);
    await construct("eks:index:ManagedNodeGroup", { ...args, enableIMDSv2: true, diskSize: 50 }, "nodes");
    assert.deepEqual(names("aws:ec2/launchTemplate:LaunchTemplate"), ["nodes-launchTemplate"]);
    assert.equal(inputsOf("nodes")["diskSize"], undefined);
    assert.deepEqual(inputsOf("nodes-launchTemplate")["metadataOptions"], {
      httpTokens: "required",
      httpPutResponseHopLimit: 2,
      httpEndpoint: "enabled",
    });
  });

  it("lets managed nodes join with what the program adds", async () => {
    await construct(
      "eks:index:ManagedNodeGroup",
      {
        cluster: core,
        nodeRoleArn: "arn:role",
        amiType: "AL2023_ARM_64_STANDARD",
        instanceTypes: ["m7g.large"],
        labels: { pool: "build" },
        taints: [{ key: "build", value: "true", effect: "NO_SCHEDULE" }],
        nodeadmExtraOptions: [{ contentType: "text/x-shellscript", content: "echo hello" }],
      },
      "nodes",
    );
    const userData = Buffer.from(String(inputsOf("nodes-launchTemplate")["userData"]), "base64").toString();
    assert.match(userData, /^MIME-Version: 1\.0/);
    assert.match(userData, /cidr: 172\.20\.0\.0\/16/);
    assert.match(userData, /--node-labels=pool=build/);
    assert.match(userData, /--register-with-taints=build=true:NoSchedule/);
    assert.match(userData, /echo hello/);
    assert.equal(inputsOf("nodes-launchTemplate")["imageId"], "ami-1");
    const group = inputsOf("nodes");
    assert.deepEqual([group["version"], group["amiType"], group["releaseVersion"]], [undefined, undefined, undefined]);
    assert.deepEqual(group["taints"], [{ key: "build", value: "true", effect: "NO_SCHEDULE" }]);
  });

  it("lets programs choose a system instead of an image", async () => {
    const args = { cluster: core, nodeRoleArn: "arn:role", operatingSystem: "Bottlerocket" };
    await construct("eks:index:ManagedNodeGroup", { ...args, instanceTypes: ["m7g.large"] }, "nodes");
    assert.equal(inputsOf("nodes")["amiType"], "BOTTLEROCKET_ARM_64");
  });

  it("makes self-managed node groups with their security group", async () => {
    await construct(
      "eks:index:NodeGroupV2",
      { cluster: core, instanceProfileName: "profile", instanceType: "t4g.medium" },
      "pool",
    );
    assert.deepEqual(names("aws:ec2/securityGroup:SecurityGroup"), ["pool-nodeSecurityGroup"]);
    assert.equal(inputsOf("pool-launchTemplate")["imageId"], "ami-1");
    assert.deepEqual(inputsOf("pool")["vpcZoneIdentifiers"], ["subnet-1"]);
  });

  it("makes node groups of the first generation", async () => {
    await construct("eks:index:NodeGroup", { cluster: core, instanceProfileName: "profile", maxSize: 4 }, "old");
    assert.deepEqual(names("aws:ec2/launchConfiguration:LaunchConfiguration"), ["old-nodeLaunchConfiguration"]);
    assert.deepEqual(names("aws:cloudformation/stack:Stack"), ["old-nodes"]);
    assert.match(String(inputsOf("old-nodes")["templateBody"]), /MaxSize: 4/);
  });

  it("makes add-ons, roles and security groups on their own", async () => {
    await construct(
      "eks:index:Addon",
      { cluster: core, addonName: "aws-ebs-csi-driver", configurationValues: { b: 1, a: 2 } },
      "ebs",
    );
    assert.equal(inputsOf("ebs")["configurationValues"], '{"b":1,"a":2}');
    assert.equal(inputsOf("ebs")["clusterName"], "c-1");
    await construct("eks:index:ClusterCreationRoleProvider", {}, "creator");
    assert.deepEqual(names("aws:iam/role:Role"), ["creator-eksClusterCreatorRole"]);
    await construct(
      "eks:index:NodeGroupSecurityGroup",
      { vpcId: "vpc-1", clusterSecurityGroup: { id: "sg-1" }, eksCluster: { name: "c-1" } },
      "sg",
    );
    assert.equal(names("aws:ec2/securityGroupRule:SecurityGroupRule").length, 5);
  });

  it("answers for the kubeconfig of a role", async () => {
    const self = { eksCluster: pulumi.output({ ...CLUSTER, name: "c-1" }) } as unknown as ClusterReference;
    const answer = await eksProvider.call?.("eks:index:Cluster/getKubeconfig", { __self__: self, roleArn: "arn:role" });
    const text = await settled(answer?.outputs?.["result"]);
    assert.match(String(text), /"--role","arn:role"/);
  });
});
