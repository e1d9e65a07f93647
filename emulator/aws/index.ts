/** The AWS provider's part of the emulator: tables only. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks/index.ts";
import { formats } from "./formats/index.ts";
import { ids } from "./ids.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes/index.ts";
import { names } from "./names.ts";
import { protections } from "./protections.ts";
import { references } from "./references.ts";

export const aws: Emulation = {
  package: "aws",
  ids,
  formats,
  names,
  immutable,
  checks,
  references,
  protections,
  invokes,
};
