/** Everything that the emulated Azure refuses. */
import type { Check } from "../../model.ts";
import { existence } from "./existence.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { services } from "./services.ts";
import { tags } from "./tags.ts";

export const checks: readonly Check[] = [...names, ...tags, ...network, ...services, ...existence];
