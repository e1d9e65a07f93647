import { clusterAccess } from "../../../emulator/aws/checks/clusterAccess.ts";
import type { Live } from "../aws-cloud.ts";
import { ROLE, cluster, role, trusting } from "./cluster.ts";
import { describeChecks, trust } from "./samples.ts";

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

describeChecks("clusterAccess", clusterAccess, [
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
