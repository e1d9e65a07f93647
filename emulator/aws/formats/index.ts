/** Computed outputs whose format matters, by full type token. */
import type { Emulation, Format } from "../../model.ts";
import { identities } from "../identities/index.ts";
import { byToken } from "../tokens.ts";
import { common, toFormat } from "./common.ts";
import { containers } from "./containers.ts";
import { databases } from "./databases.ts";
import { edge } from "./edge.ts";
import { network } from "./network.ts";
import { platform } from "./platform.ts";
import { workloads } from "./workloads.ts";

export const rows = byToken({ ...network, ...edge, ...platform, ...workloads, ...containers, ...databases });

const formatsOf = (type: string): Record<string, Format> => {
  const arn = identities[type]?.arn;
  const own = Object.entries(rows[type] ?? {}).map(([property, row]) => [property, toFormat(row, property)]);
  return { ...(arn && { arn }), ...Object.fromEntries(own) };
};

const types = new Set([...Object.keys(identities), ...Object.keys(rows)]);

export const formats: Emulation["formats"] = {
  "*": common,
  ...Object.fromEntries([...types].map((type) => [type, formatsOf(type)])),
};
