/** What Cloud KMS refuses of keys, and services of a key that they may not use or that is elsewhere. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type CloudResource, type Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { AGENTS } from "../agents.ts";
import { lastPart, locationOf, projectOf, regionOf } from "../project.ts";
import { token } from "../tokens.ts";
import { among, late, matching, onlyWhere, rule, seconds, type Finding } from "./rules.ts";

const KEY = "kms:CryptoKey";
const DOCS = "https://cloud.google.com/";
const DAY = 86400;

/** A service that encrypts with a key of the project's. */
interface Use {
  readonly types: string;
  readonly path: string;
  /** The service whose agent uses the key. */
  readonly agent: keyof typeof AGENTS;
  /** Where the key must be; without it, anywhere. */
  readonly location?: (inputs: Values, cloud: Cloud) => string;
  readonly source: string;
}

/** Buckets say US where keys say us, and EU where keys say europe. */
const ofBucket = (inputs: Values) => {
  const location = textAt(inputs, "location").toLowerCase();
  return location === "eu" ? "europe" : location;
};

const USES: readonly Use[] = [
  {
    types: "sql:DatabaseInstance",
    path: "encryptionKeyName",
    agent: "sqladmin",
    location: regionOf,
    source: "@pulumi/gcp sql.DatabaseInstance: encryptionKeyName",
  },
  {
    types: "artifactregistry:Repository",
    path: "kmsKeyName",
    agent: "artifactregistry",
    location: locationOf,
    source: `${DOCS}artifact-registry/docs/cmek`,
  },
  {
    types: "redis:Instance",
    path: "customerManagedKey",
    agent: "redis",
    location: regionOf,
    source: `${DOCS}memorystore/docs/redis/about-cmek`,
  },
  {
    types: "redis:Cluster",
    path: "kmsKey",
    agent: "redis",
    location: regionOf,
    source: `${DOCS}memorystore/docs/cluster/about-cmek`,
  },
  {
    types: "container:Cluster",
    path: "databaseEncryption.keyName",
    agent: "container",
    source: `${DOCS}kubernetes-engine/docs/how-to/encrypting-secrets#grant_permission_to_use_the_key`,
  },
  {
    types: "container:NodePool",
    path: "nodeConfig.bootDiskKmsKey",
    agent: "compute",
    source: `${DOCS}kubernetes-engine/docs/how-to/using-cmek#boot-disks`,
  },
  {
    types: "secretmanager:Secret",
    path: "replication.auto.customerManagedEncryption.kmsKeyName",
    agent: "secretmanager",
    location: () => "global",
    source: `${DOCS}secret-manager/docs/cmek`,
  },
  {
    types: "secretmanager:Secret",
    path: "replication.userManaged.replicas[].customerManagedEncryption.kmsKeyName",
    agent: "secretmanager",
    source: `${DOCS}secret-manager/docs/cmek`,
  },
  {
    types: "storage:Bucket",
    path: "encryption.defaultKmsKeyName",
    agent: "storage",
    location: ofBucket,
    source: `${DOCS}storage/docs/encryption/customer-managed-keys#restrictions`,
  },
  {
    types: "logging:ProjectBucketConfig",
    path: "cmekSettings.kmsKeyName",
    agent: "logging",
    location: locationOf,
    source: `${DOCS}logging/docs/routing/managed-encryption-storage`,
  },
  { types: "pubsub:Topic", path: "kmsKeyName", agent: "pubsub", source: `${DOCS}pubsub/docs/encryption` },
];

/** `projects/p/locations/l/keyRings/r/cryptoKeys/k`, or the same without the words: `p/l/r/k`. */
const bare = (path: string) => path.replaceAll(/(^|\/)(projects|locations|keyRings|cryptoKeys)\//g, "$1");

const PATH = /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+/;

function keyIsNear({ path, location }: Use, { inputs }: Candidate, cloud: Cloud): Finding {
  if ([inputs["location"], inputs["region"]].includes(UNKNOWN)) return undefined;
  const wanted = location?.(inputs, cloud);
  for (const key of valuesAt(inputs, path).map(String)) {
    const [, where] = PATH.exec(key) ?? [];
    if (where === undefined || wanted === undefined || where === wanted) continue;
    return { property: path, reason: `the key is in ${where}; it must be in ${wanted}` };
  }
  return undefined;
}

const ENCRYPTS = /cryptoKeyEncrypterDecrypter|roles\/owner|(projects|organizations)\/.*\/roles\//;

/** The grants of a role on a key: on itself, its ring or the project, to one member, several, or by a whole policy. */
function grantsOn(key: string, grant: CloudResource, cloud: Cloud): string[] {
  const [project = "", location, ring] = bare(key).split("/");
  const { type, inputs } = grant;
  const at = (property: string) => bare(textAt(inputs, property));
  const isOn =
    (type.startsWith("gcp:kms/cryptoKeyIAM") && at("cryptoKeyId") === bare(key)) ||
    (type.startsWith("gcp:kms/keyRingIAM") && at("keyRingId") === `${project}/${location}/${ring}`) ||
    (type.startsWith("gcp:projects/iAM") && projectOf(inputs, cloud) === project);
  if (!isOn) return [];
  if (textAt(inputs, "policyData")) return [textAt(inputs, "policyData")];
  const members = [...valuesAt(inputs, "member"), ...valuesAt(inputs, "members[]")].map(String);
  return ENCRYPTS.test(textAt(inputs, "role")) ? members : [];
}

/** A service's agent may use the key before the service is told to. */
function agentMayUse({ path, agent }: Use, { inputs }: Candidate, cloud: Cloud): Finding {
  const account = new RegExp(`serviceAccount:${AGENTS[agent].replace("{number}", "\\d+").replaceAll(".", "\\.")}`);
  for (const key of valuesAt(inputs, path).map(String)) {
    const isOurs = cloud.find(({ type, id }) => type === token(KEY) && bare(id) === bare(key));
    const isGranted = cloud.find((other) => grantsOn(key, other, cloud).some((member) => account.test(member)));
    if (!isOurs || isGranted) continue;
    return {
      property: path,
      reason: `the service agent ${AGENTS[agent]} may not use ${lastPart(key)} yet: grant it roles/cloudkms.cryptoKeyEncrypterDecrypter first`,
    };
  }
  return undefined;
}

/** A secret's copy and its key are in one region. */
function replicasHaveKeys({ inputs }: Candidate): Finding {
  const property = "replication.userManaged.replicas";
  for (const replica of valuesAt(inputs, `${property}[]`) as Values[]) {
    const location = textAt(replica, "location");
    const [, where] = PATH.exec(textAt(replica, "customerManagedEncryption.kmsKeyName")) ?? [];
    if (where !== undefined && location !== "" && where !== location)
      return { property, reason: `the key of ${location} is in ${where}` };
  }
  return undefined;
}

export const keys: readonly Check[] = [
  seconds(KEY, "rotationPeriod", DAY, 100 * 365 * DAY, "@pulumi/gcp kms.CryptoKey: rotationPeriod"),
  onlyWhere(
    KEY,
    "rotationPeriod",
    ["purpose", ["ENCRYPT_DECRYPT"], "ENCRYPT_DECRYPT"],
    `${DOCS}kms/docs/key-rotation#asymmetric`,
  ),
  seconds(KEY, "destroyScheduledDuration", 0, 120 * DAY, `${DOCS}kms/docs/create-key#soft_delete`),
  among(
    KEY,
    "versionTemplate.protectionLevel",
    ["SOFTWARE", "HSM", "EXTERNAL", "EXTERNAL_VPC", "HSM_SINGLE_TENANT"],
    `${DOCS}kms/docs/reference/rest/v1/ProtectionLevel`,
  ),
  matching(
    KEY,
    "keyRing",
    /^(projects\/[^/]+\/locations\/[^/]+\/keyRings\/|([^/]+\/)?[^/]+\/)[^/]+$/,
    "projects/{project}/locations/{location}/keyRings/{name}, the ring's id",
    "@pulumi/gcp kms.CryptoKey: keyRing",
  ),
  ...USES.filter(({ location }) => location).map((use) =>
    rule(use.types, use.source, (candidate, cloud) => keyIsNear(use, candidate, cloud)),
  ),
  rule("secretmanager:Secret", `${DOCS}secret-manager/docs/cmek`, replicasHaveKeys),
  ...USES.map((use) => late(rule(use.types, use.source, (candidate, cloud) => agentMayUse(use, candidate, cloud)))),
];
