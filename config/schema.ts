import { z } from "zod";
import { isPrivate, isRange, overlaps, prefixOf } from "../components/addresses.ts";
import { clouds } from "../components/tables/clouds.ts";
import {
  clusterServiceCidr,
  dataClassifications,
  environmentNames,
  environments,
} from "../components/tables/environments.ts";
import type { Environment } from "../components/tables/environments.ts";
import type { Region } from "../components/tables/regions.ts";
import type { Settings } from "./settings.ts";

/** What the checks of some keys depend on; absent where it is a mistake itself. */
export interface Context {
  /** Clouds that can be built on. */
  readonly available: readonly Settings["cloud"][];
  readonly cloud?: Settings["cloud"];
  readonly environment?: Environment;
  /** The regions that the cloud has, by name. */
  readonly regions: Readonly<Record<string, Region>>;
  readonly region?: Region;
}

export type Configuration = z.output<ReturnType<typeof schemaFor>>;

// Each schema's message says what is allowed; mistakes.ts puts key, value and remedy around it.

const list = (values: readonly string[]) => values.join(" | ");

const oneOf = <const T extends string>(values: readonly T[]) => z.enum(values, { error: list(values) });

/** A map with these keys and no others; left out, it is empty. */
function section<T extends z.ZodRawShape>(shape: T) {
  const keys = Object.keys(shape).join(", ");
  const schema = z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? keys : `a map with the keys ${keys}`),
  });
  return schema.prefault({} as z.input<typeof schema>);
}

function cloudSchema(available: readonly Settings["cloud"][]) {
  return z.enum(available, {
    error: ({ input }) =>
      clouds.some((cloud) => cloud === input) ? `${list(available)} (${input} is not available yet)` : list(available),
  });
}

const tagAllowed = "1 to 63 letters, digits, spaces and . : / = + @ _ -";
/** `pulumi config set --path` stores a cost center such as 4711 as a number. */
const tagValue = z.preprocess(
  (value) => (Number.isSafeInteger(value) ? String(value) : value),
  z.string({ error: tagAllowed }).regex(/^[\w .:/=+@-]{1,63}$/, { error: tagAllowed }),
);

function cidrSchema(environment: Environment | undefined) {
  const form = "a private range with a prefix of 16 to 20, such as 10.0.0.0/16";
  const taken = [
    ...environmentNames
      .filter((other) => environment !== undefined && other !== environment)
      .map((other) => ({ cidr: environments[other].cidr, user: other })),
    { cidr: clusterServiceCidr, user: "the cluster's services" },
  ];
  const clash = (cidr: string) => taken.find((range) => overlaps(range.cidr, cidr));
  return z
    .string({ error: form })
    .refine((cidr) => isRange(cidr) && isPrivate(cidr) && prefixOf(cidr) >= 16 && prefixOf(cidr) <= 20, {
      error: form,
      abort: true,
    })
    .refine((cidr) => clash(cidr) === undefined, {
      error: ({ input }) => {
        const range = clash(input as string);
        return `a range that does not overlap ${range?.cidr} (${range?.user})`;
      },
    });
}

function zonesSchema(region: Region | undefined) {
  const allowed = `two or more different zones${region === undefined ? "" : ` of ${region.zones.join(", ")}`}`;
  const zone = region === undefined ? z.string({ error: allowed }) : z.enum(region.zones, { error: allowed });
  return z
    .array(zone, { error: allowed })
    .refine((zones) => zones.length >= 2 && new Set(zones).size === zones.length, { error: allowed });
}

/** The whole configuration: `honua` holds the project's own keys, `region` the value of the cloud's native one. */
export function schemaFor({ available, cloud, environment, regions, region }: Context) {
  // Where the cloud is a mistake, its regions are unknown, and the one line about the cloud is enough.
  const regionName = (names: readonly string[]) => (cloud === undefined ? z.string().default("") : oneOf(names));
  const names = Object.keys(regions);
  return z.object({
    honua: section({
      cloud: cloudSchema(available),
      environment: oneOf(environmentNames),
      tags: section({
        owner: tagValue,
        costCenter: tagValue,
        dataClassification: oneOf(dataClassifications).optional(),
      }),
      network: section({
        cidr: cidrSchema(environment).optional(),
        zones: zonesSchema(region).optional(),
        natGateways: oneOf(["per-zone", "single"]).optional(),
        privateEndpoints: oneOf(["essential", "all"]).optional(),
      }),
      recovery: section({
        region: regionName(names)
          .refine((name) => region === undefined || regions[name] !== region, {
            error: "a region other than the stack's own",
          })
          .optional(),
        manageReplication: z.boolean({ error: "true or false" }).optional(),
      }),
    }),
    region: regionName(names),
  });
}
