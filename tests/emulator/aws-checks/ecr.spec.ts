import { ecr } from "../../../emulator/aws/checks/ecr.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, ROOT, policy } from "./samples.ts";

const lifecycle = (...rules: Values[]) => JSON.stringify({ rules }).padEnd(100);
const untagged = (more: Values = {}): Values => ({
  rulePriority: 1,
  selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
  action: { type: "expire" },
  ...more,
});
const any: Values = {
  rulePriority: 2,
  selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
  action: { type: "expire" },
};

describeChecks("ecr", ecr, [
  {
    type: "ecr:Repository",
    right: {
      name: "honua/api",
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
    },
    wrong: [
      [{ name: "Honua" }, "name"],
      [{ name: "a" }, "name"],
      [{ imageTagMutability: "NEVER" }, "imageTagMutability"],
      [{ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }, "imageTagMutabilityExclusionFilters"],
      [{ encryptionConfigurations: [{ encryptionType: "AES" }] }, "encryptionConfigurations[].encryptionType"],
      [{ encryptionConfigurations: [{ kmsKey: "arn:key" }] }, "encryptionConfigurations[].kmsKey"],
    ],
  },
  {
    type: "ecr:RepositoryPolicy",
    right: { policy: policy({ Effect: "Allow", Principal: { AWS: ROOT }, Action: "ecr:BatchGetImage" }) },
    wrong: [[{ policy: policy({ Effect: "Allow", Principal: "*", Action: "ecr:*", Resource: "*" }) }, "policy"]],
  },
  {
    type: "ecr:LifecyclePolicy",
    right: { policy: lifecycle(untagged(), any) },
    wrong: [
      [{ policy: "{}" }, "policy"],
      [{ policy: JSON.stringify({ rules: [{ rulePriority: 1 }] }) }, "policy"],
      [{ policy: lifecycle(untagged(), untagged()) }, "policy"],
      [{ policy: lifecycle(untagged({ rulePriority: 3 }), any) }, "policy"],
      [{ policy: lifecycle(any, { ...any, rulePriority: 1 }) }, "policy"],
      [{ policy: lifecycle(untagged({ rulePriority: 0 })) }, "policy"],
      [{ policy: lifecycle(untagged({ action: { type: "delete" } })) }, "policy"],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 1 } }),
          ),
        },
        "policy",
      ],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "untagged", countType: "sinceImagePushed", countNumber: 7 } }),
          ),
        },
        "policy",
      ],
      [
        {
          policy: lifecycle(
            untagged({ selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 0 } }),
          ),
        },
        "policy",
      ],
    ],
  },
  {
    type: "ecr:ReplicationConfiguration",
    right: {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: "eu-west-1", registryId: "123456789012" }],
            repositoryFilters: [{ filter: "honua-", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    },
    wrong: [
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [{ region: "eu-central-1", registryId: "123456789012" }] }],
          },
        },
        "replicationConfiguration.rules[].destinations[]",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [{ region: "eu-west-1", registryId: "me" }] }] } },
        "replicationConfiguration.rules[].destinations[].registryId",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [], repositoryFilters: [{ filter: "honua-*" }] }] } },
        "replicationConfiguration.rules[].repositoryFilters[].filter",
      ],
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [], repositoryFilters: [{ filter: "ab", filterType: "GLOB" }] }],
          },
        },
        "replicationConfiguration.rules[].repositoryFilters[].filterType",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: [] }, { destinations: [] }] } },
        "replicationConfiguration.rules",
      ],
      [
        {
          replicationConfiguration: { rules: Array.from({ length: 26 }, (_, index) => ({ destinations: [], index })) },
        },
        "replicationConfiguration.rules",
      ],
      [
        { replicationConfiguration: { rules: [{ destinations: Array.from({ length: 101 }, () => ({})) }] } },
        "replicationConfiguration.rules[].destinations",
      ],
      [
        {
          replicationConfiguration: {
            rules: [{ destinations: [], repositoryFilters: Array.from({ length: 101 }, () => ({ filter: "ab" })) }],
          },
        },
        "replicationConfiguration.rules[].repositoryFilters",
      ],
    ],
  },
  {
    type: "ecr:RepositoryCreationTemplate",
    right: {
      prefix: "honua",
      appliedFors: ["REPLICATION"],
      customRoleArn: "arn:role",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
      lifecyclePolicy: lifecycle(untagged()),
    },
    wrong: [
      [{ prefix: "honua-" }, "prefix"],
      [{ appliedFors: ["ALWAYS"] }, "appliedFors[]"],
      [{ customRoleArn: undefined }, "customRoleArn"],
      [{ lifecyclePolicy: "{}" }, "lifecyclePolicy"],
      [{ description: "x".repeat(257) }, "description"],
    ],
  },
  {
    type: "ecr:RegistryScanningConfiguration",
    right: { scanType: "BASIC" },
    wrong: [[{ scanType: "DEEP" }, "scanType"]],
  },
]);
