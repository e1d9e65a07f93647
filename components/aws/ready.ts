import * as pulumi from "@pulumi/pulumi";

/** The value, which nobody gets before these resources exist, and whose users are gone before they are. */
export function ready<T>(value: pulumi.Input<T>, ...needed: pulumi.Resource[]): pulumi.Output<pulumi.Unwrap<T>> {
  // URNs, because a preview knows them: the value stays known if it was.
  return pulumi.all([value, ...needed.map(({ urn }) => urn)]).apply(([known]) => known as pulumi.Unwrap<T>);
}
