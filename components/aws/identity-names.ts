import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";
import { platformName } from "../tables/names.ts";
import type { Account } from "./account.ts";

/** Names that are given and not Pulumi's, because policies and workflows name them. */
export function identityNames(environment: Environment) {
  const name = platformName(environment);
  return {
    /** Policies: the most that roles, and that customers, can ever do. */
    roleBoundary: `${name}-boundary`,
    customerBoundary: `${name}-customer-boundary`,
    /** Roles, and their policies: what GitHub's workflows log in as. */
    reader: `${name}-github-reader`,
    deployer: `${name}-github-deployer`,
  };
}

/** ARN of something that IAM keeps: `user/somebody`. */
export const iamArn = ({ partition, accountId }: Account, path: string): pulumi.Output<string> =>
  pulumi.interpolate`arn:${partition}:iam::${accountId}:${path}`;
