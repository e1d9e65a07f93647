import { z } from "zod";
import { cacheMachines } from "../../components/tables/cache-machines.ts";
import type { Cloud } from "../../components/tables/clouds.ts";
import { databaseMachines } from "../../components/tables/database-machines.ts";
import { sizes } from "../../components/tables/sizes.ts";
import type { Context } from "./context.ts";
import { oneOf, section, whole } from "./forms.ts";

export function databaseSection({ cloud, environment }: Context) {
  const usual = cloud && environment && sizes[cloud][environment].database;
  const storage = storageGiB(cloud, usual?.storageGiB ?? 20);
  return section({
    machine: machine(cloud && databaseMachines[cloud], usual?.machine),
    storageGiB: storage.optional(),
    maxStorageGiB: storage.optional(),
    replicas: whole(0, 5).optional(),
  }).check(({ value, issues }) => {
    const { storageGiB: initial = usual?.storageGiB ?? 0, maxStorageGiB: most = usual?.maxStorageGiB ?? initial } =
      value;
    const least = Math.ceil(initial * growth);
    if (least <= most) return;
    const property = value.maxStorageGiB === undefined ? "storageGiB" : "maxStorageGiB";
    const message =
      property === "storageGiB"
        ? `at most ${Math.floor(most / growth)}, a tenth below maxStorageGiB`
        : `at least ${least}, a tenth above storageGiB`;
    issues.push({ code: "custom", path: [property], input: value[property], message });
  });
}

export function cacheSection({ cloud, environment }: Context) {
  const usual = cloud && environment && sizes[cloud][environment].cache;
  return section({
    machine: machine(cloud && cacheMachines[cloud], usual?.machine),
    shards: whole(1, 30).optional(),
    replicas: whole(0, 2).optional(),
  });
}

const machine = (table: Readonly<Record<string, unknown>> | undefined, example: string | undefined) =>
  table === undefined
    ? z.string().optional()
    : oneOf(Object.keys(table), `a machine of the table, such as ${example} (components/tables)`).optional();

/**
 * RDS grows a storage only where it may by a tenth:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
const growth = 1.1;

/** Premium SSD comes in these: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-storage */
const azureSteps = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767];

/** At least what the environment begins with, for storage only grows: the clouds refuse to make it smaller than it is. */
function storageGiB(cloud: Cloud | undefined, least: number) {
  if (cloud !== "azure") return whole(least, 65_536);
  const steps = azureSteps.filter((step) => step >= least);
  return z.int({ error: steps.join(" | ") }).refine((size) => steps.includes(size), { error: steps.join(" | ") });
}
