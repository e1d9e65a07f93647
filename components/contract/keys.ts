import type * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import type { Scoped } from "./foundation.ts";

/** What a key encrypts. Each purpose has a key of its own, so that the use of one can be granted, watched and revoked alone. */
export type KeyPurpose =
  | "alerts"
  | "audit"
  | "backup"
  | "cache"
  /** The cluster's Kubernetes Secrets. */
  | "cluster"
  | "database"
  | "logs"
  | "registry"
  /** The cloud's secret store. */
  | "secrets"
  /** Disks of nodes and pods. */
  | "volumes";

export interface KeysArgs extends Scoped {
  /** One key is made for each. */
  readonly purposes: readonly KeyPurpose[];
  readonly durability: Durability;
  /** The region that the keys live in. Default: the stack's own. */
  readonly region?: string;
}

/** A key that services can use: what takes it finds that they may. */
export interface EncryptionKey {
  /** The key's name as the cloud's services take it: an ARN (AWS), a key's URL (Azure), a resource name (GCP). */
  readonly id: pulumi.Output<string>;
  /** The identity that services use the key as, on clouds that want one named: Azure. */
  readonly userId?: pulumi.Output<string>;
  /** The same identity, for services that want its client's id. */
  readonly userClientId?: pulumi.Output<string>;
  /** The same identity, for whatever gives it more rights. */
  readonly userPrincipalId?: pulumi.Output<string>;
}

export interface Keys {
  /** Throws for a purpose that no key was asked for. */
  keyFor(purpose: KeyPurpose): EncryptionKey;
}
