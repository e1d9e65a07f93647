import * as pulumi from "@pulumi/pulumi";
import type { Audit, AuditArgs } from "../contract/audit.ts";

/** STUB: still to be written. */
export class AzureAudit extends pulumi.ComponentResource implements Audit {
  readonly archiveId = pulumi.output("stub");

  constructor(name: string, args: AuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Audit", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
