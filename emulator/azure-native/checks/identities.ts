/** What Azure refuses of identities, of the roles they get, and of those that others vouch for. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { sameName } from "../subscription.ts";
import { atMost, isAbsent, late, matching, rule, valued } from "./rules.ts";

const RBAC = "https://learn.microsoft.com/azure/role-based-access-control/";
const FEDERATION = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations";

const ASSIGNMENT = "authorization:RoleAssignment";
const DEFINITION = "authorization:RoleDefinition";
const FEDERATED = "managedidentity:FederatedIdentityCredential";

const GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const isGuid = new RegExp(`^${GUID}$`, "i");
const GUID_ALLOWED = "a GUID, as in 01234567-89ab-cdef-0123-456789abcdef";

const othersOfType = (candidate: Candidate, cloud: Cloud): CloudResource[] =>
  cloud.ofType(candidate.type).filter(({ urn }) => urn !== candidate.urn);

/** A new identity is not yet everywhere when its first role is assigned; told its type, Azure does not look for it. */
function principalIsTyped({ inputs }: Candidate, cloud: Cloud): Finding {
  const principal = textAt(inputs, "principalId");
  const type = textAt(inputs, "principalType");
  const isIdentity = ({ outputs }: CloudResource) =>
    [outputs["principalId"], textAt(outputs, "identity.principalId")].includes(principal);
  const isUntyped = isAbsent(inputs, "principalType") || (type !== "" && !sameName(type, "ServicePrincipal"));
  if (principal === "" || !isUntyped || !cloud.all().some(isIdentity)) return undefined;
  const what = type === "" ? "is missing" : `"${type}" is wrong`;
  return { property: "principalType", reason: `${what}: the principal is a managed identity, a "ServicePrincipal"` };
}

const tripleOf = ({ inputs }: Pick<Candidate, "inputs">) =>
  ["scope", "principalId", "roleDefinitionId"].map((property) =>
    textAt(inputs, property).toLowerCase().replace(/^\//, ""),
  );

function assignmentIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const triple = tripleOf(candidate);
  const twin = othersOfType(candidate, cloud).find((other) => tripleOf(other).join() === triple.join());
  if (triple.includes("") || !twin) return undefined;
  return { property: "roleDefinitionId", reason: `RoleAssignmentExists: ${twin.id} gives that role there already` };
}

const conditionHasVersion = ({ inputs }: Candidate): Finding =>
  !isAbsent(inputs, "condition") && isAbsent(inputs, "conditionVersion")
    ? { property: "conditionVersion", reason: 'is missing beside a condition; it is "2.0"' }
    : undefined;

const grantsSomething = ({ inputs }: Candidate): Finding => {
  const missing = ["permissions", "assignableScopes"].find((property) => {
    const value = inputs[property];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
  return missing === undefined ? undefined : { property: missing, reason: "is empty: a role needs at least one" };
};

/** Data is not managed on management groups. */
function dataStaysBelow({ inputs }: Candidate): Finding {
  const permissions = valuesAt(inputs, "permissions[]").filter(isRecord);
  const hasData = permissions.some((permission) => valuesAt(permission, "dataActions[]").length > 0);
  const group = valuesAt(inputs, "assignableScopes[]")
    .map(String)
    .find((scope) => /managementGroups\//i.test(scope));
  if (!hasData || group === undefined) return undefined;
  return {
    property: "assignableScopes",
    reason: `"${group}" is a management group; a role with dataActions cannot be assigned there`,
  };
}

const siblingsOf = (candidate: Candidate, cloud: Cloud): CloudResource[] => {
  const parent = idFrom(candidate.type, candidate.inputs)?.split("/federatedIdentityCredentials/")[0];
  return othersOfType(candidate, cloud).filter(({ id }) =>
    sameName(id.split("/federatedIdentityCredentials/")[0] ?? "", parent ?? "\n"),
  );
};

const atMostCredentials = (candidate: Candidate, cloud: Cloud): Finding =>
  siblingsOf(candidate, cloud).length < 20
    ? undefined
    : {
        property: "resourceName",
        reason: `"${textAt(candidate.inputs, "resourceName")}" has 20 federated credentials already, which is all it may`,
      };

function pairIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const pairOf = ({ inputs }: Pick<Candidate, "inputs">) => `${textAt(inputs, "issuer")} ${textAt(inputs, "subject")}`;
  const twin = siblingsOf(candidate, cloud).find((other) => pairOf(other) === pairOf(candidate));
  if (!twin || pairOf(candidate).trim() === "") return undefined;
  return { property: "subject", reason: `${twin.id} has the same issuer and subject; one identity may have them once` };
}

export const identities: readonly Check[] = [
  matching(ASSIGNMENT, "roleAssignmentName", isGuid, GUID_ALLOWED, `${RBAC}role-assignments-template`),
  matching(
    ASSIGNMENT,
    "principalId",
    isGuid,
    `${GUID_ALLOWED}: the principal's object id`,
    `${RBAC}role-assignments-template`,
  ),
  matching(
    ASSIGNMENT,
    "roleDefinitionId",
    new RegExp(`^/?(.+/)?providers/Microsoft\\.Authorization/roleDefinitions/${GUID}$`, "i"),
    "/subscriptions/<id>/providers/Microsoft.Authorization/roleDefinitions/<GUID>",
    `${RBAC}role-assignments-template`,
  ),
  matching(
    `${ASSIGNMENT} ${DEFINITION}`,
    "scope",
    /^\/?(subscriptions\/|providers\/)|^\/$/i,
    "a path that begins with /subscriptions/ or /providers/",
    `${RBAC}scope-overview`,
  ),
  valued(
    ASSIGNMENT,
    "principalType",
    "User Group ServicePrincipal ForeignGroup Device",
    "@pulumi/azure-native authorization.PrincipalType",
  ),
  late(
    rule(
      ASSIGNMENT,
      `${RBAC}troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails`,
      principalIsTyped,
    ),
  ),
  late(rule(ASSIGNMENT, `${RBAC}troubleshooting#symptom---role-assignment-already-exists`, assignmentIsNew)),
  rule(ASSIGNMENT, `${RBAC}conditions-format`, conditionHasVersion),
  matching(DEFINITION, "roleDefinitionId", isGuid, GUID_ALLOWED, `${RBAC}role-definitions`),
  rule(DEFINITION, `${RBAC}role-definitions`, grantsSomething),
  matching(
    DEFINITION,
    "assignableScopes[]",
    /^\/(subscriptions|providers)\/[^*]+$|^\/$/i,
    "a path that begins with /subscriptions/ or /providers/, without wildcards",
    `${RBAC}role-definitions#assignablescopes`,
  ),
  rule(DEFINITION, `${RBAC}role-definitions#dataactions`, dataStaysBelow),
  matching(
    DEFINITION,
    "permissions[].actions[]",
    /^(\*|\*\/[\w*/-]+|[\w.]+\/[\w.*/-]+)$/,
    "<provider>/<type>/<action>, as in Microsoft.ContainerRegistry/registries/read",
    `${RBAC}role-definitions#actions-format`,
  ),
  matching(
    FEDERATED,
    "federatedIdentityCredentialResourceName",
    /^[A-Za-z0-9][\w-]{2,119}$/,
    "3 to 120 letters, digits, _ and -, a letter or digit first",
    FEDERATION,
  ),
  matching(FEDERATED, "issuer", /^https:\/\/[^\s*]{1,592}$/, "an https URL of at most 600 characters", FEDERATION),
  matching(
    FEDERATED,
    "subject",
    /^[^*]{1,600}$/,
    "at most 600 characters, without wildcards: it is compared as it is",
    FEDERATION,
  ),
  atMost(FEDERATED, "audiences", 1, "https://learn.microsoft.com/graph/api/resources/federatedidentitycredential"),
  late(rule(FEDERATED, FEDERATION, atMostCredentials)),
  late(rule(FEDERATED, FEDERATION, pairIsNew)),
];
