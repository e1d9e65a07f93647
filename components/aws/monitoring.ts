import * as pulumi from "@pulumi/pulumi";
import type { Monitoring, MonitoringArgs } from "../contract/monitoring.ts";

/** STUB: still to be written. */
export class AwsMonitoring extends pulumi.ComponentResource implements Monitoring {
  readonly alertTargetId = pulumi.output("stub");
  readonly dashboardUrl = pulumi.output("stub");

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Monitoring", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
