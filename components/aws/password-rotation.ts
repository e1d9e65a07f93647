import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { MaintenanceWindow } from "../windows.ts";
import { accountOf } from "./account.ts";
import { type Logging, logGroup } from "./log-group.ts";
import { serviceRole } from "./service-role.ts";
import { rotationSchedule } from "./windows.ts";

/** What a password opens. */
export interface PasswordTarget {
  readonly service: "rds" | "elasticache";
  /** The database instance or replication group. */
  readonly id: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

export interface AwsPasswordRotationArgs extends Logging {
  /** ARN of the secret, once it has its first version. */
  readonly secretId: pulumi.Input<string>;
  readonly target: PasswordTarget;
  /** What a client needs beside the password, as JSON. */
  readonly connection: pulumi.Input<string>;
  readonly window: MaintenanceWindow;
}

/** What the function has to be able to do with a target, and with that one only. */
const actions: Readonly<Record<PasswordTarget["service"], string[]>> = {
  rds: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
  elasticache: ["elasticache:DescribeReplicationGroups", "elasticache:ModifyReplicationGroup"],
};

/** Changes a password every month, within a maintenance window. Why with a function of ours: docs/decisions/passwords.md */
export class AwsPasswordRotation extends pulumi.ComponentResource {
  private readonly name: string;

  constructor(name: string, args: AwsPasswordRotationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:PasswordRotation", name, {}, opts);
    this.name = name;
    const rotate = this.createFunction(args);
    const permission = this.letSecretsManagerCall(rotate, args.secretId);
    new aws.secretsmanager.SecretRotation(
      name,
      {
        secretId: args.secretId,
        rotationLambdaArn: rotate.arn,
        rotationRules: rotationSchedule(args.window),
        // Not outside the window, neither now nor when the schedule changes.
        rotateImmediately: false,
      },
      { parent: this, dependsOn: [permission] },
    );
    this.registerOutputs();
  }

  private createFunction(args: AwsPasswordRotationArgs): aws.lambda.Function {
    const logs = logGroup(this.name, `/aws/lambda/${this.name}`, args, { parent: this });
    return new aws.lambda.Function(
      this.name,
      {
        name: this.name,
        description: "Changes a password for Secrets Manager",
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(source()) }),
        role: this.createRole(args, logs),
        memorySize: 256,
        timeout: 900,
        loggingConfig: { logFormat: "JSON", logGroup: logs.name },
        environment: {
          variables: { SERVICE: args.target.service, TARGET: args.target.id, CONNECTION: args.connection },
        },
      },
      { parent: this },
    );
  }

  /** The secrets' key lets everyone use it through Secrets Manager who may read the secret. */
  private createRole({ secretId, target }: AwsPasswordRotationArgs, logs: aws.cloudwatch.LogGroup) {
    return serviceRole(
      this.name,
      {
        service: "lambda.amazonaws.com",
        statements: [
          {
            Sid: "WriteTheSecret",
            Effect: "Allow",
            Action: [
              "secretsmanager:DescribeSecret",
              "secretsmanager:GetSecretValue",
              "secretsmanager:PutSecretValue",
              "secretsmanager:UpdateSecretVersionStage",
            ],
            Resource: secretId,
          },
          { Sid: "ChangeThePassword", Effect: "Allow", Action: actions[target.service], Resource: target.arn },
          {
            Sid: "WriteLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logs.arn}:*`,
          },
        ],
      },
      { parent: this },
    );
  }

  private letSecretsManagerCall(rotate: aws.lambda.Function, secretId: pulumi.Input<string>): aws.lambda.Permission {
    return new aws.lambda.Permission(
      this.name,
      {
        action: "lambda:InvokeFunction",
        function: rotate.name,
        principal: "secretsmanager.amazonaws.com",
        sourceAccount: accountOf(this).accountId,
        sourceArn: secretId,
      },
      { parent: this },
    );
  }
}

/** As text and not as a file: the path of a checkout would be part of the state. */
const source = () => readFileSync(new URL("rotation/handler.js", import.meta.url), "utf8");
