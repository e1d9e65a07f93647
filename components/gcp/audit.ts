import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Audit, AuditArgs } from "../contract/audit.ts";
import { placeOf } from "./place.ts";

/** Days that the archive keeps each record, and nobody can shorten that for: ISO 27001 and SOC 2 audits look back a year. */
const archiveDays = 400;

/** Days after which a record is hardly read any more, and cheaper to keep than to read. */
const coldDays = 90;

const daySeconds = 24 * 60 * 60;

/**
 * Who did what, the reading of data included, in a bucket that forgets nothing before its time. `threatDetection` and
 * `configurationHistory` add nothing here: Security Command Center is switched on for an organisation and not by a
 * project, and Cloud Asset Inventory keeps five weeks of every project's changes anyway.
 */
export class GcpAudit extends pulumi.ComponentResource implements Audit {
  readonly archiveId: pulumi.Output<string>;

  constructor(name: string, args: AuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Audit", name, {}, opts);
    if (args.manageTrail) this.recordAccess(name, args);
    const bucket = this.createArchive(name, args);
    const admitted = this.export(name, bucket, args);

    this.archiveId = after(bucket.url, admitted);
    this.registerOutputs({ archiveId: this.archiveId });
  }

  /** Google records changes by itself. Reading is recorded where that is asked for, and there is one such wish a project. */
  private recordAccess(name: string, { scope: project }: AuditArgs): void {
    const types = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];
    new gcp.projects.IAMAuditConfig(
      name,
      { project, service: "allServices", auditLogConfigs: types.map((logType) => ({ logType })) },
      { parent: this },
    );
  }

  private createArchive(name: string, args: AuditArgs): gcp.storage.Bucket {
    return new gcp.storage.Bucket(
      name,
      {
        project: args.scope,
        location: placeOf(this).region,
        encryption: { defaultKmsKeyName: args.key.id },
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: args.durability === "disposable",
        lifecycleRules: [
          { action: { type: "SetStorageClass", storageClass: "COLDLINE" }, condition: { age: coldDays } },
          { action: { type: "Delete" }, condition: { age: archiveDays } },
        ],
        // A disposable archive goes with what is in it, which a retention policy would not allow.
        retentionPolicy:
          args.durability === "disposable" ? undefined : { retentionPeriod: String(archiveDays * daySeconds) },
      },
      { parent: this, protect: args.durability === "protected" },
    );
  }

  private export(name: string, bucket: gcp.storage.Bucket, { scope: project }: AuditArgs): gcp.storage.BucketIAMMember {
    const sink = new gcp.logging.ProjectSink(
      name,
      {
        project,
        description: "Who did what, to the archive",
        destination: pulumi.interpolate`storage.googleapis.com/${bucket.name}`,
        filter:
          'log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access") OR log_id("cloudaudit.googleapis.com/system_event") OR log_id("cloudaudit.googleapis.com/policy")',
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );
    return new gcp.storage.BucketIAMMember(
      name,
      { bucket: bucket.name, role: "roles/storage.objectCreator", member: sink.writerIdentity },
      { parent: this },
    );
  }
}
