import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "./account.ts";
import { policyDocument } from "./policy-document.ts";
import { after } from "../after.ts";

export interface AwsAlertTopicArgs {
  /** Who gets mail, once they have confirmed that they want it. */
  readonly emails: readonly string[];
  readonly keyId: pulumi.Input<string>;
}

/** The services that raise alarms; the key's policy lets the same ones encrypt. */
const publishers = ["cloudwatch", "budgets", "events"].map((service) => `${service}.amazonaws.com`);

/** Where all alarms meet: an encrypted topic that only this account's services publish to. */
export class AwsAlertTopic extends pulumi.ComponentResource {
  /** Known once the topic's policy is there: whatever takes it can publish. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { emails, keyId }: AwsAlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:AlertTopic", name, {}, opts);
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: keyId }, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: this.createPolicy(topic.arn) },
      { parent: this },
    );
    for (const email of emails) {
      new aws.sns.TopicSubscription(
        `${name}-${email}`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        { parent: this },
      );
    }
    this.arn = after(topic.arn, policy);
    this.registerOutputs({ arn: this.arn });
  }

  private createPolicy(topicArn: pulumi.Output<string>): pulumi.Output<string> {
    return policyDocument(
      {
        Sid: "Publishers",
        Effect: "Allow",
        Principal: { Service: publishers },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": accountOf(this).accountId } },
      },
      {
        Sid: "NoPlaintext",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    );
  }
}
