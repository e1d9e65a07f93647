import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";
import { accountOf } from "./account.ts";
import { customerBoundary, roleBoundary } from "./boundaries.ts";
import { identityNames } from "./identity-names.ts";
import { policyDocument } from "./policy-document.ts";

/** The account, and the bounds of every identity in it: all roles made after it have theirs. */
export class AwsFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope: pulumi.Output<string>;
  readonly transformation: pulumi.ResourceTransformation;

  constructor(name: string, { environment }: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Foundation", name, {}, opts);
    const account = accountOf(this);
    const names = identityNames(environment);
    const roles = this.createBoundary(`${name}-boundary`, names.roleBoundary, roleBoundary(account, environment));
    this.createBoundary(`${name}-customer-boundary`, names.customerBoundary, customerBoundary(account));

    this.scope = account.accountId;
    this.transformation = ({ type, props, opts }) =>
      type === "aws:iam/role:Role" && props["permissionsBoundary"] === undefined
        ? { props: { ...props, permissionsBoundary: roles.arn }, opts }
        : undefined;
    this.registerOutputs({ scope: this.scope });
  }

  private createBoundary(name: string, policyName: string, statements: aws.iam.PolicyStatement[]): aws.iam.Policy {
    return new aws.iam.Policy(name, { name: policyName, policy: policyDocument(...statements) }, { parent: this });
  }
}
