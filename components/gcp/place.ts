import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";

/** Where a component's provider works. */
export interface Place {
  readonly project: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
}

export function placeOf(component: pulumi.ComponentResource): Place {
  const { project, region } = gcp.organizations.getClientConfigOutput({ parent: component });
  return { project, region };
}
