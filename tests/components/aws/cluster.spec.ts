import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { AwsCluster } from "../../../components/aws/cluster.ts";
import type { ClusterArgs } from "../../../components/contract/cluster.ts";
import { sizes } from "../../../components/tables/sizes.ts";
import { deployed, namesOf, neededFor, optionsIn, valueOf } from "../../support/mocks.ts";
import { sunday } from "../../support/parts.ts";
import { accountId, awsKey, network } from "./parts.ts";

const { platform, build } = sizes.aws.production.pools;

const args: ClusterArgs = {
  scope: accountId,
  clusterName: "honua-production",
  version: "1.36",
  network,
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  pools: { platform: { ...platform, spot: false }, build: { ...build, spot: false } },
  accessCidrs: [],
  admins: [],
  serviceCidr: "172.20.0.0/16",
  secretsKey: awsKey("cluster"),
  volumesKey: awsKey("volumes"),
  logKey: awsKey("logs"),
  logRetentionDays: 30,
  highlyAvailable: true,
  windows: [sunday],
  durability: "kept",
};

const cluster = (changes: Partial<ClusterArgs> = {}, opts: pulumi.ComponentResourceOptions = {}, preview = false) =>
  deployed(() => new AwsCluster("cluster", { ...args, ...changes }, opts), { preview });

const controlPlane = async (changes: Partial<ClusterArgs> = {}) =>
  (await cluster(changes)).one("eks:index:Cluster", "cluster").inputs;

const optionsOf = (changes: Partial<ClusterArgs> = {}) => optionsIn((opts) => cluster(changes, opts));

const group = (pool: string, zone: string) => `aws:eks/nodeGroup:NodeGroup cluster-nodes-${pool}-us-east-1${zone}`;

describe("AwsCluster", () => {
  it("has the name, the version and the addresses that it is given, in the private subnets", async () => {
    const inputs = await controlPlane();
    assert.equal(inputs["name"], "honua-production");
    assert.equal(inputs["version"], "1.36");
    assert.deepEqual(inputs["upgradePolicy"], { supportType: "STANDARD" });
    assert.equal(inputs["kubernetesServiceIpAddressRange"], "172.20.0.0/16");
    assert.equal(inputs["vpcId"], "vpc-1");
    assert.deepEqual(inputs["subnetIds"], ["subnet-private-a", "subnet-private-b", "subnet-private-c"]);
  });

  it("encrypts Kubernetes' secrets", async () => {
    assert.equal((await controlPlane())["encryptionConfigKeyArn"], "arn:aws:kms:us-east-1:123456789012:key/cluster");
  });

  it("is reached from inside the network only", async () => {
    const inputs = await controlPlane();
    assert.equal(inputs["endpointPrivateAccess"], true);
    assert.equal(inputs["endpointPublicAccess"], false);
    assert.ok(!("publicAccessCidrs" in inputs));
  });

  it("is reached from the ranges that it is given", async () => {
    const inputs = await controlPlane({ accessCidrs: ["203.0.113.0/24"] });
    assert.equal(inputs["endpointPrivateAccess"], true);
    assert.equal(inputs["endpointPublicAccess"], true);
    assert.deepEqual(inputs["publicAccessCidrs"], ["203.0.113.0/24"]);
  });

  it("lets administrators in by access entries, and nobody by a config map", async () => {
    const admins = ["arn:aws:iam::123456789012:role/ops/Admin", "arn:aws:iam::210987654321:role/ops/Admin"];
    const { ofType, one } = await cluster({ admins });
    const inputs = one("eks:index:Cluster", "cluster").inputs;
    assert.equal(inputs["authenticationMode"], "API");
    assert.ok(!("accessEntries" in inputs));
    assert.deepEqual(
      ofType("aws:eks/accessEntry:AccessEntry").map(({ inputs }) => inputs["principalArn"]),
      admins,
    );
    assert.deepEqual(
      ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(({ inputs }) => inputs),
      admins.map((principalArn) => ({
        clusterName: "honua-production",
        principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      })),
    );
  });

  it("writes all of the control plane's logs into a group that is encrypted and forgets, and is there first", async () => {
    const { one } = await cluster();
    const { inputs } = one("aws:cloudwatch/logGroup:LogGroup", "cluster-control-plane");
    assert.equal(inputs["name"], "/aws/eks/honua-production/cluster");
    assert.equal(inputs["kmsKeyId"], "arn:aws:kms:us-east-1:123456789012:key/logs");
    assert.equal(inputs["retentionInDays"], 30);
    const types = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
    assert.deepEqual(one("eks:index:Cluster", "cluster").inputs["enabledClusterLogTypes"], types);
    const { dependsOn } = (await optionsOf())("eks:index:Cluster cluster");
    assert.ok((await namesOf(dependsOn as pulumi.Resource[])).includes("cluster-control-plane"));
  });

  it("has a role of ours, which can be bounded, and which has its permissions first", async () => {
    const { one } = await cluster();
    assert.ok("serviceRole" in one("eks:index:Cluster", "cluster").inputs);
    const permission = one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "cluster-AmazonEKSClusterPolicy");
    assert.deepEqual(
      [permission.inputs["role"], permission.inputs["policyArn"]],
      ["cluster-id", "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"],
    );
    const { dependsOn } = (await optionsOf())("eks:index:Cluster cluster");
    assert.ok((await namesOf(dependsOn as pulumi.Resource[])).includes(permission.name));
  });

  it("has an identity provider for AWS's tokens", async () => {
    const { result, one } = await cluster();
    const { inputs } = one("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "cluster");
    assert.equal(inputs["url"], await valueOf(result.issuer));
    assert.deepEqual(inputs["clientIdLists"], ["sts.amazonaws.com"]);
  });

  it("has neither nodes, add-ons, entries nor security groups of the component's, which have no tags", async () => {
    const inputs = await controlPlane();
    assert.ok(!("createOidcProvider" in inputs));
    assert.equal(inputs["skipDefaultNodeGroup"], true);
    assert.equal(inputs["skipDefaultSecurityGroups"], true);
    assert.equal(inputs["bootstrapSelfManagedAddons"], false);
    assert.equal(inputs["useDefaultVpcCni"], true);
    assert.equal(inputs["kubeProxyAddonOptions"].enabled, false);
  });

  it("gets its network before its nodes, and what runs on them after", async () => {
    const optionsFor = await optionsOf();
    const after = (component: string) => namesOf(optionsFor(component).dependsOn as pulumi.Resource[]);
    assert.deepEqual(await after("honua:aws:NodePools cluster-nodes"), ["cluster-network"]);
    assert.deepEqual(await after("honua:aws:ClusterAddOns cluster-services"), ["cluster-nodes"]);
    const { ofType } = await cluster();
    assert.deepEqual(
      ofType("aws:eks/addon:Addon")
        .map(({ name }) => name)
        .sort(),
      [
        "cluster-network-kube-proxy",
        "cluster-network-vpc-cni",
        "cluster-services-aws-ebs-csi-driver",
        "cluster-services-coredns",
        "cluster-services-metrics-server",
      ],
    );
  });

  it("hands its kubeconfig out when its nodes and add-ons are there", async () => {
    const { result } = await cluster();
    const needed = await neededFor(result.kubeconfig);
    for (const last of ["cluster-nodes", "cluster-services"]) assert.ok(needed.includes(last), needed.join(", "));
  });

  it("cannot be deleted where it is protected, by anyone", async () => {
    assert.equal((await controlPlane({ durability: "protected" }))["deletionProtection"], true);
    assert.equal((await optionsOf({ durability: "protected" }))("eks:index:Cluster cluster").protect, true);
    for (const durability of ["kept", "disposable"] as const) {
      assert.equal((await controlPlane({ durability }))["deletionProtection"], false);
      assert.equal((await optionsOf({ durability }))("eks:index:Cluster cluster").protect, false);
    }
  });

  it("leaves the number of nodes to the autoscaler", async () => {
    const optionsFor = await optionsOf();
    for (const pool of ["platform", "build"]) {
      assert.deepEqual(optionsFor(group(pool, "a")).ignoreChanges, ["scalingConfig.desiredSize"]);
    }
  });

  it("says how it is reached, and by what firewalls and IAM know it", async () => {
    const { result } = await cluster();
    assert.equal(await valueOf(result.clusterName), "honua-production");
    assert.equal(await valueOf(result.clusterId), "arn:aws:eks:us-east-1:123456789012:cluster/honua-production");
    assert.match(await valueOf(result.endpoint), /^https:\/\/\w+\.gr7\.us-east-1\.eks\.amazonaws\.com$/);
    assert.match(await valueOf(result.clientId), /^sg-[0-9a-f]+$/);
    const issuer = await valueOf(result.issuer);
    assert.match(issuer, /^https:\/\/oidc\.eks\.us-east-1\.amazonaws\.com\/id\/\w+$/);
    assert.equal(
      await valueOf(result.issuerId),
      `arn:aws:iam::123456789012:oidc-provider/${issuer.slice("https://".length)}`,
    );
    assert.equal(
      await valueOf(result.kubeconfigCommand),
      "aws eks update-kubeconfig --name honua-production --region us-east-1",
    );
    assert.ok(JSON.parse(await valueOf(result.kubeconfig)).clusters);
  });

  it("gives node groups names that EKS takes, random ends and all", async () => {
    const zones = ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"];
    const { ofType } = await deployed(() => new AwsCluster("honua-production-cluster", { ...args, zones }));
    for (const { name } of ofType("aws:eks/nodeGroup:NodeGroup"))
      assert.ok(name.length + "-0123456".length <= 63, name);
  });
});
