import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * An IAM policy document as JSON. It is rendered here and not by `aws.iam.getPolicyDocument`: the compiler checks the
 * statements, and no call to the provider is needed.
 */
export function policyDocument(...statements: aws.iam.PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements } satisfies aws.iam.PolicyDocument);
}
