/** Logs, messages, audits and firewalls. */
import type { Reference } from "../../model.ts";
import {
  EC2,
  foreignKey,
  isDefault,
  isForeign,
  KEY,
  KMS,
  OTHER,
  ROLE,
  row,
  serviceRole,
  TOPIC,
  WEB_ACL,
} from "./rows.ts";

const TRAIL =
  "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html (…NotFoundException, Invalid…RoleArnException)";
const WAF =
  "https://docs.aws.amazon.com/waf/latest/APIReference/ (WAFNonexistentItemException, WAFAssociatedItemException)";

export const platform: readonly Reference[] = [
  // Flow logs and logs
  row("ec2:FlowLog", "iamRoleArn", ROLE, EC2, { keeps: false, given: serviceRole }),
  row("cloudwatch:LogStream", "logGroupName", "cloudwatch:LogGroup", OTHER, { keeps: false }),
  row("cloudwatch:LogGroup", "kmsKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  row("cloudwatch:LogMetricFilter", "logGroupName", "cloudwatch:LogGroup", OTHER, { keeps: false, given: isServices }),
  row("cloudwatch:LogSubscriptionFilter", "logGroup", "cloudwatch:LogGroup", OTHER, {
    keeps: false,
    given: isServices,
  }),
  // Topics, queues and events
  row("sns:TopicSubscription", "topic", TOPIC, OTHER, { keeps: false, given: isForeign }),
  row("sns:TopicPolicy", "arn", TOPIC, OTHER, { keeps: false, given: isForeign }),
  row("sqs:QueuePolicy", "queueUrl", "sqs:Queue", OTHER, { keeps: false }),
  row(
    "cloudwatch:EventRule cloudwatch:EventTarget",
    "eventBusName",
    "cloudwatch:EventBus cloudwatch:EventBus#arn",
    OTHER,
    { keeps: false, given: isDefault },
  ),
  // A rule goes after its targets: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html
  row("cloudwatch:EventTarget", "rule", "cloudwatch:EventRule#name", OTHER),
  row("scheduler:Schedule", "groupName", "scheduler:ScheduleGroup#name", OTHER, { keeps: false, given: isDefault }),
  row("scheduler:Schedule", "target.roleArn", ROLE, "terraform-provider-aws, internal/service/scheduler/retry.go", {
    keeps: false,
    given: serviceRole,
  }),
  // Audits and firewalls
  row("cloudtrail:Trail", "kmsKeyId", KEY, TRAIL, { keeps: false, given: foreignKey }),
  row("cloudtrail:Trail", "cloudWatchLogsRoleArn", ROLE, TRAIL, { keeps: false, given: serviceRole }),
  row(
    "guardduty:DetectorFeature guardduty:Filter guardduty:PublishingDestination",
    "detectorId",
    "guardduty:Detector",
    OTHER,
    { keeps: false },
  ),
  row("wafv2:WebAclAssociation", "webAclArn", WEB_ACL, WAF, { given: isForeign }),
  row("wafv2:WebAclLoggingConfiguration", "resourceArn", WEB_ACL, WAF, { keeps: false, given: isForeign }),
  row("wafv2:WebAcl", "rules[].statement.ipSetReferenceStatement.arn", "wafv2:IpSet#arn", WAF, { given: isForeign }),
];

/** Groups that services make for themselves. */
function isServices(value: string): boolean {
  return value.startsWith("/aws/") || value === "RDSOSMetrics";
}
