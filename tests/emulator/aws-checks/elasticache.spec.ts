import { elasticache } from "../../../emulator/aws/checks/elasticache.ts";
import { describeChecks } from "./samples.ts";

describeChecks("elasticache", elasticache, [
  {
    type: "elasticache:ReplicationGroup",
    right: {
      replicationGroupId: "honua",
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      transitEncryptionEnabled: true,
      authToken: "abcdefghijklmnop",
      parameterGroupName: "sharded",
      snapshotRetentionLimit: 7,
    },
    wrong: [
      [{ replicationGroupId: "honua-" }, "replicationGroupId"],
      [{ authToken: "short" }, "authToken"],
      [{ transitEncryptionEnabled: false }, "authToken"],
      [{ numCacheClusters: 2 }, "numCacheClusters"],
      [{ automaticFailoverEnabled: false }, "automaticFailoverEnabled"],
      [{ parameterGroupName: "plain" }, "parameterGroupName"],
      [{ parameterGroupName: "default.redis7" }, "parameterGroupName"],
      [{ replicasPerNodeGroup: 6 }, "replicasPerNodeGroup"],
      [{ numNodeGroups: 501 }, "numNodeGroups"],
      [{ snapshotRetentionLimit: 36 }, "snapshotRetentionLimit"],
    ],
    live: [
      {
        type: "elasticache:ParameterGroup",
        id: "sharded",
        inputs: { parameters: [{ name: "cluster-enabled", value: "yes" }] },
      },
      { type: "elasticache:ParameterGroup", id: "plain", inputs: { parameters: [] } },
    ],
  },
  { type: "elasticache:Cluster", right: { clusterId: "honua" }, wrong: [[{ clusterId: "honua_1" }, "clusterId"]] },
]);
