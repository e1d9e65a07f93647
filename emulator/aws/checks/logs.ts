/** What CloudWatch Logs refuses. */
import type { Check } from "../../model.ts";
import { among, matching } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_";

/** Days; 0 is for ever. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logs: readonly Check[] = [
  matching(
    "cloudwatch:LogGroup",
    "name",
    /^[.\-_/#A-Za-z0-9]{1,512}$/,
    "1 to 512 letters, digits and . - _ / #",
    `${API}CreateLogGroup.html`,
  ),
  matching("cloudwatch:LogGroup", "name", /^(?!aws\/)/, `a name cannot start with "aws/"`, `${API}CreateLogGroup.html`),
  matching(
    "cloudwatch:LogStream",
    "name",
    /^[^:*]{1,512}$/,
    "1 to 512 characters without : and *",
    `${API}CreateLogStream.html`,
  ),
  among("cloudwatch:LogGroup", "retentionInDays", RETENTIONS, `${API}PutRetentionPolicy.html`),
  among(
    "cloudwatch:LogGroup",
    "logGroupClass",
    ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"],
    `${API}CreateLogGroup.html`,
  ),
];
