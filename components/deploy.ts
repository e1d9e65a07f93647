import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../config/settings.ts";
import type { Platform } from "./contract/platform.ts";
import { environments } from "./tables/environments.ts";
import { images, untaggedImageDays } from "./tables/images.ts";
import { tagEverything } from "./tagging.ts";

/** What an operator needs next. */
export interface Outputs {
  readonly networkId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly databaseSubnetIds: pulumi.Output<string>[];
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  readonly registryLogin: pulumi.Output<string>;
  readonly nextStep: string;
}

/** Builds Honua's platform on a cloud. */
export function deploy(platform: Platform, settings: Settings): Outputs {
  const preset = environments[settings.environment];
  const name = (role: string) => `honua-${settings.environment}-${role}`;
  const opts: pulumi.ComponentResourceOptions = {
    transformations: [tagEverything(settings.cloud, settings.tags)],
  };

  const keys = new platform.keys(
    name("keys"),
    { purposes: ["logs", "registry"], deletionDays: preset.keyDeletionDays },
    opts,
  );
  const network = new platform.network(
    name("network"),
    { ...settings.network, logKeyId: keys.idOf("logs"), logRetentionDays: preset.logRetentionDays },
    opts,
  );
  const recoveryKey = (region: string) =>
    new platform.keys(
      name("recovery-keys"),
      { purposes: ["registry"], deletionDays: preset.keyDeletionDays, region },
      opts,
    ).idOf("registry");
  const registry = new platform.registry(
    name("registry"),
    {
      images,
      keyId: keys.idOf("registry"),
      retainedImages: preset.retainedImages,
      untaggedDays: untaggedImageDays,
      disposable: preset.disposable,
      replica: settings.recovery && { ...settings.recovery, keyId: recoveryKey(settings.recovery.region) },
    },
    opts,
  );

  return {
    networkId: network.networkId,
    publicSubnetIds: network.publicSubnetIds,
    privateSubnetIds: network.privateSubnetIds,
    databaseSubnetIds: network.databaseSubnetIds,
    repositoryUrls: registry.repositoryUrls,
    registryLogin: registry.loginCommand,
    nextStep: "Run the command in registryLogin, then push the images to repositoryUrls.",
  };
}
