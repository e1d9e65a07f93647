/** The AWS provider's part of the emulator: tables only. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks/index.ts";
import { defaults, deletesFirst, documents } from "./bridge.ts";
import { isGlobal, regionOf } from "./account.ts";
import { formats } from "./formats/index.ts";
import { givenResources } from "./invokes/given.ts";
import { ids } from "./ids.ts";
import { immutable, irrevocable } from "./immutable.ts";
import { invokes } from "./invokes/index.ts";
import { names } from "./names.ts";
import { protections, refusedDeletes } from "./protections.ts";
import { references } from "./references/index.ts";
import { traces } from "./traces.ts";

/** What a new account has, read by its id. */
const given: Emulation["given"] = (type, id, cloud) =>
  givenResources(regionOf({}, cloud)).find((resource) => resource.type === type && resource.id === id)?.outputs;

export const aws: Emulation = {
  package: "aws",
  ids,
  formats,
  given,
  // Names are a region's own, but for what the account or all the world shares.
  realm: (inputs, cloud, type) => (isGlobal(type) ? "" : regionOf(inputs, cloud)),
  documents,
  deletesFirst,
  defaults,
  names,
  immutable,
  irrevocable,
  checks,
  references,
  protections,
  refusedDeletes,
  traces,
  invokes,
};
