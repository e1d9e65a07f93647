import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy-document.ts";

export interface AwsSlackChannelArgs {
  /** Its id, such as `C0123456789`. */
  readonly channel: string;
  /** Id of the workspace, which the account was given access to by hand, once. */
  readonly workspace: string;
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Brings a topic's alarms into a Slack channel, with their graphs, through Amazon Q Developer. From the channel one can
 * look at alarms and metrics, and at nothing else.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
export class AwsSlackChannel extends pulumi.ComponentResource {
  constructor(
    name: string,
    { channel, workspace, topicArn }: AwsSlackChannelArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("honua:aws:SlackChannel", name, {}, opts);
    const parent = { parent: this };
    const policy = new aws.iam.Policy(
      name,
      {
        policy: policyDocument({
          Sid: "LookAtAlarms",
          Effect: "Allow",
          Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
          Resource: "*",
        }),
      },
      parent,
    );
    const trust = {
      Effect: "Allow",
      Principal: { Service: "chatbot.amazonaws.com" },
      Action: "sts:AssumeRole",
    } as const;
    const role = new aws.iam.Role(name, { assumeRolePolicy: policyDocument(trust) }, parent);
    const attachment = new aws.iam.RolePolicyAttachment(name, { role: role.id, policyArn: policy.arn }, parent);
    new aws.chatbot.SlackChannelConfiguration(
      name,
      {
        configurationName: name,
        iamRoleArn: role.arn,
        // The most that anybody in the channel can do; the default is everything.
        guardrailPolicyArns: [policy.arn],
        slackChannelId: channel,
        slackTeamId: workspace,
        snsTopicArns: [topicArn],
      },
      { ...parent, dependsOn: [attachment] },
    );
    this.registerOutputs();
  }
}
