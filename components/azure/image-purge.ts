import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

export interface AzureImagePurgeArgs {
  readonly scope: pulumi.Input<string>;
  readonly registryName: pulumi.Input<string>;
  readonly repositories: readonly string[];
  /** Tagged images that each repository keeps. */
  readonly retainedImages: number;
}

/** Deletes old images every night: a registry keeps all that have a tag by itself. */
export class AzureImagePurge extends pulumi.ComponentResource {
  constructor(name: string, args: AzureImagePurgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ImagePurge", name, {}, opts);
    new azure.containerregistry.Task(
      name,
      {
        resourceGroupName: args.scope,
        registryName: args.registryName,
        platform: { os: "Linux", architecture: "amd64" },
        agentConfiguration: { cpu: 2 },
        credentials: { sourceRegistry: { loginMode: "Default" } },
        step: { type: "EncodedTask", encodedTaskContent: Buffer.from(purgeTask(args)).toString("base64") },
        trigger: { timerTriggers: [{ name: "nightly", schedule: "30 2 * * *", status: "Enabled" }] },
        status: "Enabled",
        timeout,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

/** Seconds. */
const timeout = 3600;

/**
 * All tagged images but the newest ones are deleted, however old; the registry's own policy deletes those without a tag.
 * https://learn.microsoft.com/azure/container-registry/container-registry-auto-purge
 */
function purgeTask({ repositories, retainedImages }: AzureImagePurgeArgs): string {
  const filters = repositories.map((repository) => `--filter '${repository}:.*'`).join(" ");
  return [
    "version: v1.1.0",
    "steps:",
    `  - cmd: acr purge ${filters} --ago 0d --keep ${retainedImages}`,
    "    disableWorkingDirectoryOverride: true",
    `    timeout: ${timeout}`,
    "",
  ].join("\n");
}
