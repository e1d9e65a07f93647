/** The id that each type gets when it is created. */
import type { Emulation } from "../model.ts";
import { identities } from "./identities/index.ts";

export const ids: Emulation["ids"] = Object.fromEntries(Object.entries(identities).map(([type, { id }]) => [type, id]));
