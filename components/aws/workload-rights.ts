import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../contract/cluster.ts";
import type { IdentityArgs } from "../contract/identity.ts";
import { customerPrefix, secretPrefix } from "../tables/names.ts";
import type { Workload } from "../tables/workloads.ts";
import type { Account } from "./account.ts";
import { customerAdministration } from "./boundaries.ts";
import { pullAndPush } from "./image-actions.ts";

type Rights = (args: IdentityArgs, account: Account) => aws.iam.PolicyStatement[];

/** The one action of all that has no resource. */
const logIn: aws.iam.PolicyStatement = {
  Sid: "LogIn",
  Effect: "Allow",
  Action: "ecr:GetAuthorizationToken",
  Resource: "*",
};

/** The use of a key, but only for what one service keeps with it. */
const through = (service: string, { region }: Account) => ({
  StringEquals: { "kms:ViaService": pulumi.interpolate`${service}.${region}.amazonaws.com` },
});

/** Manages the repositories and the customers, and reads Honua's secrets. */
const orchestrator: Rights = ({ environment, registry, registryKey, secretsKey }, account) => {
  const { partition, region, accountId } = account;
  const secrets = (prefix: string) =>
    pulumi.interpolate`arn:${partition}:secretsmanager:${region}:${accountId}:secret:${prefix}*`;
  return [
    logIn,
    {
      Sid: "ManageRepositories",
      Effect: "Allow",
      Action: [
        "ecr:CreateRepository",
        "ecr:DeleteRepository",
        "ecr:DescribeRepositories",
        "ecr:DescribeImages",
        "ecr:DescribeImageScanFindings",
        "ecr:ListImages",
        "ecr:ListTagsForResource",
        "ecr:BatchDeleteImage",
        "ecr:GetLifecyclePolicy",
        "ecr:PutLifecyclePolicy",
        "ecr:TagResource",
        "ecr:UntagResource",
      ],
      Resource: registry.registryId,
    },
    {
      Sid: "EncryptRepositories",
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"],
      Resource: registryKey.id,
      Condition: through("ecr", account),
    },
    ...customerAdministration(account, environment),
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      Resource: secrets(`${secretPrefix}/`),
    },
    {
      Sid: "KeepCredentials",
      Effect: "Allow",
      Action: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DeleteSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:PutSecretValue",
        "secretsmanager:TagResource",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: secrets(customerPrefix),
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: secretsKey.id,
      Condition: through("secretsmanager", account),
    },
  ];
};

/** Pulls base images, and pushes what it builds. ECR uses the repositories' key itself. */
const buildWorker: Rights = ({ registry }) => [
  logIn,
  { Sid: "PullAndPush", Effect: "Allow", Action: pullAndPush, Resource: registry.registryId },
];

/** Shows CloudWatch's metrics beside its own. They have no resources that could be named. */
const monitoring: Rights = () => [
  {
    Sid: "ReadMetrics",
    Effect: "Allow",
    Action: [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:DescribeAlarmsForMetric",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "cloudwatch:ListMetrics",
      "tag:GetResources",
    ],
    Resource: "*",
  },
];

/** What each workload may do. */
export const workloadRights: Readonly<Record<Workload, Rights>> = {
  orchestrator,
  "build-worker": buildWorker,
  monitoring,
};

/**
 * What the autoscaler may do: look at groups and machines, and change the size of this cluster's groups. EKS tags those
 * of its managed node groups for it.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export const autoscalerRights = ({ clusterName }: Cluster): aws.iam.PolicyStatement[] => [
  {
    Sid: "LookAtGroups",
    Effect: "Allow",
    Action: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeTags",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
      "eks:DescribeNodegroup",
    ],
    Resource: "*",
  },
  {
    Sid: "ResizeOwnGroups",
    Effect: "Allow",
    Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
    Resource: "*",
    Condition: clusterName.apply((name) => ({
      StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${name}`]: "owned" },
    })),
  },
];
