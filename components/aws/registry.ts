import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import type { ImageReplica, Registry, RegistryArgs } from "../contract/registry.ts";
import { type Account, accountOf } from "./account.ts";
import { AwsKeys } from "./keys.ts";
import { policyDocument } from "./policy-document.ts";
import { serviceRole } from "./service-role.ts";

const namespace = "honua";

/** ECR repositories whose tags never move, scanned on push, open to this account only. */
export class AwsRegistry extends pulumi.ComponentResource implements Registry {
  readonly registryId: pulumi.Output<string>;
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  readonly loginCommand: pulumi.Output<string>;

  private readonly name: string;
  private readonly account: Account;
  private readonly access: pulumi.Output<string>;
  private readonly lifecycle: string;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Registry", name, {}, opts);
    this.name = name;
    this.account = accountOf(this);
    this.access = ownAccountOnly(this.account);
    this.lifecycle = lifecyclePolicy(args);

    const repositories = args.images.map((image) => [image, this.createRepository(image, args)] as const);
    if (args.replica !== undefined) this.replicate(args.replica, this.createReplicaKey(args, args.replica));

    const { accountId, region, partition } = this.account;
    this.registryId = pulumi.interpolate`arn:${partition}:ecr:${region}:${accountId}:repository/${namespace}/*`;
    this.repositoryUrls = pulumi.output(
      Object.fromEntries(repositories.map(([image, repository]) => [image, repository.repositoryUrl])),
    );
    this.loginCommand = pulumi.interpolate`aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${accountId}.dkr.ecr.${region}.amazonaws.com`;
    this.registerOutputs({
      registryId: this.registryId,
      repositoryUrls: this.repositoryUrls,
      loginCommand: this.loginCommand,
    });
  }

  private createRepository(image: string, args: RegistryArgs): aws.ecr.Repository {
    const name = `${this.name}-${image}`;
    const repository = new aws.ecr.Repository(
      name,
      {
        name: `${namespace}/${image}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.key.id }],
        forceDelete: args.durability === "disposable",
      },
      { parent: this },
    );
    new aws.ecr.LifecyclePolicy(name, { repository: repository.name, policy: this.lifecycle }, { parent: this });
    new aws.ecr.RepositoryPolicy(name, { repository: repository.name, policy: this.access }, { parent: this });
    return repository;
  }

  private createReplicaKey({ scope, durability }: RegistryArgs, { region }: ImageReplica): EncryptionKey {
    const purposes = ["registry"] as const;
    return new AwsKeys(`${this.name}-replica-keys`, { scope, purposes, durability, region }, { parent: this }).keyFor(
      "registry",
    );
  }

  /**
   * Images pushed from now on are copied to the other region. ECR makes the repositories there by itself, and only a
   * template gives them the settings that the originals have.
   */
  private replicate(replica: ImageReplica, key: EncryptionKey): void {
    const template = new aws.ecr.RepositoryCreationTemplate(
      `${this.name}-replica`,
      {
        region: replica.region,
        prefix: namespace,
        appliedFors: ["REPLICATION"],
        description: "Honua's images, copied from another region",
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.id }],
        lifecyclePolicy: this.lifecycle,
        repositoryPolicy: this.access,
        customRoleArn: this.createTemplateRole(replica, key),
      },
      { parent: this },
    );
    if (!replica.manageReplication) return;
    new aws.ecr.ReplicationConfiguration(
      `${this.name}-replica`,
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: [{ region: replica.region, registryId: this.account.accountId }],
              repositoryFilters: [{ filter: `${namespace}/`, filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
      { parent: this, dependsOn: [template] },
    );
  }

  /**
   * Without a role of ours ECR can give the repositories it makes neither a key nor tags:
   * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html
   */
  private createTemplateRole(replica: ImageReplica, key: EncryptionKey): pulumi.Output<string> {
    const { partition, accountId } = this.account;
    return serviceRole(
      `${this.name}-replica`,
      {
        service: "ecr.amazonaws.com",
        statements: [
          {
            Sid: "CreateReplicas",
            Effect: "Allow",
            Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
            Resource: pulumi.interpolate`arn:${partition}:ecr:${replica.region}:${accountId}:repository/${namespace}/*`,
          },
          {
            Sid: "EncryptReplicas",
            Effect: "Allow",
            Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"],
            Resource: key.id,
          },
        ],
      },
      { parent: this },
    );
  }
}

/** Whatever another policy may allow one day: nobody from outside the account gets at the images. */
function ownAccountOnly({ accountId }: Account): pulumi.Output<string> {
  return policyDocument({
    Sid: "OwnAccountOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "ecr:*",
    Condition: {
      StringNotEquals: { "aws:PrincipalAccount": accountId },
      // Scans and replication are services', which belong to no account.
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  });
}

function lifecyclePolicy(args: RegistryArgs): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Delete untagged images after ${args.untaggedDays} days`,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: args.untaggedDays,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: `Keep the newest ${args.retainedImages} tagged images`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: args.retainedImages,
        },
        action: expire,
      },
    ],
  });
}
