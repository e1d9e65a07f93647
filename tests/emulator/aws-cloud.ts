/** A cloud made of a few resources, for tests of the AWS tables. */
import type { Candidate, Cloud, CloudResource, SynthesisContext, Values } from "../../emulator/model.ts";
import { token } from "../../emulator/aws/tokens.ts";
import { createHash } from "node:crypto";

export interface Live {
  readonly type: string;
  readonly id: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
}

/** @param live by short token; outputs default to the inputs. */
export function cloudOf(live: readonly Live[] = [], config: Values = { region: "eu-central-1" }): Cloud {
  const resources: CloudResource[] = live.map(({ type, id, inputs = {}, outputs = {} }) => ({
    type: token(type),
    id,
    urn: `urn:pulumi:dev::test::${token(type)}::${id}`,
    inputs,
    outputs: { ...inputs, ...outputs },
  }));
  return {
    config,
    get: (type, id) => resources.find((resource) => resource.type === type && resource.id === id),
    find: (fits) => resources.find(fits),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    all: () => resources,
  };
}

export const candidateOf = (type: string, inputs: Values, old?: CloudResource): Candidate => ({
  type: token(type),
  urn: `urn:pulumi:dev::test::${token(type)}::candidate`,
  name: "candidate",
  inputs,
  old,
});

export const contextOf = (type: string, inputs: Values, cloud = cloudOf(), id = "an-id"): SynthesisContext => ({
  type: token(type),
  name: "candidate",
  urn: `urn:pulumi:dev::test::${token(type)}::candidate`,
  id,
  inputs,
  cloud,
  hex(length, salt = "") {
    let digits = "";
    for (let block = 0; digits.length < length; block++) {
      digits += createHash("sha256").update(`${type} ${salt} ${block}`).digest("hex");
    }
    return digits.slice(0, length);
  },
});
