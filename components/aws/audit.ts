import * as pulumi from "@pulumi/pulumi";
import type { Audit, AuditArgs } from "../contract/audit.ts";
import { accountOf } from "./account.ts";
import { AwsArchive } from "./archive.ts";
import { AwsConfigurationHistory } from "./configuration-history.ts";
import { AwsThreatDetection } from "./threat-detection.ts";
import { AwsTrail } from "./trail.ts";

/** What the output says where an organisation's trail, or another stack's, records this account too. */
const elsewhere = "managed elsewhere (honua:audit.manageTrail is false)";

/** The trail of who did what, and as settings threat detection and the history of all configurations. */
export class AwsAudit extends pulumi.ComponentResource implements Audit {
  readonly archiveId: pulumi.Output<string>;

  constructor(name: string, args: AuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Audit", name, {}, opts);
    const parent = { parent: this };
    const { manageTrail, configurationHistory } = args;
    const trailName = `${name}-trail`;
    const archive =
      manageTrail || configurationHistory
        ? new AwsArchive(
            `${name}-archive`,
            {
              keyId: args.key.id,
              durability: args.durability,
              trailArn: manageTrail ? this.trailArn(trailName) : undefined,
            },
            parent,
          )
        : undefined;
    if (archive !== undefined && manageTrail) {
      new AwsTrail(trailName, { ...args, archive }, parent);
    }
    if (archive !== undefined && configurationHistory) {
      new AwsConfigurationHistory(`${name}-history`, { archive, keyId: args.key.id }, parent);
    }
    if (args.threatDetection) new AwsThreatDetection(`${name}-threats`, parent);
    this.archiveId = archive !== undefined && manageTrail ? archive.bucketName : pulumi.output(elsewhere);
    this.registerOutputs({ archiveId: this.archiveId });
  }

  private trailArn(trailName: string): pulumi.Output<string> {
    const { partition, region, accountId } = accountOf(this);
    return pulumi.interpolate`arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName}`;
  }
}
