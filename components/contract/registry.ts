import type * as pulumi from "@pulumi/pulumi";

/** Where copies of the images go. */
export interface ImageReplica {
  readonly region: string;
  /** Key of that region. */
  readonly keyId: pulumi.Input<string>;
  /** False where the account's one replication configuration is managed elsewhere and already covers `honua/`. */
  readonly manageReplication: boolean;
}

export interface RegistryArgs {
  /** Images to hold, each in a repository `honua/<image>`. */
  readonly images: readonly string[];
  /** Key that encrypts the images. */
  readonly keyId: pulumi.Input<string>;
  /** Tagged images that each repository keeps. */
  readonly retainedImages: number;
  /** Days after which an image without a tag is deleted. */
  readonly untaggedDays: number;
  /** The repositories may be deleted with the images in them. */
  readonly disposable: boolean;
  /** Default: no copies. */
  readonly replica?: ImageReplica;
}

export interface Registry {
  /** Where each image is pushed to and pulled from, by image. */
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  /** Shell command that logs a container client in. */
  readonly loginCommand: pulumi.Output<string>;
}
