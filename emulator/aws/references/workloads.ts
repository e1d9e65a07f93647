/** Registries, clusters and functions. */
import type { Reference } from "../../model.ts";
import { EKS, FUNCTION, isDefault, isForeign, OTHER, ROLE, row, serviceRole } from "./rows.ts";

const ECR = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ (RepositoryNotFoundException)";

export const workloads: readonly Reference[] = [
  // Registries
  row("ecr:LifecyclePolicy ecr:RepositoryPolicy", "repository", "ecr:Repository", ECR, { keeps: false }),
  row("ecr:RepositoryCreationTemplate", "customRoleArn", ROLE, ECR, { keeps: false, given: serviceRole }),
  row("ecr:PullThroughCacheRule", "credentialArn", "secretsmanager:Secret#arn", ECR, {
    keeps: false,
    given: isForeign,
  }),
  // Clusters
  row("eks:Cluster", "roleArn", ROLE, EKS, { keeps: false, given: serviceRole }),
  row("eks:NodeGroup", "nodeRoleArn", ROLE, EKS, { keeps: false, given: serviceRole }),
  row("eks:NodeGroup eks:FargateProfile", "clusterName", "eks:Cluster", EKS),
  row(
    "eks:Addon eks:AccessEntry eks:PodIdentityAssociation eks:AccessPolicyAssociation",
    "clusterName",
    "eks:Cluster",
    EKS,
    { keeps: false },
  ),
  row("eks:PodIdentityAssociation", "roleArn", ROLE, EKS, { keeps: false, given: serviceRole }),
  row("ecs:Service", "cluster", "ecs:Cluster ecs:Cluster#name", OTHER, {
    given: isDefault,
  }),
  // Functions
  row("lambda:Function", "role", ROLE, OTHER, { keeps: false, given: serviceRole }),
  row("lambda:Permission", "function", FUNCTION, OTHER, { keeps: false, given: isQualified }),
  row(
    "lambda:Alias lambda:EventSourceMapping lambda:FunctionEventInvokeConfig lambda:FunctionUrl",
    "functionName",
    FUNCTION,
    OTHER,
    { keeps: false, given: isQualified },
  ),
  row("lambda:Function", "layers[]", "lambda:LayerVersion#arn", OTHER, { keeps: false, given: isForeign }),
];

/** A version or an alias of a function: `name:live`, `arn:…:function:name:live`. */
function isQualified(value: string): boolean {
  const isArn = value.startsWith("arn:");
  return isForeign(value) || (isArn ? value.split(":").length === 8 : value.includes(":"));
}
