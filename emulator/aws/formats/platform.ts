/** Computed outputs of identity, keys, secrets, messages, logs and certificates. */
import { parse } from "yaml";
import type { SynthesisContext } from "../../model.ts";
import { ACCOUNT, CREATED, partitionOf, regionOf } from "../account.ts";
import { valuesAt } from "../../paths.ts";
import { identities } from "../identities/index.ts";
import { characters, uuid, text } from "../template.ts";
import { token } from "../tokens.ts";
import type { FormatTable } from "./common.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicy = (context: SynthesisContext): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partitionOf(region(context))}:iam::${ACCOUNT}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/** The ARN of the key that an alias names by id or ARN. */
const targetKeyArn = (context: SynthesisContext): string => {
  const target = text(context, "targetKeyId");
  return target.startsWith("arn:")
    ? target
    : `arn:${partitionOf(region(context))}:kms:${region(context)}:${ACCOUNT}:key/${target}`;
};

/** The unique ids of IAM start with what they are: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const uniqueId = (prefix: string) => ({ uniqueId: `${prefix}{ALNUM:17}` });

const key: FormatTable[string] = { keyId: "{id}", keyUsage: () => "ENCRYPT_DECRYPT", policy: defaultKeyPolicy };

export const platform: FormatTable = {
  "iam:AccessKey": {
    secret: (context) => characters(context, "mixed", 40, "secret"),
    sesSmtpPasswordV4: (context) => characters(context, "mixed", 44, "smtp"),
    status: () => "Active",
  },
  "iam:Group": uniqueId("AGPA"),
  "iam:InstanceProfile": uniqueId("AIPA"),
  "iam:OpenIdConnectProvider": { thumbprintLists: ({ hex }) => [hex(40, "thumbprint")] },
  "iam:Policy": { policyId: "ANPA{ALNUM:17}", attachmentCount: () => 0 },
  "iam:Role": { ...uniqueId("AROA"), managedPolicyArns: () => [], inlinePolicies: () => [] },
  "iam:ServiceLinkedRole": {
    ...uniqueId("AROA"),
    name: (context) => String(identities[token("iam:ServiceLinkedRole")]?.arn?.(context)).split("/").at(-1),
    path: ({ inputs }) => `/aws-service-role/${text({ inputs }, "awsServiceName")}/`,
  },
  "iam:User": uniqueId("AIDA"),
  "iam:UserLoginProfile": { password: "{mixed:20}" },
  "kms:Key": {
    ...key,
    description: () => "",
    customerMasterKeySpec: () => "SYMMETRIC_DEFAULT",
    multiRegion: () => false,
    rotationPeriodInDays: ({ inputs }) => (inputs["enableKeyRotation"] === true ? 365 : 0),
  },
  "kms:ReplicaKey": { ...key, keySpec: () => "SYMMETRIC_DEFAULT", keyRotationEnabled: () => true },
  "kms:Alias": { targetKeyArn },
  "kms:Grant": { grantId: "{hex:64}", grantToken: "{mixed:176}" },
  "kms:Ciphertext": { ciphertextBlob: (context) => Buffer.from(context.hex(64, "ciphertext")).toString("base64") },
  "secretsmanager:Secret": { policy: () => "" },
  // The rotation functions that AWS publishes tell their ARN: https://github.com/aws-samples/aws-secrets-manager-rotation-lambdas
  "serverlessrepository:CloudFormationStack": {
    outputs: (context) => {
      const name =
        valuesAt(context.inputs, "parameters.functionName")[0] ?? `${text(context, "name")}-${context.hex(12)}`;
      return {
        RotationLambdaARN: `arn:${partitionOf(region(context))}:lambda:${region(context)}:${ACCOUNT}:function:${String(name)}`,
      };
    },
    semanticVersion: () => "1.1.0",
  },
  "secretsmanager:SecretVersion": {
    arn: "{secretId}",
    secretArn: "{secretId}",
    versionId: "terraform-{digits:26}",
    versionStages: () => ["AWSCURRENT"],
    hasSecretStringWo: () => false,
  },
  "ssm:Activation": { activationCode: "{mixed:20}", expired: () => false, registrationCount: () => 0 },
  "ssm:Association": { associationId: "{id}" },
  "ssm:Document": {
    defaultVersion: () => "1",
    documentVersion: () => "1",
    latestVersion: () => "1",
    schemaVersion: () => "2.2",
    status: () => "Active",
    hash: "{hex:64}",
    hashType: () => "Sha256",
    platformTypes: () => ["Linux"],
  },
  "ssm:Parameter": { version: () => 1, dataType: () => "text", tier: () => "Standard", hasValueWo: () => false },
  "sns:Topic": {
    beginningArchiveTime: () => "",
    policy: (context) =>
      JSON.stringify({
        Version: "2008-10-17",
        Id: "__default_policy_ID",
        Statement: [
          {
            Sid: "__default_statement_ID",
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: [
              "GetTopicAttributes",
              "SetTopicAttributes",
              "AddPermission",
              "RemovePermission",
              "DeleteTopic",
              "Subscribe",
              "ListSubscriptionsByTopic",
              "Publish",
            ].map((action) => `SNS:${action}`),
            Resource: context.id,
            Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } },
          },
        ],
      }),
  },
  "sns:TopicSubscription": {
    pendingConfirmation: ({ inputs }) => ["email", "email-json"].includes(text({ inputs }, "protocol")),
    confirmationWasAuthenticated: ({ inputs }) => !["email", "email-json"].includes(text({ inputs }, "protocol")),
    ownerId: () => ACCOUNT,
    filterPolicyScope: () => "",
  },
  "sqs:Queue": {
    deduplicationScope: () => "",
    fifoThroughputLimit: () => "",
    url: "{id}",
    policy: () => "",
    redrivePolicy: () => "",
    redriveAllowPolicy: () => "",
  },
  "cloudwatch:LogGroup": { logGroupClass: () => "STANDARD" },
  "cloudwatch:Dashboard": { dashboardArn: "arn:{partition}:cloudwatch::{account}:dashboard/{dashboardName}" },
  "cloudwatch:EventConnection": {
    secretArn: "arn:{partition}:secretsmanager:{region}:{account}:secret:events!connection/{name}/{uuid}",
  },
  "cloudwatch:MetricStream": { state: () => "running", lastUpdateDate: () => CREATED },
  "cloudwatch:QueryDefinition": { queryDefinitionId: "{id}" },
  "cloudwatch:LogResourcePolicy": { policyScope: () => "ACCOUNT", revisionId: "{hex:32}" },
  "cloudformation:Stack": { outputs: (context) => stackOutputs(context) },
  "acm:Certificate": {
    domainValidationOptions: ({ inputs, hex }) => {
      const alternatives = inputs["subjectAlternativeNames"];
      const names = new Set([inputs["domainName"], ...(Array.isArray(alternatives) ? alternatives : [])].map(String));
      return [...names].map((domainName) => {
        const domain = domainName.replace(/^\*\./, "");
        return {
          domainName,
          resourceRecordName: `_${hex(32, domain)}.${domain}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `_${hex(32, `${domain}value`)}.acm-validations.aws.`,
        };
      });
    },
    status: () => "PENDING_VALIDATION",
    type: ({ inputs }) => (inputs["privateKey"] ? "IMPORTED" : "AMAZON_ISSUED"),
    subjectAlternativeNames: ({ inputs }) => [inputs["domainName"]],
    keyAlgorithm: () => "RSA_2048",
    renewalEligibility: () => "INELIGIBLE",
    notAfter: () => "",
    notBefore: () => "",
    pendingRenewal: () => false,
    renewalSummaries: () => [],
    validationEmails: () => [],
  },
  "budgets:Budget": { accountId: () => ACCOUNT },
  "cloudtrail:Trail": { homeRegion: "{region}", snsTopicArn: () => "" },
  "guardduty:Detector": { accountId: () => ACCOUNT, findingPublishingFrequency: () => "SIX_HOURS" },
  "backup:Plan": { version: "{mixed:48}" },
  "backup:Vault": {
    recoveryPoints: () => 0,
    kmsKeyArn: (context) =>
      `arn:${partitionOf(region(context))}:kms:${region(context)}:${ACCOUNT}:key/${uuid(context.hex(32, "aws/backup"))}`,
  },
  "backup:VaultLockConfiguration": {
    backupVaultArn: "arn:{partition}:backup:{region}:{account}:backup-vault:{backupVaultName}",
  },
  "backup:VaultNotifications": {
    backupVaultArn: "arn:{partition}:backup:{region}:{account}:backup-vault:{backupVaultName}",
  },
  "backup:VaultPolicy": { backupVaultArn: "arn:{partition}:backup:{region}:{account}:backup-vault:{backupVaultName}" },
};

/** What a template says it tells, each value made up: the emulated cloud makes nothing of the template's resources. */
function stackOutputs(context: SynthesisContext): Record<string, string> {
  // Tags such as !Ref are CloudFormation's own; what they mean is not needed here.
  const template = parse(text(context, "templateBody"), { logLevel: "silent" }) as { Outputs?: object } | null;
  const keys = Object.keys(template?.Outputs ?? {});
  return Object.fromEntries(
    keys.map((key) => [key, `${text(context, "name")}-${key}-${characters(context, "ALNUM", 12, key)}`]),
  );
}
