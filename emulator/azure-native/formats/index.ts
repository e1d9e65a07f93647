/** Computed outputs of Azure resources whose format matters. */
import type { Formats } from "../../formatting.ts";
import { byToken } from "../tokens.ts";
import { common } from "./common.ts";
import { data } from "./data.ts";
import { network } from "./network.ts";
import { workloads } from "./workloads.ts";

export const formats: Formats = {
  "*": common,
  ...byToken({ ...network, ...workloads, ...data }),
};
