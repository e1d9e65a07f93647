/** A cluster and the roles around it, as they live in the emulated AWS: what the checks of EKS are tried on. */
import type { Live } from "../aws-cloud.ts";
import { policy } from "./samples.ts";

export const ROLE = "arn:aws:iam::123456789012:role/";
export const role = (name: string, assumeRolePolicy: string): Live => ({
  type: "iam:Role",
  id: name,
  inputs: { assumeRolePolicy },
  outputs: { arn: ROLE + name },
});
export const trusting = (service: string, ...actions: string[]) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: actions });
export const cluster: Live = {
  type: "eks:Cluster",
  id: "honua",
  inputs: { accessConfig: { authenticationMode: "API" } },
  outputs: { version: "1.33" },
};
