import { secrets } from "../../../emulator/aws/checks/secrets.ts";
import { describeChecks, allow, policy } from "./samples.ts";

const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:";

describeChecks("secrets", secrets, [
  {
    type: "secretsmanager:Secret",
    right: {
      name: "honua/db",
      description: "Database",
      recoveryWindowInDays: 0,
      replicas: [{ region: "eu-west-1" }],
    },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ description: "x".repeat(2049) }, "description"],
      [{ recoveryWindowInDays: 5 }, "recoveryWindowInDays"],
      [{ replicas: [{ region: "eu-central-1" }] }, "replicas[].region"],
    ],
  },
  {
    type: "secretsmanager:SecretVersion",
    right: { secretId: "s", secretString: "value" },
    wrong: [
      [{ secretBinary: "dmFsdWU=" }, "secretBinary"],
      [{ secretString: "x".repeat(65537) }, "secretString"],
    ],
  },
  {
    type: "secretsmanager:SecretPolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "secretsmanager:SecretRotation",
    right: {
      secretId: "s",
      rotationLambdaArn: `${FUNCTION}rotates`,
      rotationRules: { automaticallyAfterDays: 30, duration: "3h" },
    },
    wrong: [
      [{ rotationRules: undefined }, "rotationRules"],
      [{ rotationEnabled: false }, "rotationRules"],
      [{ rotationRules: {} }, "rotationRules"],
      [{ rotationRules: { automaticallyAfterDays: 30, scheduleExpression: "rate(30 days)" } }, "rotationRules"],
      [{ rotationRules: { automaticallyAfterDays: 0 } }, "rotationRules.automaticallyAfterDays"],
      [{ rotationRules: { scheduleExpression: "monthly" } }, "rotationRules.scheduleExpression"],
      [{ rotationRules: { automaticallyAfterDays: 30, duration: "3" } }, "rotationRules.duration"],
      [{ rotationLambdaArn: "rotates" }, "rotationLambdaArn"],
      [{ rotationLambdaArn: `${FUNCTION}closed` }, "rotationLambdaArn"],
    ],
    live: [
      { type: "lambda:Function", id: "rotates", outputs: { arn: `${FUNCTION}rotates` } },
      { type: "lambda:Function", id: "closed", outputs: { arn: `${FUNCTION}closed` } },
      {
        type: "lambda:Permission",
        id: "p",
        inputs: { function: "rotates", principal: "secretsmanager.amazonaws.com" },
      },
    ],
  },
  {
    type: "serverlessrepository:CloudFormationStack",
    right: {
      applicationId:
        "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
    },
    wrong: [
      [{ capabilities: ["IAM"] }, "capabilities[]"],
      [{ applicationId: "SecretsManagerRDSPostgreSQLRotationSingleUser" }, "applicationId"],
    ],
  },
]);
