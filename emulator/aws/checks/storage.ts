/** What S3, Secrets Manager, messaging and backup refuse. */
import type { Candidate, Check } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { among, atMost, between, matching, rule, type Finding } from "./rules.ts";

const BUCKETS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_";
const BUDGETS = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_";

const BUCKET_TYPES = "s3:Bucket s3:BucketV2";
const NAME = /^(?=.{3,63}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/;

/** What goes to cold storage stays there for 90 days at least. */
function coldStorageKeeps({ inputs }: Candidate): Finding {
  for (const lifecycle of valuesAt(inputs, "rules[].lifecycle").filter(isRecord)) {
    const { coldStorageAfter, deleteAfter } = lifecycle;
    if (typeof coldStorageAfter !== "number" || typeof deleteAfter !== "number") continue;
    if (deleteAfter < coldStorageAfter + 90) {
      const reason = `${deleteAfter} is not 90 days past coldStorageAfter, ${coldStorageAfter}`;
      return { property: "rules[].lifecycle.deleteAfter", reason };
    }
  }
  return undefined;
}

export const storage: readonly Check[] = [
  matching(
    BUCKET_TYPES,
    "bucket",
    NAME,
    "3 to 63 lowercase letters, digits, . and -, a letter or digit first and last",
    BUCKETS,
  ),
  matching(
    BUCKET_TYPES,
    "bucket",
    /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)/,
    "no two periods in a row, and no IP address",
    BUCKETS,
  ),
  matching(
    BUCKET_TYPES,
    "bucket",
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3)$)/,
    "that start or end is kept for AWS",
    BUCKETS,
  ),
  matching(
    "secretsmanager:Secret",
    "name",
    /^[\w/+=.@-]{1,512}$/,
    "1 to 512 letters, digits and /_+=.@-",
    `${SECRETS}CreateSecret.html`,
  ),
  rule("secretsmanager:Secret", `${SECRETS}DeleteSecret.html`, ({ inputs }) => {
    const days = inputs["recoveryWindowInDays"];
    const isAllowed = typeof days !== "number" || days === 0 || (days >= 7 && days <= 30);
    return isAllowed
      ? undefined
      : { property: "recoveryWindowInDays", reason: `${days} is neither 0 nor between 7 and 30` };
  }),
  matching(
    "sns:Topic",
    "name",
    /^[\w-]{1,256}(\.fifo)?$/,
    "1 to 256 letters, digits, _ and -",
    "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  ),
  matching(
    "sqs:Queue",
    "name",
    /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/,
    "1 to 80 letters, digits, _ and -",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  between(
    "sqs:Queue",
    "visibilityTimeoutSeconds",
    0,
    43200,
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  between(
    "sqs:Queue",
    "messageRetentionSeconds",
    60,
    1209600,
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  matching(
    "dynamodb:Table",
    "name",
    /^[\w.-]{3,255}$/,
    "3 to 255 letters, digits and _ . -",
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
  ),
  among(
    "dynamodb:Table",
    "billingMode",
    ["PROVISIONED", "PAY_PER_REQUEST"],
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
  ),
  matching(
    "backup:Vault",
    "name",
    /^[\w-]{2,50}$/,
    "2 to 50 letters, digits, _ and -",
    "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html",
  ),
  rule("backup:Plan", "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html", coldStorageKeeps),
  matching(
    "budgets:Budget",
    "name",
    /^[^:\\]{1,100}$/,
    "1 to 100 characters without : and \\",
    `${BUDGETS}Budget.html`,
  ),
  atMost("budgets:Budget", "notifications", 10, `${BUDGETS}CreateBudget.html`),
  atMost(
    "budgets:Budget",
    "notifications[].subscriberEmailAddresses",
    10,
    `${BUDGETS}NotificationWithSubscribers.html`,
  ),
  atMost("budgets:Budget", "notifications[].subscriberSnsTopicArns", 1, `${BUDGETS}NotificationWithSubscribers.html`),
];
