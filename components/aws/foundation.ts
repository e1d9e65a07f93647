import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";
import type { Environment } from "../tables/environments.ts";
import { type Account, accountOf } from "./account.ts";
import { customerBoundary, roleBoundary } from "./boundaries.ts";
import { identityNames } from "./identity-names.ts";
import { policyDocument } from "./policy-document.ts";
import { after } from "../after.ts";

/**
 * The account that an environment has for itself, with guards that hold for whatever is made in it, by this program or
 * by hand: nothing can be made public, no volume is unencrypted, no pod can pass for its node. And with the bounds of every
 * identity: all roles that this program makes after it have theirs.
 */
export class AwsFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope: pulumi.Output<string>;
  readonly transformation: pulumi.ResourceTransformation;

  constructor(name: string, { environment }: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Foundation", name, {}, opts);
    const account = accountOf(this);
    const { roles, customers } = this.createBoundaries(name, account, environment);
    const guards = [...this.closeStorage(name), ...this.secureMachines(name), this.watchAccess(name)];
    this.scope = after(account.accountId, ...guards, roles, customers);
    this.transformation = bounding(roles.arn);
    this.registerOutputs({ scope: this.scope });
  }

  private createBoundaries(name: string, account: Account, environment: Environment) {
    const names = identityNames(environment);
    const create = (role: string, policyName: string, statements: aws.iam.PolicyStatement[]) =>
      new aws.iam.Policy(
        `${name}-${role}`,
        { name: policyName, policy: policyDocument(...statements) },
        { parent: this },
      );
    return {
      roles: create("boundary", names.roleBoundary, roleBoundary(account, environment)),
      customers: create("customer-boundary", names.customerBoundary, customerBoundary(account)),
    };
  }

  private closeStorage(name: string): pulumi.Resource[] {
    return [
      new aws.s3.AccountPublicAccessBlock(
        name,
        { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        { parent: this },
      ),
      new aws.ebs.SnapshotBlockPublicAccess(name, { state: "block-all-sharing" }, { parent: this }),
      new aws.ec2.ImageBlockPublicAccess(name, { state: "block-new-sharing" }, { parent: this }),
      new aws.ebs.EncryptionByDefault(name, { enabled: true }, { parent: this }),
    ];
  }

  /** What a machine has that is started without saying so: metadata for tokens only, and not for its containers. */
  private secureMachines(name: string): pulumi.Resource[] {
    return [
      new aws.ec2.InstanceMetadataDefaults(
        name,
        { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        { parent: this },
      ),
    ];
  }

  /** Reports what others than the account can get at. */
  private watchAccess(name: string): pulumi.Resource {
    return new aws.accessanalyzer.Analyzer(name, { analyzerName: name, type: "ACCOUNT" }, { parent: this });
  }
}

/** Gives every role the boundary that has none of its own. */
const bounding =
  (permissionsBoundary: pulumi.Output<string>): pulumi.ResourceTransformation =>
  ({ type, props, opts }) =>
    type === "aws:iam/role:Role" && props["permissionsBoundary"] === undefined
      ? { props: { ...props, permissionsBoundary }, opts }
      : undefined;
