import { z } from "zod";
import { isPrivate, isRange, overlaps, prefixOf } from "../components/addresses.ts";
import { type Cloud, clouds } from "../components/tables/clouds.ts";
import {
  clusterServiceCidr,
  dataClassifications,
  environmentNames,
  environments,
} from "../components/tables/environments.ts";
import type { Environment } from "../components/tables/environments.ts";
import type { Region } from "../components/tables/regions.ts";
import { type Sizes, sizes } from "../components/tables/sizes.ts";
import { parseWindow, windowForm } from "../components/windows.ts";
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

const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const text = (form: string, pattern: RegExp) => z.string({ error: form }).regex(pattern, { error: form });

const flag = z.boolean({ error: "true or false" });

/** Ranges outside the network; the whole internet only where nothing of worth is. */
function accessSchema(environment: Environment | undefined) {
  const anywhere = environment === "dev" ? "" : ", and not 0.0.0.0/0 outside dev";
  const error = `ranges such as 203.0.113.0/24${anywhere}`;
  const range = z
    .string({ error })
    .refine((cidr) => isRange(cidr) && (prefixOf(cidr) > 0 || environment === "dev"), { error });
  return z.array(range, { error });
}

/** How the clouds name who may administer a cluster. */
const admins: Readonly<Record<Cloud, readonly [form: string, pattern: RegExp]>> = {
  aws: ["ARNs of IAM roles or users", /^arn:aws[\w-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/],
  azure: ["object ids of Entra groups", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  gcp: ["members such as group:platform@example.com", /^(group|user|serviceAccount):[^@\s]+@[^@\s]+$/],
};

function poolSchema(machine: z.ZodType<string>) {
  return section({
    machine: machine.optional(),
    min: whole(0, 100).optional(),
    max: whole(1, 500).optional(),
    diskGiB: whole(50, 2000).optional(),
  });
}

const windowSchema = z.array(
  z.string({ error: windowForm }).refine((value) => parseWindow(value) !== undefined, { error: windowForm }),
  { error: `one or more of ${windowForm}` },
);

const subject = "repo:<owner>/<repository>, or as GitHub's tokens have it, repo:<owner>@<id>/<repository>@<id>";

/** What each cloud needs to write into a channel. */
const slackNeeds: Readonly<Record<Cloud, "workspace" | "token">> = { aws: "workspace", azure: "token", gcp: "token" };

function slackSchema(cloud: Cloud | undefined) {
  const error = "text";
  const needed = cloud && slackNeeds[cloud];
  return section({
    channel: z.string({ error: "the channel's id on AWS, elsewhere its name" }).optional(),
    workspace: text("the id of a workspace, such as T0123456789", /^T[A-Z0-9]{8,}$/).optional(),
    // On a command line the value is still encrypted.
    token: z.union([z.string(), z.object({ secure: z.string() })], { error }).optional(),
  }).refine((slack) => slack.channel === undefined || needed === undefined || slack[needed] !== undefined, {
    error: `channel and ${needed}`,
  });
}

const projectForm = "the id of a project: 6 to 30 lowercase letters, digits and -";

/** The whole configuration: `honua` holds the project's own keys, `region` the value of the cloud's native one. */
export function schemaFor({ available, cloud, environment, regions, region }: Context) {
  // Where the cloud is a mistake, its regions are unknown, and the one line about the cloud is enough.
  const regionName = (names: readonly string[]) => (cloud === undefined ? z.string().default("") : oneOf(names));
  const names = Object.keys(regions);
  const usual = cloud && environment && sizes[cloud][environment];
  return z.object({
    honua: section({
      cloud: cloudSchema(available),
      environment: oneOf(environmentNames),
      tags: section({
        owner: tagValue,
        costCenter: tagValue,
        dataClassification: oneOf(dataClassifications).optional(),
      }),
      protected: flag.optional(),
      windows: windowSchema.min(1, { error: `one or more of ${windowForm}` }).optional(),
      network: section({
        cidr: cidrSchema(environment).optional(),
        zones: zonesSchema(region).optional(),
        natGateways: oneOf(["per-zone", "single"]).optional(),
        privateEndpoints: oneOf(["essential", "all"]).optional(),
      }),
      edge: section({
        rateLimit: whole(100, 1_000_000).optional(),
        ddosProtection: oneOf(["standard", "advanced"]).optional(),
      }),
      cluster: clusterSchema(cloud, environment),
      database: databaseSchema(usual),
      cache: section({
        machine: z.string().optional(),
        shards: whole(1, 30).optional(),
        replicas: whole(0, 2).optional(),
      }),
      github: section({
        subjectPrefix: text(subject, /^repo:[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/).optional(),
        environment: text("the name of an environment of the repository", /^[^:*?]{1,255}$/).optional(),
        manageProvider: flag.optional(),
      }),
      alerts: section({
        emails: z
          .array(z.email({ error: "e-mail addresses" }), { error: "a list of 1 to 10 e-mail addresses" })
          .min(1, { error: "a list of 1 to 10 e-mail addresses" })
          .max(10, { error: "a list of 1 to 10 e-mail addresses" }),
        slack: slackSchema(cloud),
      }),
      budget: section({
        monthly: whole(1, 10_000_000).optional(),
        start: text("the month in which the budget starts, such as 2026-12", /^20\d\d-(0[1-9]|1[0-2])$/),
      }),
      audit: section({
        manageTrail: flag.optional(),
        threatDetection: flag.optional(),
        configurationHistory: flag.optional(),
      }),
      backup: section({ lock: oneOf(["none", "governance", "compliance"]).optional() }),
      recovery: section({
        region: regionName(names)
          .refine((name) => region === undefined || regions[name] !== region, {
            error: "a region other than the stack's own",
          })
          .optional(),
        manageReplication: flag.optional(),
      }),
    }),
    region: regionName(names),
    project: cloud === "gcp" ? text(projectForm, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/) : z.unknown(),
  });
}

function clusterSchema(cloud: Cloud | undefined, environment: Environment | undefined) {
  const machine = z.string();
  const [form, pattern] = cloud ? admins[cloud] : ["text", /./];
  return section({
    version: z.string().optional(),
    accessCidrs: accessSchema(environment).optional(),
    admins: z.array(text(form, pattern), { error: `a list of ${form}` }).optional(),
    platformPool: poolSchema(machine),
    buildPool: poolSchema(machine),
  });
}

/** Storage only grows: the clouds refuse to make it smaller than it is. */
function databaseSchema(usual: Sizes | undefined) {
  const least = usual?.database.storageGiB ?? 20;
  return section({
    machine: z.string().optional(),
    storageGiB: whole(least, 16_384).optional(),
    maxStorageGiB: whole(least, 65_536).optional(),
    replicas: whole(0, 5).optional(),
  });
}
