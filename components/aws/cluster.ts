import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster, ClusterArgs } from "../contract/cluster.ts";
import { type Account, accountOf } from "./account.ts";
import { AwsClusterAddOns, networkAddOns, serviceAddOns } from "./cluster-add-ons.ts";
import { AwsNodePools } from "./node-pools.ts";
import { after } from "../after.ts";
import { createServiceRole } from "./service-role.ts";

/**
 * EKS with node groups and add-ons of our own around Pulumi's component, in an order that boots: network, nodes, and
 * then what runs on them. Why so: docs/decisions/aws-cluster.md
 */
export class AwsCluster extends pulumi.ComponentResource implements Cluster {
  readonly clusterName: pulumi.Output<string>;
  readonly clusterId: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly kubeconfigCommand: pulumi.Output<string>;
  readonly issuer: pulumi.Output<string>;
  readonly issuerId: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;

  private readonly name: string;
  private readonly account: Account;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Cluster", name, {}, opts);
    this.name = name;
    this.account = accountOf(this);

    const controlPlane = this.createControlPlane(args, this.createLogGroup(args));
    const { eksCluster } = controlPlane;
    this.clusterName = eksCluster.name;
    this.clusterId = eksCluster.arn;
    this.endpoint = eksCluster.endpoint;
    this.issuer = controlPlane.oidcProviderUrl;
    this.issuerId = this.createIdentityProvider();
    this.clientId = controlPlane.clusterSecurityGroupId;

    const administrators = args.admins.map((arn) => this.admit(arn));
    const network = this.addOns("network", networkAddOns, args);
    const nodes = this.createNodes(args, network);
    const services = this.addOns("services", serviceAddOns, args, nodes);

    // Whatever goes into the cluster waits for its nodes, and leaves before them.
    this.kubeconfig = after(controlPlane.kubeconfigJson, ...administrators, nodes, services);
    this.kubeconfigCommand = pulumi.interpolate`aws eks update-kubeconfig --name ${this.clusterName} --region ${this.account.region}`;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterId: this.clusterId,
      endpoint: this.endpoint,
      kubeconfigCommand: this.kubeconfigCommand,
      issuer: this.issuer,
      issuerId: this.issuerId,
      clientId: this.clientId,
    });
  }

  /** EKS writes into a group of this name, and makes one that keeps everything for good where there is none. */
  private createLogGroup(args: ClusterArgs): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      `${this.name}-control-plane`,
      {
        name: `/aws/eks/${args.clusterName}/cluster`,
        kmsKeyId: args.logKey.id,
        retentionInDays: args.logRetentionDays,
      },
      { parent: this },
    );
  }

  private createControlPlane(args: ClusterArgs, logGroup: aws.cloudwatch.LogGroup): eks.Cluster {
    const isProtected = args.durability === "protected";
    const isPublic = args.accessCidrs.length > 0;
    // The component's own role would be out of reach of the transformation that bounds roles.
    const { role, permissions } = createServiceRole(
      this.name,
      { service: "eks.amazonaws.com", managedPolicies: ["AmazonEKSClusterPolicy"] },
      { parent: this },
    );
    return new eks.Cluster(
      this.name,
      {
        name: args.clusterName,
        version: args.version,
        upgradePolicy: { supportType: "STANDARD" },
        serviceRole: role,
        deletionProtection: isProtected,
        vpcId: args.network.networkId,
        subnetIds: args.network.privateSubnetIds,
        kubernetesServiceIpAddressRange: args.serviceCidr,
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        publicAccessCidrs: isPublic ? [...args.accessCidrs] : undefined,
        authenticationMode: "API",
        encryptionConfigKeyArn: args.secretsKey.id,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        // Nodes and add-ons are ours, and share the security group that EKS makes for the cluster. So are identity
        // provider and access entries, which the component leaves without tags.
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
      },
      { parent: this, dependsOn: [logGroup, ...permissions], protect: isProtected },
    );
  }

  /** IAM trusts the tokens of the cluster's service accounts. It knows EKS's certificates without being told. */
  private createIdentityProvider(): pulumi.Output<string> {
    return new aws.iam.OpenIdConnectProvider(
      this.name,
      { url: this.issuer, clientIdLists: ["sts.amazonaws.com"] },
      { parent: this },
    ).arn;
  }

  /** Who creates the cluster administers it anyway; EKS refuses a second entry for them. */
  private admit(principalArn: string): pulumi.Resource {
    const name = `${this.name}-admin-${principalArn.split(":").slice(4).join("-").replaceAll("/", "-")}`;
    const entry = new aws.eks.AccessEntry(name, { clusterName: this.clusterName, principalArn }, { parent: this });
    return new aws.eks.AccessPolicyAssociation(
      name,
      {
        clusterName: this.clusterName,
        principalArn: entry.principalArn,
        policyArn: pulumi.interpolate`arn:${this.account.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        accessScope: { type: "cluster" },
      },
      { parent: this },
    );
  }

  private addOns(
    role: string,
    addOns: typeof networkAddOns,
    { version }: ClusterArgs,
    ...after: pulumi.Resource[]
  ): AwsClusterAddOns {
    const { clusterName, issuer, issuerId } = this;
    return new AwsClusterAddOns(
      `${this.name}-${role}`,
      { clusterName, version, issuer: { issuer, issuerId }, addOns },
      { parent: this, dependsOn: after },
    );
  }

  private createNodes(args: ClusterArgs, network: AwsClusterAddOns): AwsNodePools {
    return new AwsNodePools(
      `${this.name}-nodes`,
      {
        clusterName: this.clusterName,
        version: args.version,
        pools: args.pools,
        zones: args.zones,
        subnetIds: args.network.privateSubnetIds,
        volumesKey: args.volumesKey,
      },
      { parent: this, dependsOn: [network] },
    );
  }
}
