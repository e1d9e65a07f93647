/** Runs components without an engine. What resources and calls give back comes from the emulator, as everywhere else. */
import * as pulumi from "@pulumi/pulumi";

export interface MockedResource {
  readonly type: string;
  readonly name: string;
  /** Values that a preview cannot know are undefined. */
  readonly inputs: pulumi.runtime.MockResourceArgs["inputs"];
}

export interface Deployment<T> {
  readonly result: T;
  readonly resources: readonly MockedResource[];
  ofType(type: string): readonly MockedResource[];
  /** The only resource of that type with that name. */
  one(type: string, name: string): MockedResource;
}

const calls: Record<string, Record<string, unknown>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:index/getRegion:getRegion": { region: "us-east-1" },
  "aws:index/getPartition:getPartition": { partition: "aws" },
};

/**
 * Runs a program to its end. In a preview nothing that a cloud computes is known, so that a program which waits for such
 * a value fails here as it would there.
 */
export async function deployed<T>(program: () => T, { preview = false } = {}): Promise<Deployment<T>> {
  const resources: MockedResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        if (!custom) return { id: undefined, state: {} };
        resources.push({ type, name, inputs });
        if (preview) return { id: undefined, state: inputs };
        return { id: `${name}-id`, state: { arn: `arn:aws:mock:us-east-1:123456789012:${name}`, ...inputs } };
      },
      call: ({ token }) => {
        const result = calls[token];
        if (result === undefined) throw new Error(`No mock for ${token}`);
        return result;
      },
    },
    "honua",
    "test",
    preview,
  );
  const result = program();
  await pulumi.runtime.disconnect();
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const one = (type: string, name: string) => {
    const [only, ...others] = ofType(type).filter((resource) => resource.name === name);
    if (only === undefined || others.length > 0) {
      throw new Error(
        `${others.length + Number(only !== undefined)} resources ${type} ${name}; there are ${ofType(type)
          .map((resource) => resource.name)
          .join(", ")}`,
      );
    }
    return only;
  };
  return { result, resources, ofType, one };
}

/** An output's value once it is known. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(output).apply(resolve));
}
