/** Inputs that name other resources, and which of them cannot be deleted before the resource that names them. */
import type { Emulation } from "../../model.ts";
import { data } from "./data.ts";
import { identity } from "./identity.ts";
import { network } from "./network.ts";
import { platform } from "./platform.ts";
import { workloads } from "./workloads.ts";

export const references: Emulation["references"] = [...network, ...identity, ...workloads, ...data, ...platform];
