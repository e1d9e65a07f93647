import type { Environment } from "./environments.ts";

/** The name by which people and tools know an environment's cluster and resource group. */
export const platformName = (environment: Environment): string => `honua-${environment}`;

/** What the names of Honua's secrets begin with, so that identities can be given all of them and no others. */
export const secretPrefix = "honua";
