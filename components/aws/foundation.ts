import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";
import { accountOf } from "./account.ts";
import { ready } from "./ready.ts";

/**
 * The account that an environment has for itself, with guards that hold for whatever is made in it, by this program or
 * by hand: nothing can be made public, no volume is unencrypted, no pod can pass for its node.
 */
export class AwsFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope: pulumi.Output<string>;

  constructor(name: string, _args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Foundation", name, {}, opts);
    const guards = [...this.closeStorage(name), ...this.secureMachines(name), this.watchAccess(name)];
    this.scope = ready(accountOf(this).accountId, ...guards);
    this.registerOutputs({ scope: this.scope });
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
