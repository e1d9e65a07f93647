/** Programs that nobody here wrote: public examples, each with the configuration that its README asks for. */
export interface ForeignProgram {
  /** Folder in the repository. */
  readonly folder: string;
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are set with `--secret`. */
  readonly secrets?: readonly string[];
}

export const repository = "https://github.com/pulumi/examples";
export const commit = "40c09b266d44e9975e15289c42cc0c2ad8d14995";

const aws = { "aws:region": "us-west-2" };
const azure = { "azure-native:location": "westus2" };
const gcp = { "gcp:project": "honua-emulated", "gcp:region": "us-central1", "gcp:zone": "us-central1-a" };

export const programs: readonly ForeignProgram[] = [
  { folder: "aws-ts-appsync", config: aws },
  { folder: "aws-ts-resources", config: aws },
  { folder: "aws-ts-s3-folder", config: aws },
  { folder: "aws-ts-secrets-manager", config: aws },
  {
    folder: "aws-ts-static-website",
    config: {
      ...aws,
      targetDomain: "www.honua.io",
      pathToWebsiteContents: "./www",
    },
  },
  { folder: "aws-ts-stepfunctions", config: aws },
  { folder: "aws-ts-wordpress-fargate-rds", config: aws },
  { folder: "azure-ts-aci", config: azure },
  { folder: "azure-ts-appservice", config: { ...azure, sqlPassword: "Correct-Horse-9" }, secrets: ["sqlPassword"] },
  { folder: "azure-ts-static-website", config: azure },
  {
    folder: "azure-ts-webserver",
    config: { ...azure, username: "webmaster", password: "Correct-Horse-9" },
    secrets: ["password"],
  },
  { folder: "gcp-ts-functions", config: gcp },
  { folder: "gcp-ts-gke", config: gcp },
  { folder: "gcp-ts-gke-hello-world", config: gcp },
  { folder: "kubernetes-ts-configmap-rollout", config: { isMinikube: "false" } },
  { folder: "kubernetes-ts-exposed-deployment", config: { isMinikube: "false" } },
  { folder: "kubernetes-ts-guestbook/components", config: { isMinikube: "false" } },
  { folder: "kubernetes-ts-guestbook/simple", config: { isMinikube: "false" } },
  { folder: "kubernetes-ts-nginx", config: {} },
  { folder: "kubernetes-ts-sock-shop", config: { isMinikube: "false" } },
  { folder: "multicloud-ts-buckets", config: { ...aws, ...gcp } },
];
