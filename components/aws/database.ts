import * as pulumi from "@pulumi/pulumi";
import type { Database, DatabaseArgs } from "../contract/database.ts";

/** STUB: still to be written. */
export class AwsDatabase extends pulumi.ComponentResource implements Database {
  readonly instanceId = pulumi.output("stub");
  readonly replicaIds = [pulumi.output("stub")];
  readonly host = pulumi.output("stub");
  readonly port = pulumi.output(0);
  readonly replicaHosts = [pulumi.output("stub")];
  readonly databaseName = pulumi.output("stub");
  readonly secretName = pulumi.output("stub");
  readonly maxConnections = 0;
  readonly storageGiB = 0;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Database", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
