import type { Sample, Samples } from "./sample.ts";

const tags = {
  Project: "honua",
  Environment: "production",
  Owner: "platform",
  CostCenter: "engineering",
  ManagedBy: "pulumi",
  DataClassification: "confidential",
  Compliance: "soc2-iso27001",
};
const { Owner: _, ...nobodys } = tags;

const labels = {
  project: "honua",
  environment: "dev",
  owner: "platform",
  "cost-center": "engineering",
  "managed-by": "pulumi",
  "data-classification": "internal",
  compliance: "soc2-iso27001",
};
const { "cost-center": __, ...unpaid } = labels;

const aws = ["aws:kms/key:Key", "aws:ec2/vpc:Vpc", "aws:cloudwatch/logGroup:LogGroup"];
const azure = ["azure-native:network:VirtualNetwork", "azure-native:containerservice:ManagedCluster"];
const gcp = ["gcp:compute/instance:Instance", "gcp:storage/bucket:Bucket"];
const template = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const cluster = "gcp:container/cluster:Cluster";
const alert = "gcp:monitoring/alertPolicy:AlertPolicy";
const database = "gcp:sql/databaseInstance:DatabaseInstance";

const each = (types: readonly string[], { pass, fail }: Omit<Sample, "type">): Sample[] =>
  types.map((type) => ({ type, pass, fail }));

export const tagging: Samples = {
  "tags-name-required-keys": [
    ...each([...aws, ...azure], {
      pass: [{ tags }, { tags: { ...tags, Name: "more is fine" } }],
      fail: [{}, { tags: {} }, { tags: nobodys }, { tags: { ...tags, Owner: "" } }, { tags: labels }],
    }),
    { type: template, pass: [{ resourceTags: tags }], fail: [{}, { resourceTags: nobodys }] },
    ...each(gcp, { pass: [{ labels }], fail: [{}, { labels: unpaid }, { labels: tags }, { tags: labels }] }),
    { type: cluster, pass: [{ resourceLabels: labels }], fail: [{ labels }, { resourceLabels: unpaid }] },
    { type: alert, pass: [{ userLabels: labels }], fail: [{ labels }, { userLabels: unpaid }] },
    { type: database, pass: [{ settings: { userLabels: labels } }], fail: [{}, { settings: { userLabels: unpaid } }] },
  ],
  "tags-have-allowed-values": [
    ...each([...aws, ...azure], {
      pass: [{ tags }, { tags: { ...tags, Owner: "anyone" } }, {}],
      fail: [{ tags: { ...tags, Environment: "prod" } }, { tags: { ...tags, DataClassification: "secret" } }],
    }),
    { type: template, pass: [{ resourceTags: tags }], fail: [{ resourceTags: { ...tags, ManagedBy: "hand" } }] },
    ...each(gcp, { pass: [{ labels }], fail: [{ labels: { ...labels, environment: "Production" } }] }),
    { type: cluster, pass: [{ resourceLabels: labels }], fail: [{ resourceLabels: { ...labels, project: "other" } }] },
    { type: alert, pass: [{ userLabels: labels }], fail: [{ userLabels: { ...labels, compliance: "none" } }] },
    {
      type: database,
      pass: [{ settings: { userLabels: labels } }],
      fail: [{ settings: { userLabels: { ...labels, environment: "test" } } }],
    },
  ],
};
