/** Every call that the emulated provider answers. */
import type { Emulation, Invoke } from "../../model.ts";
import { ACCOUNT, CREATED, regionOf } from "../account.ts";
import { byToken } from "../tokens.ts";
import { account } from "./account.ts";
import { getAmi } from "./images.ts";
import { all, one } from "./lookups.ts";
import { getPolicyDocument } from "./policyDocument.ts";
import { plural, singular } from "./resources.ts";

/** Works with nothing: the emulated cloud has no registry and no API server to sign in to. */
const PASSWORD = "emulated";

const registrySignIn: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  return {
    ...args,
    id: region,
    region,
    userName: "AWS",
    password: PASSWORD,
    authorizationToken: Buffer.from(`AWS:${PASSWORD}`).toString("base64"),
    proxyEndpoint: `https://${String(args["registryId"] ?? ACCOUNT)}.dkr.ecr.${region}.amazonaws.com`,
    expiresAt: CREATED,
  };
};

const clusterSignIn: Invoke = ({ name, ...args }, { cloud }) => ({
  id: name,
  name,
  region: regionOf(args, cloud),
  token: `k8s-aws-v1.${Buffer.from(String(name)).toString("base64url")}`,
});

/** Add-ons that go by the version of Kubernetes; all others have versions of their own. */
const addonVersion: Invoke = (args, { cloud }) => {
  const version = args["addonName"] === "kube-proxy" ? `v${String(args["kubernetesVersion"])}.0` : "v1.0.0";
  return { ...args, id: args["addonName"], region: regionOf(args, cloud), version: `${version}-eksbuild.1` };
};

const endpointService: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const serviceName = String(args["serviceName"] ?? `com.amazonaws.${region}.${String(args["service"])}`);
  const isGateway = /\.(s3|dynamodb)$/.test(serviceName) && args["serviceType"] !== "Interface";
  return {
    ...args,
    id: serviceName,
    region,
    serviceName,
    serviceRegion: region,
    serviceId: `vpce-svc-0${Buffer.from(serviceName).toString("hex").slice(-16)}`,
    serviceType: isGateway ? "Gateway" : "Interface",
    acceptanceRequired: false,
    owner: "amazon",
    vpcEndpointPolicySupported: true,
  };
};

export const invokes: Emulation["invokes"] = {
  ...account,
  ...byToken({
    "iam:getPolicyDocument": getPolicyDocument,
    "ec2:getAmi": getAmi,
    "ec2:getVpcEndpointService": endpointService,
    "ecr:getAuthorizationToken": registrySignIn,
    "ecr:getCredentials": registrySignIn,
    "eks:getAddonVersion": addonVersion,
    "eks:getClusterAuth": clusterSignIn,
  }),
  ...byToken(
    Object.fromEntries(Object.entries(singular).map(([call, lookup]) => [call, one(call.replace(":", "."), lookup)])),
  ),
  ...byToken(Object.fromEntries(Object.entries(plural).map(([call, lookup]) => [call, all(lookup)]))),
};
