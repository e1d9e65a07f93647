import type { Samples } from "./sample.ts";

export const arm: Samples = {
  "compute-runs-on-arm": [
    {
      type: "aws:ec2/instance:Instance",
      pass: [{ instanceType: "t4g.medium" }, { launchTemplate: { id: "lt-1" } }],
      fail: [{ instanceType: "t3.medium" }, {}, { launchTemplate: { id: "lt-1" }, instanceType: "g5.xlarge" }],
    },
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      pass: [{ instanceType: "m7gd.2xlarge" }, {}],
      fail: [{ instanceType: "m7i.large" }],
    },
    {
      type: "aws:autoscaling/group:Group",
      pass: [
        { launchTemplate: { id: "lt-1" } },
        {
          mixedInstancesPolicy: {
            launchTemplate: { overrides: [{ instanceType: "c7g.large" }, { weightedCapacity: "2" }] },
          },
        },
      ],
      fail: [
        {
          mixedInstancesPolicy: {
            launchTemplate: { overrides: [{ instanceType: "c7g.large" }, { instanceType: "c7i.large" }] },
          },
        },
      ],
    },
    {
      type: "aws:eks/nodeGroup:NodeGroup",
      pass: [
        { instanceTypes: ["m7g.large", "m6g.large"], amiType: "AL2023_ARM_64_STANDARD" },
        { instanceTypes: ["t4g.medium"], amiType: "BOTTLEROCKET_ARM_64" },
        { launchTemplate: { id: "lt-1", version: "1" }, amiType: "CUSTOM" },
      ],
      fail: [
        {},
        { instanceTypes: [] },
        { instanceTypes: ["m7g.large", "m7i.large"] },
        { instanceTypes: ["m7g.large"], amiType: "AL2023_x86_64_STANDARD" },
        { launchTemplate: { id: "lt-1", version: "1" }, instanceTypes: ["m5.large"] },
      ],
    },
    {
      type: "aws:rds/instance:Instance",
      pass: [{ instanceClass: "db.t4g.medium" }, { instanceClass: "db.r7g.2xlarge" }],
      fail: [{ instanceClass: "db.t3.medium" }, { instanceClass: "db.serverless" }],
    },
    {
      type: "aws:rds/cluster:Cluster",
      pass: [{ engine: "aurora-postgresql" }, { dbClusterInstanceClass: "db.m6gd.large" }],
      fail: [{ dbClusterInstanceClass: "db.m5d.large" }],
    },
    {
      type: "aws:rds/clusterInstance:ClusterInstance",
      pass: [{ instanceClass: "db.r8g.large" }],
      fail: [{ instanceClass: "db.r5.large" }],
    },
    {
      type: "aws:elasticache/cluster:Cluster",
      pass: [{ nodeType: "cache.t4g.micro" }, { replicationGroupId: "honua" }],
      fail: [{ nodeType: "cache.t3.micro" }],
    },
    {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      pass: [{ nodeType: "cache.r7g.xlarge" }, { globalReplicationGroupId: "ldgnf-honua" }],
      fail: [{ nodeType: "cache.r5.xlarge" }, {}],
    },
    {
      type: "azure-native:compute:VirtualMachine",
      pass: [{ hardwareProfile: { vmSize: "Standard_D4pds_v5" } }],
      fail: [{ hardwareProfile: { vmSize: "Standard_D4ds_v5" } }],
    },
    {
      type: "azure-native:compute:VirtualMachineScaleSet",
      pass: [{ sku: { name: "Standard_E4ps_v6", capacity: 2 } }],
      fail: [{ sku: { name: "Standard_NP10s", capacity: 2 } }],
    },
    {
      type: "azure-native:containerservice:AgentPool",
      pass: [
        { vmSize: "Standard_D2plds_v6" },
        { virtualMachinesProfile: { scale: { manual: [{ size: "Standard_D4ps_v6", count: 2 }] } } },
      ],
      fail: [
        { vmSize: "Standard_D2s_v5" },
        {},
        { virtualMachinesProfile: { scale: { manual: [{ size: "Standard_D4s_v5", count: 2 }] } } },
      ],
    },
    {
      type: "azure-native:containerservice:ManagedCluster",
      pass: [{}, { agentPoolProfiles: [{ name: "system", vmSize: "Standard_D4ps_v6" }] }],
      fail: [
        { agentPoolProfiles: [{ name: "system" }] },
        {
          agentPoolProfiles: [
            { name: "system", vmSize: "Standard_D4ps_v6" },
            { name: "builds", vmSize: "Standard_F8s_v2" },
          ],
        },
      ],
    },
    {
      type: "gcp:compute/instance:Instance",
      pass: [
        { machineType: "t2a-standard-4" },
        { machineType: "projects/honua/zones/us-central1-a/machineTypes/c4a-standard-4" },
      ],
      fail: [{ machineType: "t2d-standard-4" }],
    },
    {
      type: "gcp:compute/instanceTemplate:InstanceTemplate",
      pass: [{ machineType: "n4a-standard-4" }],
      fail: [{ machineType: "n4-standard-4" }],
    },
    {
      type: "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
      pass: [{ machineType: "c4a-highmem-8-lssd" }],
      fail: [{ machineType: "c4-highmem-8" }],
    },
    {
      type: "gcp:container/nodePool:NodePool",
      pass: [{ nodeConfig: { machineType: "t2a-standard-8" } }],
      fail: [{ nodeConfig: { machineType: "e2-standard-8" } }, {}],
    },
    {
      type: "gcp:container/cluster:Cluster",
      pass: [
        { removeDefaultNodePool: true, initialNodeCount: 1 },
        { enableAutopilot: true },
        { nodeConfig: { machineType: "t2a-standard-4" } },
        { nodePools: [{ nodeConfig: { machineType: "t2a-standard-4" } }] },
      ],
      fail: [
        { initialNodeCount: 1 },
        { nodeConfig: { machineType: "e2-medium" } },
        { nodePools: [{ nodeConfig: { machineType: "t2a-standard-4" } }, { initialNodeCount: 1 }] },
      ],
    },
  ],
};
