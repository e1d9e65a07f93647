import type * as pulumi from "@pulumi/pulumi";
import type { Keys, KeysArgs } from "./keys.ts";
import type { Network, NetworkArgs } from "./network.ts";
import type { Registry, RegistryArgs } from "./registry.ts";

/** What every cloud provides: the arguments of each part and what it gives back. */
export interface Capabilities {
  keys: [KeysArgs, Keys];
  network: [NetworkArgs, Network];
  registry: [RegistryArgs, Registry];
}

/** One cloud's set of components. A cloud that lacks a part, or asks for more than its arguments, does not compile. */
export type Platform = {
  readonly [K in keyof Capabilities]: new (
    name: string,
    args: Capabilities[K][0],
    opts?: pulumi.ComponentResourceOptions,
  ) => Capabilities[K][1] & pulumi.ComponentResource;
};
