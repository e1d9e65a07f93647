/** Identity, keys, secrets, messages, logs, audits and budgets. */
import type { Service } from "./model.ts";
import { type TemplateContext, uuid, text } from "../template.ts";

const regional = (module: string, types: Service["types"], arn = module): Service => ({
  module,
  arn: `${arn}:{region}:{account}`,
  types,
});

const keyId = (context: TemplateContext) =>
  context.inputs["multiRegion"] === true ? `mrk-${context.hex(32)}` : uuid(context.hex(32));

/** A replica has its primary's id. */
const primaryKeyId = (context: TemplateContext) => text(context, "primaryKeyArn").split("/").at(-1) ?? "";

export const platform: readonly Service[] = [
  {
    module: "iam",
    arn: "iam::{account}",
    types: {
      AccessKey: ["AKIA{ALNUM:16}"],
      AccountAlias: ["{accountAlias}"],
      AccountPasswordPolicy: [() => "iam-account-password-policy"],
      Group: ["{name}", "group{path|'/'}{name}"],
      GroupMembership: ["{name}"],
      GroupPolicy: ["{group}:{name}"],
      GroupPolicyAttachment: ["{group}/{policyArn}"],
      InstanceProfile: ["{name}", "instance-profile{path|'/'}{name}"],
      OpenIdConnectProvider: ["{arn}", (c) => `oidc-provider/${withoutScheme(text(c, "url"))}`],
      Policy: ["{arn}", "policy{path|'/'}{name}"],
      PolicyAttachment: ["{name}"],
      Role: ["{name}", "role{path|'/'}{name}"],
      RolePolicy: ["{role}:{name}"],
      RolePolicyAttachment: ["{role}/{policyArn}"],
      SamlProvider: ["{arn}", "saml-provider/{name}"],
      ServerCertificate: ["ASCA{ALNUM:17}", "server-certificate{path|'/'}{name}"],
      ServiceLinkedRole: ["{arn}", "role/aws-service-role/{awsServiceName}/AWSServiceRole{alnum:8}"],
      User: ["{name}", "user{path|'/'}{name}"],
      UserGroupMembership: ["terraform-{digits:26}"],
      UserLoginProfile: ["{user}"],
      UserPolicy: ["{user}:{name}"],
      UserPolicyAttachment: ["{user}/{policyArn}"],
    },
  },
  regional("kms", {
    Alias: ["{name}", "{name}"],
    ExternalKey: [keyId, "key/{id}"],
    Grant: ["{keyId}:{hex:64}"],
    Key: [keyId, "key/{id}"],
    KeyPolicy: ["{keyId}"],
    ReplicaExternalKey: [primaryKeyId, "key/{id}"],
    ReplicaKey: [primaryKeyId, "key/{id}"],
  }),
  regional("secretsmanager", {
    Secret: ["{arn}", "secret:{name}-{mixed:6}"],
    SecretPolicy: ["{secretArn}"],
    SecretRotation: ["{secretId}"],
    SecretVersion: ["{secretId}|terraform-{digits:26}"],
  }),
  regional("ssm", {
    Activation: ["{uuid}"],
    Association: ["{uuid}", "association/{id}"],
    Document: ["{name}", "document/{name}"],
    MaintenanceWindow: ["mw-{hex:17}"],
    Parameter: ["{name}", (c) => `parameter/${text(c, "name").replace(/^\//, "")}`],
    PatchBaseline: ["pb-{hex:17}", "patchbaseline/{id}"],
    ServiceSetting: ["{settingId}"],
  }),
  regional("sns", {
    Topic: ["{arn}", "{name}"],
    TopicPolicy: ["{arn}"],
    TopicSubscription: ["{arn}", (c) => `${text(c, "topic").split(":").at(-1)}:${uuid(c.hex(32))}`],
  }),
  regional("sqs", {
    Queue: ["https://sqs.{region}.amazonaws.com/{account}/{name}", "{name}"],
    QueuePolicy: ["{queueUrl}"],
    RedriveAllowPolicy: ["{queueUrl}"],
    RedrivePolicy: ["{queueUrl}"],
  }),
  regional(
    "cloudwatch",
    {
      LogDataProtectionPolicy: ["{logGroupName}"],
      LogDestination: ["{name}", "destination:{name}"],
      LogGroup: ["{name}", "log-group:{name}"],
      LogMetricFilter: ["{name}"],
      LogResourcePolicy: ["{policyName}"],
      LogStream: ["{name}", "log-group:{logGroupName}:log-stream:{name}"],
      LogSubscriptionFilter: ["cwlsf-{digits:10}"],
      QueryDefinition: ["{uuid}", "query-definition:{id}"],
    },
    "logs",
  ),
  regional(
    "cloudwatch",
    {
      EventApiDestination: ["{name}", "api-destination/{name}/{uuid}"],
      EventArchive: ["{name}", "archive/{name}"],
      EventBus: ["{name}", "event-bus/{name}"],
      EventBusPolicy: ["{eventBusName|'default'}"],
      EventConnection: ["{name}", "connection/{name}/{uuid}"],
      EventPermission: ["{eventBusName|'default'}/{statementId}"],
      EventRule: [
        (c) => (onDefaultBus(c) ? text(c, "name") : `${text(c, "eventBusName")}/${text(c, "name")}`),
        (c) => `rule/${onDefaultBus(c) ? "" : `${text(c, "eventBusName")}/`}${text(c, "name")}`,
      ],
      EventTarget: ["{rule}-{targetId}"],
    },
    "events",
  ),
  regional("cloudwatch", {
    CompositeAlarm: ["{alarmName}", "alarm:{alarmName}"],
    MetricAlarm: ["{name}", "alarm:{name}"],
    MetricStream: ["{name}", "metric-stream/{name}"],
  }),
  {
    module: "cloudwatch",
    arn: "cloudwatch::{account}",
    types: { Dashboard: ["{dashboardName}", "dashboard/{dashboardName}"] },
  },
  regional("acm", {
    Certificate: ["{arn}", "certificate/{uuid}"],
    CertificateValidation: ["{certificateArn}"],
  }),
  { module: "budgets", arn: "budgets::{account}", types: { Budget: ["{account}:{name}", "budget/{name}"] } },
  regional("cloudtrail", {
    EventDataStore: ["{arn}", "eventdatastore/{uuid}"],
    Trail: ["{arn}", "trail/{name}"],
  }),
  regional("guardduty", {
    Detector: ["{hex:32}", "detector/{id}"],
    DetectorFeature: ["{detectorId}/{name}"],
    Filter: ["{detectorId}:{name}", "detector/{detectorId}/filter/{name}"],
  }),
  regional(
    "cfg",
    {
      DeliveryChannel: ["{name}"],
      Recorder: ["{name}"],
      RecorderStatus: ["{name}"],
      Rule: ["{name}", "config-rule/config-rule-{alnum:6}"],
    },
    "config",
  ),
  regional("securityhub", {
    Account: ["{account}", "hub/default"],
    StandardsSubscription: ["{arn}", (c) => `subscription/${text(c, "standardsArn").split(/:::?/).at(-1)}`],
  }),
  {
    module: "costexplorer",
    arn: "ce::{account}",
    types: {
      AnomalyMonitor: ["{arn}", "anomalymonitor/{uuid}"],
      AnomalySubscription: ["{arn}", "anomalysubscription/{uuid}"],
    },
  },
  {
    module: "shield",
    arn: "shield::{account}",
    types: { Protection: ["{uuid}", "protection/{id}"], Subscription: ["{account}"] },
  },
  regional("accessanalyzer", { Analyzer: ["{analyzerName}", "analyzer/{analyzerName}"] }, "access-analyzer"),
  regional("inspector2", { Enabler: [(c) => `${list(c, "accountIds", ":")}-${list(c, "resourceTypes", ":")}`] }),
  regional("scheduler", {
    Schedule: ["{groupName|'default'}/{name}", "schedule/{groupName|'default'}/{name}"],
    ScheduleGroup: ["{name}", "schedule-group/{name}"],
  }),
  regional(
    "serverlessrepository",
    { CloudFormationStack: ["{arn}", "stack/serverlessrepo-{name}/{uuid}"] },
    "cloudformation",
  ),
  regional("backup", {
    Plan: ["{uuid}", "backup-plan:{id}"],
    RegionSettings: ["{region}"],
    Selection: ["{uuid}"],
    Vault: ["{name}", "backup-vault:{name}"],
    VaultLockConfiguration: ["{backupVaultName}"],
    VaultNotifications: ["{backupVaultName}"],
    VaultPolicy: ["{backupVaultName}"],
  }),
];

const list = ({ inputs }: TemplateContext, property: string, separator: string) =>
  [inputs[property]].flat().toSorted().join(separator);
const withoutScheme = (url: string) => url.replace(/^https:\/\//, "");
const onDefaultBus = ({ inputs }: TemplateContext) => (inputs["eventBusName"] ?? "default") === "default";
