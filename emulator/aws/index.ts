/** The AWS provider's part of the emulator: tables only. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks/index.ts";
import { regionOf } from "./account.ts";
import { formats } from "./formats/index.ts";
import { givenResources } from "./invokes/given.ts";
import { ids } from "./ids.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes/index.ts";
import { names } from "./names.ts";
import { protections } from "./protections.ts";
import { references } from "./references.ts";

/** What a new account has, read by its id. */
const given: Emulation["given"] = (type, id, cloud) =>
  givenResources(regionOf({}, cloud)).find((resource) => resource.type === type && resource.id === id)?.outputs;

export const aws: Emulation = {
  package: "aws",
  ids,
  formats,
  given,
  realm: regionOf, // names are a region's own
  names,
  immutable,
  checks,
  references,
  protections,
  invokes,
};
