/** A cloud made of a few resources, for tests of the AWS tables. */
import { createHash } from "node:crypto";
import { token } from "../../emulator/aws/tokens.ts";
import type { Candidate, Cloud, CloudResource, SynthesisContext, Values } from "../../emulator/model.ts";
import { candidate, cloudWith, type Live } from "./support.ts";

export type { Live };

/** @param live by short token; outputs default to the inputs. */
export const cloudOf = (live: readonly Live[] = [], config: Values = { region: "eu-central-1" }): Cloud =>
  cloudWith(
    live.map((resource) => ({ ...resource, type: token(resource.type) })),
    config,
  );

export const candidateOf = (type: string, inputs: Values, old?: CloudResource): Candidate =>
  candidate(token(type), inputs, old);

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
