/** What AWS Budgets refuses. */
import type { Check } from "../../model.ts";
import { atMost, matching } from "./rules.ts";

const BUDGETS = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_";

export const budgets: readonly Check[] = [
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
