/** What S3 and DynamoDB refuse. */
import type { Check } from "../../model.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { among, matching } from "./rules.ts";

const BUCKETS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";

const BUCKET_TYPES = "s3:Bucket s3:BucketV2";
const NAME = /^(?=.{3,63}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/;

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
  policyAt(
    "s3:BucketPolicy",
    "policy",
    RESOURCE_POLICY,
    20480,
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
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
];
