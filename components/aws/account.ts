import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a component's provider works. */
export interface Account {
  readonly accountId: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
  /** The first part of every ARN after `arn:`; `aws` but for China and GovCloud. */
  readonly partition: pulumi.Output<string>;
}

export function accountOf(component: pulumi.ComponentResource): Account {
  const opts = { parent: component };
  return {
    accountId: aws.getCallerIdentityOutput({}, opts).accountId,
    region: aws.getRegionOutput({}, opts).region,
    partition: aws.getPartitionOutput({}, opts).partition,
  };
}
