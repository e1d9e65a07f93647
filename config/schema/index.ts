import { z } from "zod";
import { clouds } from "../../components/tables/clouds.ts";
import { dataClassifications, environmentNames } from "../../components/tables/environments.ts";
import { parseWindow, windowForm } from "../../components/windows.ts";
import type { Settings } from "../settings.ts";
import { alertsSection } from "./alerts.ts";
import { clusterSection } from "./cluster.ts";
import type { Context } from "./context.ts";
import { cacheSection, databaseSection } from "./data.ts";
import { flag, list, oneOf, section, text, whole } from "./forms.ts";
import { networkSection } from "./network.ts";

export type Configuration = z.output<ReturnType<typeof schemaFor>>;

/** The whole configuration: `honua` has the project's own keys, `region` and `project` those of the cloud's provider. */
export function schemaFor(context: Context) {
  const { available, cloud, regions } = context;
  // Where the cloud is a mistake, its regions are unknown, and the one line about the cloud is enough.
  const regionName = (names: readonly string[]) => (cloud === undefined ? z.string().default("") : oneOf(names));
  const names = Object.keys(regions);
  return z.object({
    honua: section({
      cloud: cloudName(available),
      environment: oneOf(environmentNames),
      tags: section({
        owner: tagValue,
        costCenter: tagValue,
        dataClassification: oneOf(dataClassifications).optional(),
      }),
      protection: section({
        resources: flag.optional(),
        backups: oneOf(["none", "governance", "compliance"]).optional(),
      }),
      maintenance: section({ windows: windows.optional() }),
      network: networkSection(context),
      edge: section({
        rateLimit: whole(100, 1_000_000).optional(),
        ddosProtection: oneOf(["standard", "advanced"]).optional(),
      }),
      cluster: clusterSection(context),
      database: databaseSection(context),
      cache: cacheSection(context),
      github: section({
        subjectPrefix: text(subject, /^repo:[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/).optional(),
        environment: text("the name of one of the repository's environments", /^[^:*?]{1,255}$/).optional(),
        manageProvider: flag.optional(),
      }),
      alerts: alertsSection(context),
      budget: section({
        monthly: whole(1, 10_000_000).optional(),
        start: text("the month that the budget starts in, such as 2026-12", /^20\d\d-(0[1-9]|1[0-2])$/),
      }),
      audit: section({
        manageTrail: flag.optional(),
        threatDetection: flag.optional(),
        configurationHistory: flag.optional(),
      }),
      recovery: section({
        region: recoveryRegion(context).optional(),
        manageReplication: flag.optional(),
      }),
    }),
    region: regionName(names),
    project: cloud === "gcp" ? text(projectForm, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/) : z.unknown(),
  });
}

/** Copies go anywhere but where they come from; on Azure, whose own copies go nowhere else, to the region's pair. */
function recoveryRegion({ cloud, regions, region }: Context) {
  if (cloud === undefined || region === undefined) return z.string();
  const others = Object.keys(regions).filter((name) => regions[name] !== region);
  return oneOf(cloud === "azure" ? [region.recovery] : others);
}

function cloudName(available: readonly Settings["cloud"][]) {
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

const someWindows = `one or more of ${windowForm}`;
const windows = z
  .array(
    z.string({ error: windowForm }).refine((value) => parseWindow(value) !== undefined, { error: windowForm }),
    { error: someWindows },
  )
  .min(1, { error: someWindows });

const subject = "repo:<owner>/<repository>, or with ids as newer tokens have it, repo:<owner>@<id>/<repository>@<id>";

const projectForm = "the id of a project: 6 to 30 lowercase letters, digits and -";
