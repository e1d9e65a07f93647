/** Computed outputs of container registries and clusters. */
import type { SynthesisContext } from "../../model.ts";
import { CREATED, regionOf } from "../account.ts";
import { text, uuid } from "../template.ts";
import { related, vpcOf, type FormatTable } from "./common.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

// No certificate, but the form of one: base64 of PEM.
const certificate = (context: SynthesisContext): string => {
  const body = Buffer.from(context.hex(512, "certificate"), "hex").toString("base64");
  const lines = body.match(/.{1,64}/g)?.join("\n") ?? "";
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`).toString("base64");
};

export const containers: FormatTable = {
  "ecr:Repository": { repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}" },
  "ecrpublic:Repository": { repositoryUri: "public.ecr.aws/{alnum:8}/{repositoryName}" },
  "ecs:Cluster": { settings: () => [{ name: "containerInsights", value: "disabled" }] },
  "ecs:Service": { launchType: () => "EC2", platformVersion: () => "", iamRole: () => "" },
  "ecs:TaskDefinition": {
    arnWithoutRevision: "arn:{partition}:ecs:{region}:{account}:task-definition/{family}",
    revision: () => 1,
  },
  "eks:Cluster": {
    endpoint: ({ hex, ...context }) =>
      `https://${hex(32, "endpoint").toUpperCase()}.gr7.${regionOf(context.inputs, context.cloud)}.eks.amazonaws.com`,
    certificateAuthority: (context) => ({ data: certificate(context) }),
    identities: (context) => [
      {
        oidcs: [
          {
            issuer: `https://oidc.eks.${region(context)}.amazonaws.com/id/${context.hex(32, "endpoint").toUpperCase()}`,
          },
        ],
      },
    ],
    clusterId: () => "",
    // The newest that the SDK's examples name; programs that care say theirs.
    version: () => "1.33",
    platformVersion: () => "eks.1",
    status: () => "ACTIVE",
    vpcConfig: (context) => ({
      clusterSecurityGroupId: `sg-${context.hex(17, "clusterSecurityGroup")}`,
      vpcId: vpcOf(context, "vpcConfig.subnetIds[]"),
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
    }),
    kubernetesNetworkConfig: () => ({ serviceIpv4Cidr: "172.20.0.0/16", ipFamily: "ipv4" }),
    accessConfig: () => ({ authenticationMode: "CONFIG_MAP" }),
  },
  "eks:NodeGroup": {
    status: () => "ACTIVE",
    amiType: () => "AL2023_x86_64_STANDARD",
    capacityType: () => "ON_DEMAND",
    diskSize: () => 20,
    instanceTypes: () => ["t3.medium"],
    version: ({ inputs, cloud }) => related({ inputs, cloud }, "clusterName", "eks:Cluster")?.outputs["version"],
    releaseVersion: ({ inputs, cloud }) =>
      `${String(related({ inputs, cloud }, "clusterName", "eks:Cluster")?.outputs["version"])}.0-20260101`,
    resources: (context) => [
      {
        autoscalingGroups: [{ name: `eks-${text(context, "nodeGroupName")}-${uuid(context.hex(32, "asg"))}` }],
        remoteAccessSecurityGroupId: "",
      },
    ],
  },
  "eks:Addon": { addonVersion: () => "v1.0.0-eksbuild.1" },
  "eks:AccessEntry": {
    accessEntryArn: "arn:{partition}:eks:{region}:{account}:access-entry/{clusterName}/{uuid}",
    kubernetesGroups: () => [],
    userName: "{principalArn}",
    type: () => "STANDARD",
  },
  "eks:AccessPolicyAssociation": { associatedAt: () => CREATED },
  "eks:FargateProfile": { status: () => "ACTIVE" },
  "eks:PodIdentityAssociation": {
    associationId: "{id}",
    associationArn: "arn:{partition}:eks:{region}:{account}:podidentityassociation/{clusterName}/{id}",
  },
};
