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

/** The logical names of what a resource is told to wait for. */
export const waitsFor = ({ dependsOn }: pulumi.CustomResourceOptions): string[] =>
  [dependsOn ?? []].flat().map((resource) => (resource as unknown as { readonly __name: string }).__name);
