import * as pulumi from "@pulumi/pulumi";

/**
 * A value that is given once others are there too: whatever takes it is made after them, and deleted before. It stays known
 * in previews where the others are resources, which are waited for by their URNs, and not values that they compute.
 */
export const after = <T>(value: pulumi.Input<T>, ...others: readonly unknown[]): pulumi.Output<T> =>
  pulumi.all([pulumi.output(value) as pulumi.Output<T>, pulumi.all(others.map(waitable))]).apply(([it]) => it as T);

const waitable = (other: unknown) => (pulumi.Resource.isInstance(other) ? other.urn : other);
