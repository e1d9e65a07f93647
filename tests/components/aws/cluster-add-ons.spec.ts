import assert from "node:assert/strict";
import { AwsClusterAddOns, networkAddOns, serviceAddOns } from "../../../components/aws/cluster-add-ons.ts";
import { deployed } from "../../support/mocks.ts";
import { cluster } from "./parts.ts";

const addOns = (list: typeof networkAddOns) =>
  deployed(
    () =>
      new AwsClusterAddOns("add-ons", {
        clusterName: "honua-production",
        version: "1.36",
        issuer: cluster,
        addOns: list,
      }),
  );

const all = [...networkAddOns, ...serviceAddOns];

const addOn = async (name: string) => (await addOns(all)).one("aws:eks/addon:Addon", `add-ons-${name}`).inputs;
const configurationOf = async (name: string) => JSON.parse((await addOn(name))["configurationValues"]);

/** The condition under which the add-on's role can be taken on. */
const trustOf = async (name: string) => {
  const { inputs } = (await addOns(all)).one("aws:iam/role:Role", `add-ons-${name}`);
  return JSON.parse(inputs["assumeRolePolicy"]).Statement[0];
};

describe("AwsClusterAddOns", () => {
  it("takes the versions that AWS recommends for the cluster's, and has them as they are written here", async () => {
    for (const { inputs } of (await addOns(all)).ofType("aws:eks/addon:Addon")) {
      assert.equal(inputs["clusterName"], "honua-production");
      assert.match(inputs["addonVersion"], /^v\d/);
      assert.equal(inputs["resolveConflictsOnCreate"], "OVERWRITE");
      assert.equal(inputs["resolveConflictsOnUpdate"], "OVERWRITE");
    }
  });

  it("needs the network's before there are nodes, and the others when there are", () => {
    assert.deepEqual(
      networkAddOns.map(({ name }) => name),
      ["vpc-cni", "kube-proxy"],
    );
    assert.deepEqual(
      serviceAddOns.map(({ name }) => name),
      ["coredns", "aws-ebs-csi-driver", "metrics-server"],
    );
  });

  it("gives nodes addresses by the block, and leaves network policies to Calico", async () => {
    const { env, enableNetworkPolicy } = await configurationOf("vpc-cni");
    assert.deepEqual(env, {
      ENABLE_PREFIX_DELEGATION: "true",
      WARM_PREFIX_TARGET: "1",
      ANNOTATE_POD_IP: "true",
    });
    assert.equal(enableNetworkPolicy, "false");
  });

  it("lets DNS grow with the cluster", async () => {
    assert.deepEqual(await configurationOf("coredns"), { autoScaling: { enabled: true } });
  });

  it("gives those that call AWS a role that only their own service account takes on", async () => {
    const { Principal, Action, Condition } = await trustOf("vpc-cni");
    assert.deepEqual(Principal, {
      Federated:
        "arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    });
    assert.equal(Action, "sts:AssumeRoleWithWebIdentity");
    const host = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    assert.deepEqual(Condition.StringEquals, {
      [`${host}:sub`]: "system:serviceaccount:kube-system:aws-node",
      [`${host}:aud`]: "sts.amazonaws.com",
    });
    const driver = (await trustOf("aws-ebs-csi-driver")).Condition.StringEquals;
    assert.equal(driver[`${host}:sub`], "system:serviceaccount:kube-system:ebs-csi-controller-sa");
  });

  it("gives those roles AWS's own policies, and nothing to the other add-ons", async () => {
    const { ofType, one } = await addOns(all);
    assert.deepEqual(
      ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name, inputs }) => [
        name,
        inputs["role"],
        inputs["policyArn"],
      ]),
      [
        ["add-ons-vpc-cni-AmazonEKS_CNI_Policy", "add-ons-vpc-cni-id", "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
        [
          "add-ons-aws-ebs-csi-driver-AmazonEBSCSIDriverPolicy",
          "add-ons-aws-ebs-csi-driver-id",
          "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
        ],
      ],
    );
    for (const name of ["vpc-cni", "aws-ebs-csi-driver"]) {
      const { inputs } = one("aws:eks/addon:Addon", `add-ons-${name}`);
      assert.equal(inputs["serviceAccountRoleArn"], `arn:aws:iam::123456789012:role/add-ons-${name}`);
    }
    assert.ok(!("serviceAccountRoleArn" in (await addOn("coredns"))));
  });
});
