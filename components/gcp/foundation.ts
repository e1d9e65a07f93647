import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";
import { placeOf } from "./place.ts";

/** The APIs that the platform calls, by what they are for. */
const services = [
  "artifactregistry",
  "billingbudgets",
  "cloudkms",
  "cloudresourcemanager",
  "compute",
  "container",
  "containerscanning",
  "dns",
  "gkebackup",
  "iam",
  "iamcredentials",
  "logging",
  "monitoring",
  "networkconnectivity",
  "redis",
  "secretmanager",
  "servicenetworking",
  "sqladmin",
  "storage",
  "sts",
] as const;

/**
 * A project whose APIs are on. They stay on when the stack goes: others in the project may use them, and turning one off
 * can delete what it manages. https://cloud.google.com/service-usage/docs/enable-disable
 */
export class GcpFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope: pulumi.Output<string>;

  constructor(name: string, _args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Foundation", name, {}, opts);
    const { project } = placeOf(this);
    const enabled = services.map(
      (service) =>
        new gcp.projects.Service(
          `${name}-${service}`,
          { project, service: `${service}.googleapis.com`, disableOnDestroy: false },
          { parent: this },
        ),
    );
    this.scope = after(project, ...enabled);
    this.registerOutputs({ scope: this.scope });
  }
}
