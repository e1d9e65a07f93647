/** What ECR refuses: repository names, lifecycle and repository policies, replication and creation templates. */
import type { Candidate, Check, Cloud, Value } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { ACCOUNT, regionOf } from "../account.ts";
import { documentText, flawOf, type PolicyKind } from "../policy.ts";
import { among, atMost, isGiven, matching, rule, shorterThan, textOf, type Finding } from "./rules.ts";
import { flawOfLifecycle } from "./lifecycle.ts";

const API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/";

const SEGMENT = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^(?=.{2,256}$)${SEGMENT}(/${SEGMENT})*$`);
const PREFIX = new RegExp(`^(ROOT|(?=.{1,256}$)${SEGMENT}(/${SEGMENT})*/?)$`);
const MUTABILITIES = ["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"];

const encrypting = "ecr:Repository ecr:RepositoryCreationTemplate";

function keyNeedsKms({ inputs }: Candidate): Finding {
  const lacksKms = valuesAt(inputs, "encryptionConfigurations[]").some(
    (value) =>
      isRecord(value) && typeof value["kmsKey"] === "string" && (value["encryptionType"] ?? "AES256") === "AES256",
  );
  return lacksKms
    ? { property: "encryptionConfigurations[].kmsKey", reason: `needs encryptionType "KMS" beside it` }
    : undefined;
}

// aws-cdk, aws-ecr/lib/repository.ts: "ResourcePolicy does not allow resource statements."
const REPOSITORY_POLICY: PolicyKind = { principal: "required", resource: "refused" };
const MAX_REPOSITORY_POLICY = 10240;

function repositoryPolicy({ inputs }: Candidate): Finding {
  for (const property of ["policy", "repositoryPolicy"]) {
    const text = documentText(inputs[property]);
    const flaw = text === undefined ? undefined : flawOf(text, REPOSITORY_POLICY, MAX_REPOSITORY_POLICY);
    if (flaw) return { property, reason: flaw };
  }
  return undefined;
}

const lifecycleAt = (types: string, property: string): Check =>
  rule(types, `${GUIDE}lifecycle_policy_parameters.html; ${API}PutLifecyclePolicy.html`, ({ inputs }) => {
    const text = documentText(inputs[property]);
    const flaw = text === undefined ? undefined : flawOfLifecycle(text);
    return flaw ? { property, reason: flaw } : undefined;
  });

const DESTINATIONS = "replicationConfiguration.rules[].destinations[]";

function replicatesElsewhere(candidate: Candidate, cloud: Cloud): Finding {
  const region = regionOf(candidate.inputs, cloud);
  const isHere = (destination: Value) =>
    isRecord(destination) && destination["region"] === region && destination["registryId"] === ACCOUNT;
  return valuesAt(candidate.inputs, DESTINATIONS).some(isHere)
    ? { property: DESTINATIONS, reason: `${region} of account ${ACCOUNT} is the source itself` }
    : undefined;
}

function replicationIsDistinct({ inputs }: Candidate): Finding {
  const keys = valuesAt(inputs, "replicationConfiguration.rules[]").map((entry) => JSON.stringify(entry));
  return new Set(keys).size === keys.length
    ? undefined
    : { property: "replicationConfiguration.rules", reason: "has the same rule twice" };
}

/** Encryption with a key of one's own, and tags, are put on new repositories by a role. */
function templateNeedsRole(candidate: Candidate): Finding {
  if (isGiven(candidate, "customRoleArn")) return undefined;
  const types = valuesAt(candidate.inputs, "encryptionConfigurations[].encryptionType");
  const usesKms = types.some((type) => type === "KMS" || type === "KMS_DSSE");
  return usesKms || isGiven(candidate, "resourceTags")
    ? { property: "customRoleArn", reason: "must be given where a template encrypts with KMS or puts tags" }
    : undefined;
}

function exclusionsFit(candidate: Candidate): Finding {
  const mutability = textOf(candidate, "imageTagMutability");
  if (mutability === undefined) return undefined;
  const needs = mutability.endsWith("_WITH_EXCLUSION");
  if (needs === isGiven(candidate, "imageTagMutabilityExclusionFilters")) return undefined;
  return {
    property: "imageTagMutabilityExclusionFilters",
    reason: needs ? `must be given with ${mutability}` : `cannot be given with ${mutability}`,
  };
}

export const ecr: readonly Check[] = [
  matching(
    "ecr:Repository",
    "name",
    REPOSITORY,
    "2 to 256 lowercase letters and digits, with . _ - and / between them",
    `${API}CreateRepository.html`,
  ),
  among(encrypting, "imageTagMutability", MUTABILITIES, `${API}CreateRepository.html`),
  among(
    encrypting,
    "encryptionConfigurations[].encryptionType",
    ["AES256", "KMS", "KMS_DSSE"],
    `${API}EncryptionConfiguration.html`,
  ),
  rule(encrypting, `${API}EncryptionConfiguration.html`, keyNeedsKms),
  rule(encrypting, `${API}PutImageTagMutability.html`, exclusionsFit),
  rule("ecr:RepositoryPolicy ecr:RepositoryCreationTemplate", `${GUIDE}repository-policies.html`, repositoryPolicy),
  lifecycleAt("ecr:LifecyclePolicy", "policy"),
  lifecycleAt("ecr:RepositoryCreationTemplate", "lifecyclePolicy"),
  atMost("ecr:ReplicationConfiguration", "replicationConfiguration.rules", 25, `${API}ReplicationConfiguration.html`),
  atMost(
    "ecr:ReplicationConfiguration",
    "replicationConfiguration.rules[].destinations",
    100,
    `${API}ReplicationRule.html`,
  ),
  atMost(
    "ecr:ReplicationConfiguration",
    "replicationConfiguration.rules[].repositoryFilters",
    100,
    `${API}ReplicationRule.html`,
  ),
  matching(
    "ecr:ReplicationConfiguration",
    `${DESTINATIONS}.registryId`,
    /^\d{12}$/,
    "an account number of 12 digits",
    `${API}ReplicationDestination.html`,
  ),
  matching(
    "ecr:ReplicationConfiguration",
    "replicationConfiguration.rules[].repositoryFilters[].filter",
    /^(?=.{2,256}$)[a-z0-9._/-]+$/,
    "a literal prefix of repository names; * is not one",
    `${API}RepositoryFilter.html`,
  ),
  among(
    "ecr:ReplicationConfiguration",
    "replicationConfiguration.rules[].repositoryFilters[].filterType",
    ["PREFIX_MATCH"],
    `${API}RepositoryFilter.html`,
  ),
  rule("ecr:ReplicationConfiguration", `${GUIDE}replication.html`, replicatesElsewhere),
  rule("ecr:ReplicationConfiguration", `${API}PutReplicationConfiguration.html`, replicationIsDistinct),
  matching(
    "ecr:RepositoryCreationTemplate",
    "prefix",
    PREFIX,
    "ROOT, or a namespace: what stands before a / in repository names",
    `${API}CreateRepositoryCreationTemplate.html`,
  ),
  among(
    "ecr:RepositoryCreationTemplate",
    "appliedFors[]",
    ["REPLICATION", "PULL_THROUGH_CACHE", "CREATE_ON_PUSH"],
    `${API}CreateRepositoryCreationTemplate.html`,
  ),
  shorterThan("ecr:RepositoryCreationTemplate", "description", 256, `${API}CreateRepositoryCreationTemplate.html`),
  rule("ecr:RepositoryCreationTemplate", `${GUIDE}repository-creation-templates.html`, templateNeedsRole),
  among(
    "ecr:RegistryScanningConfiguration",
    "scanType",
    ["BASIC", "ENHANCED"],
    `${API}PutRegistryScanningConfiguration.html`,
  ),
];
