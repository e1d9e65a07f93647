/** Whether a bucket of the emulated cloud takes what a service writes. */
import type { Cloud, CloudResource } from "../../model.ts";
import { allows, documentText } from "../policy.ts";
import { tokens } from "../tokens.ts";

const BUCKETS = tokens("s3:Bucket", "s3:BucketV2");
const POLICIES = tokens("s3:BucketPolicy");

export const bucketOf = (cloud: Cloud, name: unknown): CloudResource | undefined =>
  BUCKETS.flatMap((type) => cloud.ofType(type)).find(({ id }) => id === name);

/** Whether the policy of that bucket keeps the service from one of the actions; not where the cloud has no such bucket. */
export function bucketRefuses(cloud: Cloud, name: unknown, service: string, ...actions: string[]): boolean {
  const bucket = bucketOf(cloud, name);
  const apart = POLICIES.flatMap((type) => cloud.ofType(type)).find(({ inputs }) => inputs["bucket"] === name);
  const policy = documentText(apart?.inputs["policy"] ?? bucket?.inputs["policy"]) ?? "{}";
  return bucket !== undefined && !actions.every((action) => allows(policy, [service], action));
}
