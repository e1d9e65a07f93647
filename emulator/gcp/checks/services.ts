/** What single services refuse: editions, tiers, ranges, and what must be there before them. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { lastPart, projectOf } from "../project.ts";
import { token } from "../tokens.ts";
import { between, rule } from "./rules.ts";

const DOCS = "https://cloud.google.com/";
const SQL = `${DOCS}sql/docs/postgres/`;

const logDays = ({ inputs }: Candidate): Finding => {
  const property = "settings.backupConfiguration.transactionLogRetentionDays";
  const [days] = valuesAt(inputs, property);
  const max = textAt(inputs, "settings.edition") === "ENTERPRISE_PLUS" ? 35 : 7;
  return typeof days !== "number" || (days >= 1 && days <= max)
    ? undefined
    : { property, reason: `${days} is not between 1 and ${max}, which the edition allows` };
};

const customTier = ({ inputs }: Candidate): Finding => {
  const tier = textAt(inputs, "settings.tier");
  const isPlus = textAt(inputs, "settings.edition") === "ENTERPRISE_PLUS";
  if (!isPlus || !/^db-(custom|f1|g1|n1)/.test(tier)) return undefined;
  return { property: "settings.tier", reason: `"${tier}" needs the edition ENTERPRISE, not ENTERPRISE_PLUS` };
};

/** A private address needs the peering with Google's services first. */
function isPeered({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "settings.ipConfiguration.privateNetwork";
  const network = lastPart(textAt(inputs, property));
  const isConnected = ({ type, inputs: other }: { type: string; inputs: Candidate["inputs"] }) =>
    type === token("servicenetworking:Connection") && lastPart(textAt(other, "network")) === network;
  if (network === "" || cloud.find(isConnected)) return undefined;
  return {
    property,
    reason: `the network "${network}" has no servicenetworking.Connection yet; make the instance depend on one`,
  };
}

/** Private Service Connect must be allowed for the class before a cluster can have its endpoints. */
function hasConnectionPolicy({ inputs }: Candidate, cloud: Cloud): Finding {
  const network = lastPart(textAt(inputs, "pscConfigs[].network"));
  const fits = ({ type, inputs: other }: { type: string; inputs: Candidate["inputs"] }) =>
    type === token("networkconnectivity:ServiceConnectionPolicy") &&
    textAt(other, "serviceClass") === "gcp-memorystore-redis" &&
    lastPart(textAt(other, "network")) === network;
  if (network === "" || cloud.find(fits)) return undefined;
  return {
    property: "pscConfigs",
    reason: `the network "${network}" has no ServiceConnectionPolicy for gcp-memorystore-redis yet`,
  };
}

const calicoOrDataplane = ({ inputs }: Candidate): Finding =>
  textAt(inputs, "datapathProvider") === "ADVANCED_DATAPATH" && textAt(inputs, "networkPolicy.enabled") === "true"
    ? {
        property: "networkPolicy.enabled",
        reason: "must be off with ADVANCED_DATAPATH, which enforces policies itself",
      }
    : undefined;

const poolHasOrder = ({ inputs }: Candidate): Finding => {
  for (const [min, max] of [
    ["minNodeCount", "maxNodeCount"],
    ["totalMinNodeCount", "totalMaxNodeCount"],
  ]) {
    const [low] = valuesAt(inputs, `autoscaling.${min}`);
    const [high] = valuesAt(inputs, `autoscaling.${max}`);
    if (typeof low === "number" && typeof high === "number" && low > high) {
      return { property: `autoscaling.${min}`, reason: `${low} is more than ${max}, ${high}` };
    }
  }
  return undefined;
};

/** Without a condition every repository of GitHub could use the pool. */
const gitHubIsNarrowed = ({ inputs }: Candidate): Finding =>
  /^https:\/\/token\.actions\.githubusercontent\.com/.test(textAt(inputs, "oidc.issuerUri")) &&
  inputs["attributeCondition"] === undefined
    ? { property: "attributeCondition", reason: "must be given for GitHub's issuer, and name a claim of it" }
    : undefined;

const thresholds = ({ inputs }: Candidate): Finding => {
  const wrong = valuesAt(inputs, "thresholdRules[]")
    .filter(isRecord)
    .map((threshold) => threshold["thresholdPercent"])
    .find((percent) => typeof percent === "number" && percent >= 10);
  return wrong === undefined
    ? undefined
    : { property: "thresholdRules", reason: `${String(wrong)} is ${Number(wrong) * 100}%: write 0.8 for 80%` };
};

const ACCOUNT = /^serviceAccount:([^@[]+)@([^.]+)\.iam\.gserviceaccount\.com$/;

/** A grant to a service account of this project that is not there. */
function memberExists({ inputs }: Candidate, cloud: Cloud): Finding {
  const members = [...valuesAt(inputs, "member"), ...valuesAt(inputs, "members[]")].map(String);
  for (const member of members) {
    const [, accountId, project] = ACCOUNT.exec(member) ?? [];
    if (accountId === undefined || project !== projectOf({}, cloud)) continue;
    const isIt = cloud.find(
      ({ type, outputs }) =>
        type === token("serviceaccount:Account") && `serviceAccount:${String(outputs["email"])}` === member,
    );
    if (!isIt) return { property: "member", reason: `"${member}" does not exist` };
  }
  return undefined;
}

export const services: readonly Check[] = [
  rule("sql:DatabaseInstance", `${SQL}backup-recovery/pitr`, logDays),
  rule("sql:DatabaseInstance", `${SQL}editions-intro`, customTier),
  { ...rule("sql:DatabaseInstance", `${SQL}configure-private-ip`, isPeered), late: true },
  { ...rule("redis:Cluster", `${DOCS}memorystore/docs/cluster/networking`, hasConnectionPolicy), late: true },
  between("redis:Instance", "memorySizeGb", 1, 300, `${DOCS}memorystore/docs/redis/redis-tiers`),
  rule("container:Cluster", `${DOCS}kubernetes-engine/docs/concepts/dataplane-v2#limitations`, calicoOrDataplane),
  rule("container:NodePool", "@pulumi/gcp container.NodePool: autoscaling", poolHasOrder),
  between("container:NodePool", "maxPodsPerNode", 8, 256, `${DOCS}kubernetes-engine/docs/how-to/flexible-pod-cidr`),
  rule(
    "iam:WorkloadIdentityPoolProvider",
    `${DOCS}iam/docs/workload-identity-federation-with-deployment-pipelines#conditions`,
    gitHubIsNarrowed,
  ),
  rule("billing:Budget", "@pulumi/gcp billing.Budget: thresholdRules[].thresholdPercent", thresholds),
  {
    types: ["gcp:*"],
    source: `${DOCS}iam/docs/policies#service-account-delete`,
    late: true,
    check: memberExists,
  },
];
