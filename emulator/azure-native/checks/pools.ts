/** What AKS refuses of node pools, those that stand in their cluster and those of their own, and of maintenance windows. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { among, between, frozen, isAbsent, isUnsure, late, matching, rule, says, valued } from "./rules.ts";

const AKS = "https://learn.microsoft.com/azure/aks/";
const POOLS = `${AKS}create-node-pools#limitations`;
const SYSTEM = `${AKS}use-system-pools`;
const SPOT = `${AKS}spot-node-pool#limitations`;
const SDK = "@pulumi/azure-native containerservice.AgentPoolArgs";

const CLUSTER = "containerservice:ManagedCluster";
const POOL = "containerservice:AgentPool";

const poolsOf = (inputs: Values): Values[] => valuesAt(inputs, "agentPoolProfiles[]").filter(isRecord);

/** One check for both places that a pool may stand in. */
const both = (path: string, check: (types: string, path: string) => Check): readonly Check[] => [
  check(POOL, path),
  check(CLUSTER, `agentPoolProfiles[].${path}`),
];

const eachPool = (source: string, judge: (pool: Values) => Finding): readonly Check[] => [
  rule(POOL, source, ({ inputs }) => judge(inputs)),
  rule(CLUSTER, source, ({ inputs }) => {
    for (const [index, pool] of poolsOf(inputs).entries()) {
      const finding = judge(pool);
      if (finding) return { ...finding, property: `agentPoolProfiles[${index}].${finding.property ?? ""}` };
    }
    return undefined;
  }),
];

const NAME = /^[a-z][a-z0-9]{0,11}$/;
const NAME_ALLOWED = "1 to 12 lowercase letters and digits, a letter first";

const isSpot = (pool: Values) => says(pool, "scaleSetPriority", "Spot");
const isRegular = (pool: Values) => isAbsent(pool, "scaleSetPriority") || says(pool, "scaleSetPriority", "Regular");

const windowsName = (pool: Values): Finding => {
  const property = pool["agentPoolName"] === undefined ? "name" : "agentPoolName";
  const name = textAt(pool, property);
  return says(pool, "osType", "Windows") && name.length > 6
    ? { property, reason: `"${name}" is too long for a Windows pool: 6 characters are allowed` }
    : undefined;
};

const systemIsFit = (pool: Values): Finding => {
  if (!says(pool, "mode", "System")) return undefined;
  if (says(pool, "osType", "Windows")) return { property: "osType", reason: "of a System pool is Linux" };
  if (isSpot(pool))
    return { property: "scaleSetPriority", reason: 'of a System pool is "Regular": Spot needs mode "User"' };
  const [count, minCount, maxPods] = ["count", "minCount", "maxPods"].map((key) => pool[key]);
  if (count === 0) return { property: "count", reason: "of a System pool is at least 1" };
  if (minCount === 0) return { property: "minCount", reason: "of a System pool is at least 1" };
  return typeof maxPods === "number" && maxPods < 30
    ? { property: "maxPods", reason: `${maxPods} is too few for a System pool, whose nodes take 30 or more` }
    : undefined;
};

function spotIsWhole(pool: Values): Finding {
  if (isRegular(pool)) {
    const stray = ["scaleSetEvictionPolicy", "spotMaxPrice"].find((property) => !isAbsent(pool, property));
    return stray === undefined ? undefined : { property: stray, reason: 'is for scaleSetPriority "Spot" only' };
  }
  const surge = ["maxSurge", "maxUnavailable"].find((key) => textAt(pool, `upgradeSettings.${key}`) !== "");
  if (isSpot(pool) && surge !== undefined) {
    return { property: `upgradeSettings.${surge}`, reason: "is not for Spot pools" };
  }
  const price = pool["spotMaxPrice"];
  const isPrice =
    typeof price !== "number" || price === -1 || (price > 0 && Number.isInteger(Math.round(price * 1e10) / 1e5));
  return isPrice
    ? undefined
    : { property: "spotMaxPrice", reason: `${price} is neither -1 nor a price with up to five decimals` };
}

function scalingIsWhole(pool: Values): Finding {
  const isOn = pool["enableAutoScaling"];
  const limits = ["minCount", "maxCount"];
  if (isOn === undefined || isOn === false) {
    const stray = limits.find((property) => !isAbsent(pool, property));
    return stray === undefined ? undefined : { property: stray, reason: "is for enableAutoScaling only" };
  }
  if (isOn !== true) return undefined;
  const missing = limits.find((property) => isAbsent(pool, property));
  if (missing !== undefined) return { property: missing, reason: "is missing beside enableAutoScaling" };
  const [min, count = min, max] = ["minCount", "count", "maxCount"].map((property) => pool[property]);
  if (typeof min !== "number" || typeof max !== "number" || typeof count !== "number") return undefined;
  return min <= count && count <= max
    ? undefined
    : { property: "count", reason: `${count} is not between minCount ${min} and maxCount ${max}` };
}

/** Arm sizes: `p` among the letters after the cores; `d` beside it for a disk of the machine's own. */
const isArm = (size: string) => /^Standard_[A-Z]+\d+(-\d+)?[a-z]*p[a-z]*_v\d+$/i.test(size);
const hasDisk = (size: string) => /^Standard_[A-Z]+\d+(-\d+)?[a-z]*d[a-z]*_v\d+$/i.test(size);

const armIsFit = (pool: Values): Finding => {
  const size = textAt(pool, "vmSize");
  if (!isArm(size)) return undefined;
  if (says(pool, "osType", "Windows"))
    return { property: "osType", reason: `${size} is an Arm size, which runs Linux only` };
  if (pool["enableFIPS"] === true && (isAbsent(pool, "osSKU") || /^Ubuntu/i.test(textAt(pool, "osSKU")))) {
    return { property: "enableFIPS", reason: `needs osSKU "AzureLinux" on ${size}, an Arm size` };
  }
  return says(pool, "osDiskType", "Ephemeral") && !hasDisk(size)
    ? {
        property: "osDiskType",
        reason: `"Ephemeral" needs a size with a disk of its own, as Standard_D4pds_v5; ${size} has none`,
      }
    : undefined;
};

/** AKS keeps these to itself; a Spot pool may repeat the one that it gets anyway. */
const labelsAreOwn = (pool: Values): Finding => {
  const labels = isRecord(pool["nodeLabels"]) ? pool["nodeLabels"] : {};
  const isRepeated = (key: string) =>
    key === "kubernetes.azure.com/scalesetpriority" &&
    !isRegular(pool) &&
    [UNKNOWN, "spot"].includes(labels[key] as string);
  const kept = Object.keys(labels).find(
    (key) => /^(kubernetes\.azure\.com|kubernetes\.io)\//.test(key) && !isRepeated(key),
  );
  return kept === undefined
    ? undefined
    : { property: "nodeLabels", reason: `"${kept}" has a prefix that AKS keeps for itself` };
};

const clusterHasSystem = ({ inputs }: Candidate): Finding => {
  const pools = poolsOf(inputs);
  const hasOne = pools.some((pool) => says(pool, "mode", "System") || pool["mode"] === UNKNOWN);
  const isUnclear = !Array.isArray(inputs["agentPoolProfiles"]) || isUnsure(inputs, "agentPoolProfiles");
  if (hasOne || isUnclear || says(inputs, "sku.name", "Automatic")) return undefined;
  return { property: "agentPoolProfiles", reason: 'has no pool with mode "System"; a cluster needs one' };
};

const namesDiffer = ({ inputs }: Candidate): Finding => {
  const names = poolsOf(inputs).map((pool) => textAt(pool, "name"));
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : { property: "agentPoolProfiles[].name", reason: `two pools are called ${twice}` };
};

const networkOf = (subnetId: string) => subnetId.split(/\/subnets\//i)[0] ?? "";

function poolsShareNetwork(candidate: Candidate, cloud: Cloud): Finding {
  const own = networkOf(textAt(candidate.inputs, "vnetSubnetID"));
  const cluster = resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/agentPools/")[0] ?? "");
  const [first = ""] = poolsOf(cluster?.inputs ?? {}).map((pool) => networkOf(textAt(pool, "vnetSubnetID")));
  if (own === "" || first === "" || sameName(own, first)) return undefined;
  return { property: "vnetSubnetID", reason: `is in ${own}; the cluster's pools are in ${first}` };
}

const VALUES: readonly (readonly [property: string, values: string])[] = [
  ["mode", "System User Gateway"],
  ["osType", "Linux Windows"],
  ["osSKU", "Ubuntu AzureLinux AzureLinux3 CBLMariner Windows2019 Windows2022 Ubuntu2204"],
  ["osDiskType", "Managed Ephemeral"],
  ["kubeletDiskType", "OS Temporary"],
  ["scaleSetPriority", "Spot Regular"],
  ["scaleSetEvictionPolicy", "Delete Deallocate"],
  ["type", "VirtualMachineScaleSets AvailabilitySet VirtualMachines"],
];

export const pools: readonly Check[] = [
  matching(POOL, "agentPoolName", NAME, NAME_ALLOWED, POOLS),
  matching(CLUSTER, "agentPoolProfiles[].name", NAME, NAME_ALLOWED, POOLS),
  ...VALUES.flatMap(([property, values]) => both(property, (types, path) => valued(types, path, values, SDK))),
  ...both("count", (types, path) => between(types, path, 0, 1000, SDK)),
  ...both("maxPods", (types, path) =>
    between(types, path, 10, 250, `${AKS}concepts-network-ip-address-planning#maximum-pods-per-node`),
  ),
  ...both("availabilityZones[]", (types, path) =>
    among(types, path, ["1", "2", "3"], `${AKS}reliability-availability-zones-configure`),
  ),
  ...both("orchestratorVersion", (types, path) =>
    matching(types, path, /^\d+\.\d+(\.\d+)?$/, "<major>.<minor> or <major>.<minor>.<patch>", SDK),
  ),
  ...["maxSurge", "maxUnavailable"].flatMap((key) =>
    both(`upgradeSettings.${key}`, (types, path) =>
      matching(types, path, /^\d+%?$/, "a number of nodes or a percentage, as in 33%", SDK),
    ),
  ),
  ...both("nodeTaints[]", (types, path) =>
    matching(
      types,
      path,
      /^[\w./-]+(=[\w.-]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$/,
      "<key>=<value>:<effect>, the effect one of NoSchedule, PreferNoSchedule, NoExecute",
      `${AKS}use-node-taints`,
    ),
  ),
  ...eachPool(POOLS, windowsName),
  ...eachPool(SYSTEM, systemIsFit),
  ...eachPool(SPOT, spotIsWhole),
  ...eachPool("terraform-provider-azurerm, kubernetes_nodepool.go: auto_scaling_enabled", scalingIsWhole),
  ...eachPool(`${AKS}use-arm64-vms#limitations`, armIsFit),
  ...eachPool(`${AKS}use-labels#reserved-prefixes`, labelsAreOwn),
  rule(CLUSTER, SYSTEM, clusterHasSystem),
  rule(CLUSTER, POOLS, namesDiffer),
  late(rule(POOL, `${AKS}node-pool-unique-subnet#limitations`, poolsShareNetwork)),
  ...frozen(POOL, ["scaleSetPriority", "scaleSetEvictionPolicy", "spotMaxPrice"], SPOT),
  ...frozen(POOL, ["maxPods"], SYSTEM),
];
