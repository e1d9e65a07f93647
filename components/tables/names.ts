import type { Environment } from "./environments.ts";

/** The name by which people and tools know an environment's cluster and resource group. */
export const platformName = (environment: Environment): string => `honua-${environment}`;

/** What the names of Honua's secrets begin with, so that identities can be given all of them and no others. */
export const secretPrefix = "honua";

/** How the secret of a component is called where names can have parts: `honua/dev/database` for `honua-dev-database`. */
export const secretName = (component: string): string => component.replace(/^honua-([^-]+)-/, `${secretPrefix}/$1/`);
