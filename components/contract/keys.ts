import type * as pulumi from "@pulumi/pulumi";

/** What a key encrypts. Each purpose has a key of its own, so that the use of one can be granted, watched and revoked alone. */
export type KeyPurpose = "logs" | "registry";

export interface KeysArgs {
  /** One key is made for each. */
  readonly purposes: readonly KeyPurpose[];
  /** Days in which the deletion of a key can be taken back. */
  readonly deletionDays: number;
  /** The region that the keys live in. Default: the stack's own. */
  readonly region?: string;
}

export interface Keys {
  /** The key's name as the cloud's services take it. Throws for a purpose that no key was asked for. */
  idOf(purpose: KeyPurpose): pulumi.Output<string>;
}
