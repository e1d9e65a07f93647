import type { Cloud } from "../../components/tables/clouds.ts";
import { isArm } from "../arm-types.ts";
import { equals, given, optional, unless, where } from "../requirements.ts";
import type { Family, Requirement } from "../rule.ts";

interface Machine {
  readonly cloud: Cloud;
  /** Types to name in the remedy. */
  readonly arm: string;
  /** A type that the rule refuses. */
  readonly other: string;
}

const ec2: Machine = { cloud: "aws", arm: "m7g.large or t4g.medium", other: "m7i.large" };
const rds: Machine = { cloud: "aws", arm: "db.r7g.large or db.t4g.medium", other: "db.r6i.large" };
const elasticache: Machine = { cloud: "aws", arm: "cache.r7g.large", other: "cache.r6i.large" };
const azure: Machine = { cloud: "azure", arm: "Standard_D4ps_v6 or Standard_E4ps_v6", other: "Standard_D4s_v6" };
const gcp: Machine = { cloud: "gcp", arm: "t2a-standard-4, c4a-standard-4 or n4a-standard-4", other: "t2d-standard-4" };

const armType = ({ cloud, arm, other }: Machine, path: string): Requirement => ({
  path,
  accepts: (value) => typeof value === "string" && isArm(cloud, value),
  write: `${path}: an ARM type, such as ${arm}`,
  refused: [undefined, other],
});

/** An ARM type, which may come from somewhere else instead. */
const armHereOr = (elsewhere: string, machine: Machine, path: string): readonly Requirement[] => [
  ...unless(given(elsewhere), armType(machine, path)),
  ...where(given(elsewhere), optional(armType(machine, path))),
];

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html: every ARM image has ARM_64 in its name. */
const armImage: Requirement = optional({
  path: "amiType",
  accepts: (value) => typeof value === "string" && (value.includes("ARM_64") || value === "CUSTOM"),
  write: `amiType: "AL2023_ARM_64_STANDARD" or another with ARM_64`,
  refused: ["AL2023_x86_64_STANDARD"],
});

/**
 * Every type that chooses a machine. Not here: Redis on Azure and GCP, where the cloud chooses; PostgreSQL on Azure, which
 * lists no ARM size; and Cloud SQL, which has them (C4A) in its Enterprise Plus edition only.
 */
export const arm: Family = {
  name: "arm",
  description: "Compute runs on ARM processors, which cost less for the same work.",
  rules: [
    {
      name: "compute-runs-on-arm",
      description: "Machines, nodes, databases and caches run on ARM processors.",
      severity: "low",
      types: {
        "aws:ec2/instance:Instance": armHereOr("launchTemplate", ec2, "instanceType"),
        "aws:ec2/launchTemplate:LaunchTemplate": [optional(armType(ec2, "instanceType"))],
        "aws:autoscaling/group:Group": where(
          given("mixedInstancesPolicy.launchTemplate.overrides"),
          optional(armType(ec2, "mixedInstancesPolicy.launchTemplate.overrides[*].instanceType")),
        ),
        "aws:eks/nodeGroup:NodeGroup": [...armHereOr("launchTemplate", ec2, "instanceTypes[*]"), armImage],
        "aws:rds/instance:Instance": [armType(rds, "instanceClass")],
        "aws:rds/cluster:Cluster": [optional(armType(rds, "dbClusterInstanceClass"))],
        "aws:rds/clusterInstance:ClusterInstance": [armType(rds, "instanceClass")],
        "aws:elasticache/cluster:Cluster": armHereOr("replicationGroupId", elasticache, "nodeType"),
        "aws:elasticache/replicationGroup:ReplicationGroup": armHereOr(
          "globalReplicationGroupId",
          elasticache,
          "nodeType",
        ),

        "azure-native:compute:VirtualMachine": [armType(azure, "hardwareProfile.vmSize")],
        "azure-native:compute:VirtualMachineScaleSet": [armType(azure, "sku.name")],
        "azure-native:containerservice:AgentPool": [
          ...armHereOr("virtualMachinesProfile", azure, "vmSize"),
          ...where(given("virtualMachinesProfile"), armType(azure, "virtualMachinesProfile.scale.manual[*].size")),
        ],
        "azure-native:containerservice:ManagedCluster": where(
          given("agentPoolProfiles"),
          armType(azure, "agentPoolProfiles[*].vmSize"),
        ),

        "gcp:compute/instance:Instance": [armType(gcp, "machineType")],
        "gcp:compute/instanceTemplate:InstanceTemplate": [armType(gcp, "machineType")],
        "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": [armType(gcp, "machineType")],
        "gcp:container/nodePool:NodePool": [armType(gcp, "nodeConfig.machineType")],
        "gcp:container/cluster:Cluster": [
          ...where(given("nodePools"), armType(gcp, "nodePools[*].nodeConfig.machineType")),
          // Without any of these, GKE makes a pool of x86 machines by itself.
          ...unless(
            equals("removeDefaultNodePool", true),
            ...unless(
              equals("enableAutopilot", true),
              ...unless(given("nodePools"), armType(gcp, "nodeConfig.machineType")),
            ),
          ),
        ],
      },
    },
  ],
};
