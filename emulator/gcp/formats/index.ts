/** Computed outputs of Google Cloud's resources whose format matters. */
import type { Formats } from "../../formatting.ts";
import { byToken } from "../tokens.ts";
import { common } from "./common.ts";
import { compute } from "./compute.ts";
import { containers } from "./containers.ts";
import { data } from "./data.ts";

export const formats: Formats = { "*": common, ...byToken({ ...compute, ...containers, ...data }) };
