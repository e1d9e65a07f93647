import type * as pulumi from "@pulumi/pulumi";

/** Options for a component that tell with which options its children are made, which mocks are not told. */
export function watchingOptions() {
  const seen = new Map<string, pulumi.CustomResourceOptions>();
  const opts: pulumi.ComponentResourceOptions = {
    transformations: [
      ({ type, name, opts: given }) => {
        seen.set(`${type} ${name}`, given);
        return undefined;
      },
    ],
  };
  return { opts, of: (type: string, name: string) => seen.get(`${type} ${name}`) ?? {} };
}
