import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type TokenIssuer, serviceAccountRole } from "./service-account-role.ts";

/** A piece of software that EKS installs and keeps alive. */
interface AddOn {
  /** As `aws eks describe-addon-versions` lists it. */
  readonly name: string;
  /** What its schema (`aws eks describe-addon-configuration`) takes. Default: nothing. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** The service account that calls AWS, and AWS's policy of what it needs for that. Default: none does. */
  readonly identity?: { readonly serviceAccount: string; readonly policy: string };
}

/** What a node waits for before it is ready. */
export const networkAddOns: readonly AddOn[] = [
  {
    name: "vpc-cni",
    configuration: {
      env: {
        // A node takes 16 addresses in one call and keeps the next 16 at hand; docs/decisions/aws-cluster.md
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        // Calico learns a pod's address from it, sooner than from the kubelet:
        // https://github.com/aws/amazon-vpc-cni-k8s#annotate_pod_ip-v193
        ANNOTATE_POD_IP: "true",
      },
      // Calico enforces the network policies; two engines would undo each other's rules.
      enableNetworkPolicy: "false",
    },
    identity: { serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
  },
  { name: "kube-proxy" },
];

/** What needs a node to run on: without one it never becomes healthy, and the deployment fails. */
export const serviceAddOns: readonly AddOn[] = [
  // The default of two replicas is for small clusters.
  { name: "coredns", configuration: { autoScaling: { enabled: true } } },
  {
    name: "aws-ebs-csi-driver",
    identity: { serviceAccount: "ebs-csi-controller-sa", policy: "service-role/AmazonEBSCSIDriverPolicy" },
  },
  { name: "metrics-server" },
];

export interface AwsClusterAddOnsArgs {
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes' minor version, for which AWS recommends a version of each add-on. */
  readonly version: string;
  readonly issuer: TokenIssuer;
  readonly addOns: readonly AddOn[];
}

/** Add-ons of a cluster, each with a role of its own where it calls AWS. */
export class AwsClusterAddOns extends pulumi.ComponentResource {
  constructor(name: string, args: AwsClusterAddOnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:ClusterAddOns", name, {}, opts);
    for (const { name: addonName, configuration, identity } of args.addOns) {
      const role = identity && {
        issuer: args.issuer,
        account: { namespace: "kube-system", name: identity.serviceAccount },
        managedPolicies: [identity.policy],
      };
      new aws.eks.Addon(
        `${name}-${addonName}`,
        {
          clusterName: args.clusterName,
          addonName,
          addonVersion: this.recommendedVersion(addonName, args.version),
          configurationValues: configuration && JSON.stringify(configuration),
          serviceAccountRoleArn: role && serviceAccountRole(`${name}-${addonName}`, role, { parent: this }),
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }

  private recommendedVersion(addonName: string, kubernetesVersion: string): pulumi.Output<string> {
    return aws.eks.getAddonVersionOutput({ addonName, kubernetesVersion }, { parent: this }).version;
  }
}
