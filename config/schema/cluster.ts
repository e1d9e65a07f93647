import { z } from "zod";
import { isRange, prefixOf } from "../../components/addresses.ts";
import type { Cloud } from "../../components/tables/clouds.ts";
import type { Environment } from "../../components/tables/environments.ts";
import { kubernetesVersions } from "../../components/tables/kubernetes-versions.ts";
import { type Machine, machines } from "../../components/tables/machines/index.ts";
import type { PoolName } from "../../components/tables/pools.ts";
import { sizes } from "../../components/tables/sizes.ts";
import type { Context } from "./context.ts";
import { oneOf, section, text, whole } from "./forms.ts";

export function clusterSection(context: Context) {
  const { cloud, environment } = context;
  const [form, pattern] = cloud ? admins[cloud] : ["text", /./];
  return section({
    version: version(cloud).optional(),
    accessCidrs: accessRanges(environment).optional(),
    admins: z.array(text(form, pattern), { error: `a list of ${form}` }).optional(),
    platformPool: pool("platform", context),
    buildPool: pool("build", context),
  });
}

/** `pulumi config set --path` stores a version as a number. */
const version = (cloud: Cloud | undefined) =>
  z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    cloud ? oneOf(Object.keys(kubernetesVersions[cloud].supportedUntil)) : z.string(),
  );

/** Ranges outside the network; the whole internet only where nothing of worth is. */
function accessRanges(environment: Environment | undefined) {
  const error = `ranges such as 203.0.113.0/24${environment === "dev" ? "" : "; not 0.0.0.0/0, outside dev"}`;
  const isAllowed = (cidr: string) => isRange(cidr) && (prefixOf(cidr) > 0 || environment === "dev");
  return z.array(z.string({ error }).refine(isAllowed, { error }), { error });
}

/** How the clouds name who may administer a cluster. */
const admins: Readonly<Record<Cloud, readonly [form: string, pattern: RegExp]>> = {
  aws: ["ARNs of IAM roles or users", /^arn:aws[\w-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/],
  azure: ["object ids of Entra groups", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  gcp: ["members such as group:platform@example.com", /^(group|user|serviceAccount):[^@\s]+@[^@\s]+$/],
};

function pool(name: PoolName, { cloud, environment, places }: Context) {
  const usual = cloud && environment && sizes[cloud][environment].pools[name];
  return section({
    machine: machine(cloud, places, usual?.machine).optional(),
    // Something has to run the cluster's own services; builds wait for a node.
    min: whole(name === "platform" ? 1 : 0, 100).optional(),
    max: whole(1, 500).optional(),
    diskGiB: whole(50, 2000).optional(),
  }).check(({ value, issues }) => {
    const { min = usual?.min ?? 0, max = usual?.max ?? min } = value;
    if (min <= max) return;
    const property = value.max === undefined ? "min" : "max";
    const message = property === "min" ? `at most max, ${max}` : `at least min, ${min}`;
    issues.push({ code: "custom", path: [property], input: value[property], message });
  });
}

/** One of the ARM machines that the place has. */
function machine(cloud: Cloud | undefined, places: readonly string[], example = "") {
  if (cloud === undefined) return z.string();
  const rows: readonly [string, Machine][] = Object.entries(machines[cloud]);
  const offered = rows.filter(([, { offeredIn }]) => places.every((place) => offeredIn.includes(place)));
  const where = places.length === 0 ? "" : ` that ${places.join(", ")} ${places.length > 1 ? "have" : "has"}`;
  return oneOf(
    offered.map(([type]) => type),
    `an ARM machine${where}, such as ${example} (components/tables/machines)`,
  );
}
