/** What Lambda refuses. */
import type { Candidate, Check } from "../../model.ts";
import { isRecord, valueAt } from "../../paths.ts";
import { sameNetwork } from "./networks.ts";
import { trusted } from "./roles.ts";
import {
  among,
  atMost,
  between,
  exactlyOne,
  given,
  isGiven,
  matching,
  rule,
  shorterThan,
  textOf,
  type Finding,
} from "./rules.ts";

const API = "https://docs.aws.amazon.com/lambda/latest/api/API_";
const CREATE = `${API}CreateFunction.html`;
const GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg/";
const FUNCTION = "lambda:Function";

/** An archive needs to be told how it runs; an image knows. */
function packageFits(candidate: Candidate): Finding {
  const isImage = isGiven(candidate, "imageUri") || candidate.inputs["packageType"] === "Image";
  const told = ["handler", "runtime"];
  if (isImage) {
    const [extra] = given(candidate, [...told, "layers"]);
    return extra === undefined ? undefined : { property: extra, reason: `cannot be given with packageType "Image"` };
  }
  const missing = told.find((property) => !isGiven(candidate, property));
  if (missing) return { property: missing, reason: `must be given, unless packageType is "Image"` };
  return isGiven(candidate, "s3Bucket") && !isGiven(candidate, "s3Key")
    ? { property: "s3Key", reason: "must be given with s3Bucket" }
    : undefined;
}

/** Runtimes that no new function can have. */
const GONE = [
  ...["nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x"],
  ...["python2.7", "python3.6", "python3.7", "ruby2.5", "ruby2.7", "java8", "go1.x", "provided"],
  ...["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"],
];

function runtimeLives(candidate: Candidate): Finding {
  const runtime = textOf(candidate, "runtime");
  return !candidate.old && runtime !== undefined && GONE.includes(runtime)
    ? { property: "runtime", reason: `${runtime} is deprecated: no function can be made with it` }
    : undefined;
}

/** Variables that Lambda sets itself. */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_.*|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

function variablesFit({ inputs }: Candidate): Finding {
  const property = "environment.variables";
  const variables = valueAt(inputs, property);
  if (!isRecord(variables)) return undefined;
  const name = Object.keys(variables).find((key) => !/^[a-zA-Z]\w+$/.test(key) || RESERVED.test(key));
  if (name === undefined) return undefined;
  return {
    property,
    reason: RESERVED.test(name)
      ? `${name} is set by Lambda`
      : `"${name}" is not two letters, digits or _ at least, a letter first`,
  };
}

function vpcIsWhole({ inputs }: Candidate): Finding {
  const counts = ["subnetIds", "securityGroupIds"].map((list) => valueAt(inputs, `vpcConfig.${list}`));
  const [subnets, groups] = counts.map((list) => (Array.isArray(list) ? list.length : undefined));
  return subnets !== undefined && groups !== undefined && subnets > 0 !== groups > 0
    ? { property: "vpcConfig", reason: "needs subnets and security groups, both or neither" }
    : undefined;
}

function permissionNamesSource({ inputs }: Candidate): Finding {
  const account = inputs["sourceAccount"];
  return typeof account === "string" && !/^\d{12}$/.test(account)
    ? { property: "sourceAccount", reason: `"${account}" is not an account number of 12 digits` }
    : undefined;
}

export const lambda: readonly Check[] = [
  matching(FUNCTION, "name", /^[a-zA-Z0-9_-]{1,64}$/, "1 to 64 letters, digits, _ and -", CREATE),
  between(FUNCTION, "memorySize", 128, 32768, CREATE),
  between(FUNCTION, "timeout", 1, 5400, CREATE),
  between(FUNCTION, "ephemeralStorage.size", 512, 32768, CREATE),
  shorterThan(FUNCTION, "description", 256, CREATE),
  exactlyOne(FUNCTION, ["code", "s3Bucket", "imageUri"], "terraform-provider-aws, internal/service/lambda/function.go"),
  rule(FUNCTION, CREATE, packageFits),
  rule(FUNCTION, `${GUIDE}lambda-runtimes.html`, runtimeLives),
  rule(FUNCTION, `${GUIDE}configuration-envvars.html`, variablesFit),
  rule(FUNCTION, `${GUIDE}configuration-vpc.html`, vpcIsWhole),
  among(FUNCTION, "packageType", ["Zip", "Image"], CREATE),
  among(FUNCTION, "architectures[]", ["x86_64", "arm64"], CREATE),
  atMost(FUNCTION, "architectures", 1, CREATE),
  atMost(FUNCTION, "layers", 5, `${GUIDE}gettingstarted-limits.html`),
  matching(FUNCTION, "layers[]", /^arn:.*:layer:[\w-]+:\d+$/, "the ARN of a layer's version is wanted", CREATE),
  among(FUNCTION, "tracingConfig.mode", ["Active", "PassThrough"], CREATE),
  among(FUNCTION, "loggingConfig.logFormat", ["JSON", "Text"], CREATE),
  sameNetwork(FUNCTION, "vpcConfig.subnetIds[]", "vpcConfig.securityGroupIds[]", `${GUIDE}configuration-vpc.html`),
  trusted(FUNCTION, "role", "lambda.amazonaws.com", `${GUIDE}lambda-intro-execution-role.html`),
  matching(
    "lambda:Permission",
    "action",
    /^(lambda:\*|lambda:[a-zA-Z]+|\*)$/,
    "an action of Lambda's is wanted, as lambda:InvokeFunction",
    `${API}AddPermission.html`,
  ),
  matching(
    "lambda:Permission",
    "statementId",
    /^[a-zA-Z0-9_-]{1,100}$/,
    "1 to 100 letters, digits, _ and -",
    `${API}AddPermission.html`,
  ),
  matching("lambda:Permission", "sourceArn", /^arn:/, "an ARN is wanted", `${API}AddPermission.html`),
  rule("lambda:Permission", `${API}AddPermission.html`, permissionNamesSource),
];
