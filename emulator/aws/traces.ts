/** What stays of what is over: names that are not free again, snapshots, and what services have written. */
import type { Trace, Values } from "../model.ts";
import { tokens } from "./tokens.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const within = (name: unknown, region: string) => (text(name) === undefined ? undefined : `${text(name)} (${region})`);

const finalSnapshot = ({ skipFinalSnapshot, finalSnapshotIdentifier }: Values, region: string) =>
  skipFinalSnapshot === true ? undefined : within(finalSnapshotIdentifier, region);

export const traces: readonly Trace[] = [
  {
    what: "a deleted secret that still holds the name",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
    left: [
      {
        types: tokens("secretsmanager:Secret"),
        by: "delete",
        name: ({ name, recoveryWindowInDays }, region) =>
          recoveryWindowInDays === 0 ? undefined : within(name, region),
      },
    ],
    stops: {
      types: tokens("secretsmanager:Secret"),
      operation: "create",
      name: ({ name }, region) => within(name, region),
      remedy: "take another name, or set recoveryWindowInDays to 0 before a secret is deleted",
    },
  },
  {
    what: "a snapshot already",
    source:
      "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html (DBSnapshotAlreadyExists)",
    left: [{ types: tokens("rds:Instance"), by: "delete", name: finalSnapshot }],
    stops: {
      types: tokens("rds:Instance"),
      operation: "delete",
      name: finalSnapshot,
      remedy: "give another finalSnapshotIdentifier, deploy, then delete",
    },
  },
  {
    what: "objects in it",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html (BucketNotEmpty)",
    left: [
      // Both write within minutes: the trail its log and digest files, the channel a file to see whether it can.
      { types: tokens("cloudtrail:Trail"), by: "create", name: ({ s3BucketName }) => text(s3BucketName) },
      { types: tokens("cfg:DeliveryChannel"), by: "create", name: ({ s3BucketName }) => text(s3BucketName) },
    ],
    stops: {
      types: tokens("s3:Bucket", "s3:BucketV2"),
      operation: "delete",
      name: ({ bucket, forceDestroy }) => (forceDestroy === true ? undefined : text(bucket)),
      remedy: "set forceDestroy, deploy, then delete",
    },
    goes: ({ bucket }) => text(bucket),
  },
];
