import { z } from "zod";
import { isPrivate, isRange, overlaps, prefixOf } from "../../components/addresses.ts";
import {
  type Environment,
  clusterServiceCidr,
  environmentNames,
  environments,
} from "../../components/tables/environments.ts";
import type { Region } from "../../components/tables/regions.ts";
import type { Context } from "./context.ts";
import { oneOf, section } from "./forms.ts";

export const networkSection = ({ environment, region }: Context) =>
  section({
    cidr: cidr(environment).optional(),
    zones: zones(region).optional(),
    natGateways: oneOf(["per-zone", "single"]).optional(),
    privateEndpoints: oneOf(["essential", "all"]).optional(),
  });

function cidr(environment: Environment | undefined) {
  const form = "a private range with a prefix of 16 to 20, such as 10.0.0.0/16";
  const taken = [
    ...environmentNames
      .filter((other) => environment !== undefined && other !== environment)
      .map((other) => ({ cidr: environments[other].cidr, user: other })),
    { cidr: clusterServiceCidr, user: "the cluster's services" },
  ];
  const clash = (range: string) => taken.find((other) => overlaps(other.cidr, range));
  return z
    .string({ error: form })
    .refine((range) => isRange(range) && isPrivate(range) && prefixOf(range) >= 16 && prefixOf(range) <= 20, {
      error: form,
      abort: true,
    })
    .refine((range) => clash(range) === undefined, {
      error: ({ input }) => {
        const other = clash(input as string);
        return `a range that does not overlap ${other?.cidr} (${other?.user})`;
      },
    });
}

function zones(region: Region | undefined) {
  const allowed = `two or more different zones${region === undefined ? "" : ` of ${region.zones.join(", ")}`}`;
  const zone = region === undefined ? z.string({ error: allowed }) : z.enum(region.zones, { error: allowed });
  return z
    .array(zone, { error: allowed })
    .refine((chosen) => chosen.length >= 2 && new Set(chosen).size === chosen.length, { error: allowed });
}
