/** What Artifact Registry refuses of a repository. */
import type { Candidate, Check, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { each, isPresent, matching, neededWhere, onlyWhere, recordsAt, rule, type Finding } from "./rules.ts";

const REPOSITORY = "artifactregistry:Repository";
const SDK = "@pulumi/gcp artifactregistry.Repository: ";
const DOCS = "https://cloud.google.com/artifact-registry/docs/";
const PROVIDER = "terraform-provider-google, resource_artifact_registry_repository.go";

/** The provider turns days, hours and minutes into the seconds that the service wants. */
const DURATION = /^\d+(\.\d{1,9})?[smhd]$/;

/** What is deleted is told by a condition; what is kept by one, or by a number of versions. */
function policyFits(policy: Values): string | undefined {
  const id = textAt(policy, "id");
  const [condition, recent] = [isPresent(policy, "condition"), isPresent(policy, "mostRecentVersions")];
  const isOpen = ["condition", "mostRecentVersions"].some((key) => typeof policy[key] === "symbol");
  if (condition && recent) return `"${id}" has both condition and mostRecentVersions`;
  if (recent && policy["action"] === "DELETE") return `"${id}": mostRecentVersions is only for the action KEEP`;
  if (!condition && !recent && !isOpen) return `"${id}" needs a condition or mostRecentVersions`;
  const wrong = ["olderThan", "newerThan"]
    .map((key) => textAt(policy, `condition.${key}`))
    .find((text) => text !== "" && !DURATION.test(text));
  return wrong === undefined ? undefined : `"${id}": "${wrong}" is no duration, as in 604800s or 7d`;
}

function policiesHaveNames({ inputs }: Candidate): Finding {
  const property = "cleanupPolicies";
  const ids = (recordsAt(inputs, property) ?? []).map((policy) => textAt(policy, "id")).filter(Boolean);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return { property, reason: `"${twice}" names two policies` };
  const long = ids.find((id) => id.length > 127);
  return long === undefined
    ? undefined
    : { property, reason: `"${long}" has ${long.length} characters; 127 are allowed` };
}

const SOURCES = ["apt", "common", "docker", "maven", "npm", "python", "yum"].map((kind) => `${kind}Repository`);

function remoteHasSource({ inputs }: Candidate): Finding {
  const property = "remoteRepositoryConfig";
  const [config] = valuesAt(inputs, property);
  if (typeof config !== "object" || config === null) return undefined;
  const given = SOURCES.filter((source) => (config as Values)[source] !== undefined);
  if (given.length !== 1) return { property, reason: `must have one of ${SOURCES.join(", ")}; it has ${given.length}` };
  const both = ["publicRepository", "customRepository"].every((key) =>
    isPresent(config as Values, `${given[0]}.${key}`),
  );
  return both ? { property, reason: `${given[0]} has both publicRepository and customRepository` } : undefined;
}

export const registries: readonly Check[] = [
  matching(
    REPOSITORY,
    "format",
    /^(docker|maven|npm|python|apt|yum|googet|kfp|go|generic|ruby)$/i,
    "DOCKER, MAVEN, NPM, PYTHON, APT, YUM, KFP, GO or GENERIC",
    `${DOCS}supported-formats`,
  ),
  matching(
    REPOSITORY,
    "location",
    /^(us|europe|asia|[a-z]+(-[a-z]+)+\d+)$/,
    "a region, or us, europe or asia",
    `${DOCS}repositories/repo-locations`,
  ),
  each(REPOSITORY, "cleanupPolicies", `${SDK}cleanupPolicies; ${DOCS}repositories/cleanup-policy`, policyFits),
  rule(REPOSITORY, `${SDK}cleanupPolicies`, policiesHaveNames),
  onlyWhere(REPOSITORY, "dockerConfig", ["format", ["DOCKER", "docker"]], `${SDK}dockerConfig`),
  onlyWhere(REPOSITORY, "mavenConfig", ["format", ["MAVEN", "maven"]], `${SDK}mavenConfig`),
  onlyWhere(
    REPOSITORY,
    "remoteRepositoryConfig",
    ["mode", ["REMOTE_REPOSITORY"], "STANDARD_REPOSITORY"],
    `${SDK}remoteRepositoryConfig`,
  ),
  neededWhere(REPOSITORY, ["remoteRepositoryConfig"], ["mode", ["REMOTE_REPOSITORY"]], `${SDK}mode`),
  onlyWhere(
    REPOSITORY,
    "virtualRepositoryConfig",
    ["mode", ["VIRTUAL_REPOSITORY"], "STANDARD_REPOSITORY"],
    `${SDK}virtualRepositoryConfig`,
  ),
  rule(REPOSITORY, PROVIDER, remoteHasSource),
  matching(
    REPOSITORY,
    "remoteRepositoryConfig.commonRepository.uri",
    /^(projects\/[^/]+\/locations\/[^/]+\/repositories\/[^/]+|https:\/\/.+)$/,
    "another repository's id, or an https:// URL",
    `${SDK}remoteRepositoryConfig.commonRepository.uri`,
  ),
];
