/** Everything that the emulated Google Cloud refuses. */
import type { Check } from "../../model.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { services } from "./services.ts";

export const checks: readonly Check[] = [...names, ...network, ...services];
