import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";

export interface FoundationArgs {
  readonly environment: Environment;
  /** Days that the cloud's log store keeps what it is sent, where the cloud has one for all services: Azure, GCP. */
  readonly logRetentionDays: number;
}

/** What has to be there before anything else can be. */
export interface Foundation {
  /** What the cloud keeps the stack's resources in: an account (AWS), a resource group (Azure), a project (GCP). */
  readonly scope: pulumi.Output<string>;
  /** What it does to whatever is made after it. Default: nothing. */
  readonly transformation?: pulumi.ResourceTransformation;
}

/** What every part but the foundation is told. */
export interface Scoped {
  /** The foundation's. Whatever takes it is made after the foundation. */
  readonly scope: pulumi.Input<string>;
}
