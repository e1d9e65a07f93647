import type * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import type { Scoped } from "./foundation.ts";
import type { EncryptionKey } from "./keys.ts";
import type { Network } from "./network.ts";

/** Where copies of the images go. */
export interface ImageReplica {
  readonly region: string;
  /** False where the account's one replication configuration is managed elsewhere and already covers `honua/`. */
  readonly manageReplication: boolean;
}

export interface RegistryArgs extends Scoped {
  /** Images to hold, each in a repository `honua/<image>`. */
  readonly images: readonly string[];
  /** The network that images are pulled from. */
  readonly network: Network;
  /** Key that encrypts the images. */
  readonly key: EncryptionKey;
  /** Tagged images that each repository keeps. */
  readonly retainedImages: number;
  /** Days after which an image without a tag is deleted. */
  readonly untaggedDays: number;
  readonly durability: Durability;
  /** Default: no copies. */
  readonly replica?: ImageReplica;
}

export interface Registry {
  /** The registry as its cloud names it: where there is one resource for all images, its id, else the repositories' common prefix. */
  readonly registryId: pulumi.Output<string>;
  /** Where each image is pushed to and pulled from, by image. */
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  /** Shell command that logs a container client in. */
  readonly loginCommand: pulumi.Output<string>;
}
