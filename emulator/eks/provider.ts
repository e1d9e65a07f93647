/** What the package answers to Construct and Call. */
import * as pulumi from "@pulumi/pulumi";
import { addon } from "./addons.ts";
import { cluster } from "./cluster.ts";
import { vpcCniAddon } from "./cni.ts";
import { ClusterReference, type Construct } from "./component.ts";
import { creationRole } from "./creationRole.ts";
import { kubeconfigOf } from "./kubeconfig.ts";
import { managedNodeGroup } from "./managedNodeGroup.ts";
import { nodeGroup, nodeGroupV2 } from "./nodeGroups.ts";
import { nodeGroupSecurityGroup } from "./securityGroups.ts";

const constructs: Readonly<Record<string, Construct>> = {
  "eks:index:Addon": addon,
  "eks:index:Cluster": cluster,
  "eks:index:ClusterCreationRoleProvider": creationRole,
  "eks:index:ManagedNodeGroup": managedNodeGroup,
  "eks:index:NodeGroup": nodeGroup,
  "eks:index:NodeGroupSecurityGroup": nodeGroupSecurityGroup,
  "eks:index:NodeGroupV2": nodeGroupV2,
  "eks:index:VpcCniAddon": vpcCniAddon,
};

const version = "4.3.0";

pulumi.runtime.registerResourceModule("eks", "index", {
  version,
  construct(name, type, urn) {
    if (type === "eks:index:Cluster") return new ClusterReference(name, urn);
    return new pulumi.ComponentResource(type, name, {}, { urn });
  },
});

export const eksProvider: pulumi.provider.Provider = {
  version,

  construct(name, type, inputs, options) {
    const construct = constructs[type];
    if (!construct) {
      const known = Object.keys(constructs).join(", ");
      return Promise.reject(new Error(`the emulator does not make ${type}; of this package it makes ${known}`));
    }
    return Promise.resolve().then(() => construct(name, inputs, options));
  },

  call(token, inputs) {
    if (token !== "eks:index:Cluster/getKubeconfig") {
      return Promise.reject(
        new Error(`the emulator does not know the method ${token}; it knows eks:index:Cluster/getKubeconfig`),
      );
    }
    const { __self__: self, roleArn, profileName } = inputs;
    const { eksCluster } = self as unknown as ClusterReference;
    const result = kubeconfigOf(eksCluster, { roleArn, profileName }).apply(JSON.stringify);
    return Promise.resolve({ outputs: { result } });
  },
};
