/** What Secrets Manager refuses. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { regionOf } from "../account.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { token } from "../tokens.ts";
import { policyAt } from "./policies.ts";
import { flawOfSchedule } from "./schedules.ts";
import { among, between, given, isGiven, late, matching, rule, shorterThan, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_";
const GUIDE = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/";
const ROTATION = "secretsmanager:SecretRotation";

/** Longest value, in bytes. */
const MAX_VALUE = 65536;

function valueIsOne(candidate: Candidate): Finding {
  const ways = given(candidate, ["secretString", "secretBinary", "secretStringWo"]);
  if (ways.length > 1) return { property: ways[1], reason: `cannot be given with ${ways[0]}` };
  const value = textOf(candidate, "secretString");
  const size = value === undefined ? 0 : Buffer.byteLength(value);
  return size > MAX_VALUE
    ? { property: "secretString", reason: `is ${size} bytes long; ${MAX_VALUE} are allowed` }
    : undefined;
}

function rotationIsTimed(candidate: Candidate): Finding {
  const property = "rotationRules";
  const rules = candidate.inputs[property];
  if (!isRecord(rules)) return undefined;
  const ways = given({ inputs: rules }, ["automaticallyAfterDays", "scheduleExpression"]);
  if (ways.length !== 1)
    return { property, reason: "takes exactly one of automaticallyAfterDays and scheduleExpression" };
  const schedule = rules["scheduleExpression"];
  const reason = typeof schedule === "string" ? flawOfSchedule(schedule) : undefined;
  return reason ? { property: `${property}.scheduleExpression`, reason } : undefined;
}

/** A secret is rotated by a function that Secrets Manager may call. */
function functionMayBeCalled(candidate: Candidate, cloud: Cloud): Finding {
  const arn = textOf(candidate, "rotationLambdaArn");
  const name = cloud
    .ofType(token("lambda:Function"))
    .find(({ outputs }) => arn !== undefined && outputs["arn"] === arn)?.id;
  if (name === undefined) return undefined;
  const isAllowed = cloud
    .ofType(token("lambda:Permission"))
    .some(
      ({ inputs }) =>
        [name, arn].includes(inputs["function"] as string) && inputs["principal"] === "secretsmanager.amazonaws.com",
    );
  return isAllowed
    ? undefined
    : {
        property: "rotationLambdaArn",
        reason: `${name} cannot be called by Secrets Manager: make a lambda.Permission for secretsmanager.amazonaws.com first`,
      };
}

function replicatesElsewhere(candidate: Candidate, cloud: Cloud): Finding {
  const region = regionOf(candidate.inputs, cloud);
  const own = typeof candidate.inputs["region"] === "symbol" ? undefined : region;
  return valuesAt(candidate.inputs, "replicas[].region").includes(own ?? "")
    ? { property: "replicas[].region", reason: `${region} is where the secret itself is` }
    : undefined;
}

function rotationIsSaid(candidate: Candidate): Finding {
  const property = "rotationRules";
  const { rotationEnabled = true } = candidate.inputs;
  if (typeof rotationEnabled !== "boolean" || isGiven(candidate, property) === rotationEnabled) return undefined;
  return { property, reason: rotationEnabled ? "must be given" : "cannot be given with rotationEnabled: false" };
}

export const secrets: readonly Check[] = [
  matching(
    "secretsmanager:Secret",
    "name",
    /^[\w/+=.@-]{1,512}$/,
    "1 to 512 letters, digits and /_+=.@-",
    `${API}CreateSecret.html`,
  ),
  shorterThan("secretsmanager:Secret", "description", 2048, `${API}CreateSecret.html`),
  rule("secretsmanager:Secret", `${API}DeleteSecret.html`, ({ inputs }) => {
    const days = inputs["recoveryWindowInDays"];
    const isAllowed = typeof days !== "number" || days === 0 || (days >= 7 && days <= 30);
    return isAllowed
      ? undefined
      : { property: "recoveryWindowInDays", reason: `${days} is neither 0 nor between 7 and 30` };
  }),
  rule("secretsmanager:Secret", `${API}ReplicateSecretToRegions.html`, replicatesElsewhere),
  rule("secretsmanager:SecretVersion", `${API}PutSecretValue.html`, valueIsOne),
  policyAt("secretsmanager:SecretPolicy", "policy", RESOURCE_POLICY, 20480),
  rule(ROTATION, "@pulumi/aws, the comment of rotationRules", rotationIsSaid),
  rule(ROTATION, `${API}RotationRulesType.html`, rotationIsTimed),
  between(ROTATION, "rotationRules.automaticallyAfterDays", 1, 1000, `${API}RotationRulesType.html`),
  matching(ROTATION, "rotationRules.duration", /^\d{1,2}h$/, "hours are wanted, as 3h", `${API}RotationRulesType.html`),
  matching(
    ROTATION,
    "rotationLambdaArn",
    /^arn:[a-z-]+:lambda:/,
    "the ARN of a function is wanted",
    `${API}RotateSecret.html`,
  ),
  late(rule(ROTATION, `${GUIDE}rotating-secrets-required-permissions-function.html`, functionMayBeCalled)),
  among(
    "serverlessrepository:CloudFormationStack",
    "capabilities[]",
    ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND", "CAPABILITY_RESOURCE_POLICY"],
    "https://docs.aws.amazon.com/serverlessrepo/latest/devguide/applications-applicationid-changesets.html",
  ),
  matching(
    "serverlessrepository:CloudFormationStack",
    "applicationId",
    /^arn:[a-z-]+:serverlessrepo:/,
    "the ARN of an application is wanted",
    "@pulumi/aws, the comment of applicationId",
  ),
];
