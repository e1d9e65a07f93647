import * as pulumi from "@pulumi/pulumi";

/**
 * A value that is given once others are there too: whatever takes it is made after them, and deleted before. Where the
 * others are only waited for, their `urn` leaves the value known in previews, which their `id` does not.
 */
export const after = <T>(value: pulumi.Input<T>, ...others: pulumi.Input<unknown>[]): pulumi.Output<T> =>
  pulumi.all([pulumi.output(value) as pulumi.Output<T>, pulumi.all(others)]).apply(([it]) => it as T);
