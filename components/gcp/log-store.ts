import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Scoped } from "../contract/foundation.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { placeOf } from "./place.ts";

export interface GcpLogStoreArgs extends Scoped {
  readonly key: EncryptionKey;
  readonly retentionDays: number;
}

/** Records of who did what that Google keeps for 400 days by itself, and charges nothing for. */
const keptAnyway = ["activity", "system_event", "access_transparency"].map((log) => `cloudaudit.googleapis.com/${log}`);

/**
 * Where everything in the project logs to: a bucket in its region, encrypted with a key of ours, in place of Google's
 * `_Default`, whose place and key are not ours. Stacks that share a project would each keep all of its logs: one project each.
 */
export class GcpLogStore extends pulumi.ComponentResource {
  readonly bucketId: pulumi.Output<string>;

  constructor(name: string, args: GcpLogStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:LogStore", name, {}, opts);
    const { scope: project } = args;
    const bucket = this.createBucket(name, args);
    const sink = new gcp.logging.ProjectSink(
      name,
      {
        project,
        description: "Everything but what Google keeps anyway",
        destination: pulumi.interpolate`logging.googleapis.com/${bucket.id}`,
        filter: keptAnyway.map((log) => `NOT log_id("${log}")`).join(" AND "),
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );
    new gcp.logging.ProjectExclusion(
      name,
      { project, description: "In a bucket of its own", filter: "severity >= DEFAULT" },
      { parent: this, dependsOn: [sink] },
    );
    this.bucketId = bucket.id;
    this.registerOutputs({ bucketId: this.bucketId });
  }

  /** A deleted bucket keeps its id for a week: the end of it is made up, so that a stack can be made anew. */
  private createBucket(
    name: string,
    { scope: project, key, retentionDays }: GcpLogStoreArgs,
  ): gcp.logging.ProjectBucketConfig {
    const suffix = new random.RandomString(name, { length: 4, upper: false, special: false }, { parent: this }).result;
    return new gcp.logging.ProjectBucketConfig(
      name,
      {
        project,
        location: placeOf(this).region,
        bucketId: pulumi.interpolate`${name}-${suffix}`,
        description: "What the platform logs",
        retentionDays,
        cmekSettings: { kmsKeyName: key.id },
      },
      { parent: this },
    );
  }
}
