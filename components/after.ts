import * as pulumi from "@pulumi/pulumi";

/**
 * A text for what must not be made before some resources are there. Unlike one that these compute, it is known in
 * previews: a resource's URN is.
 */
export const after = (text: pulumi.Input<string>, resources: readonly pulumi.Resource[]): pulumi.Output<string> =>
  pulumi.all([pulumi.output(text), pulumi.all(resources.map(({ urn }) => urn))]).apply(([known]) => known);
