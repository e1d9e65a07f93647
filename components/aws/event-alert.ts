import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Events that are told of: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export interface EventPattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Tells a topic, which must let EventBridge publish, of every event that fits. */
export function eventAlert(
  name: string,
  description: string,
  pattern: EventPattern,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  const rule = new aws.cloudwatch.EventRule(name, { description, eventPattern: JSON.stringify(pattern) }, opts);
  new aws.cloudwatch.EventTarget(name, { rule: rule.name, arn: topicArn }, opts);
}
