import type { Environment } from "./environments.ts";

/** The name by which people and tools know an environment's cluster and resource group. */
export const platformName = (environment: Environment): string => `honua-${environment}`;

/** What the names of Honua's secrets begin with, so that identities can be given all of them and no others. */
export const secretPrefix = "honua";

/** What the names of customers' identities begin with, and of the secrets that hold their credentials; an id follows. */
export const customerPrefix = "honua-customer-";

/** Where customers' images are, on registries with paths; an id follows. */
export const customerImages = "honua/customers/";

/** What the names of what the Pulumi state is kept in begin with: of a bucket, of a key. */
export const statePrefix = "honua-state";
/** How the secret of a component is called where names can have parts: `honua/dev/database` for `honua-dev-database`. */
export const secretName = (component: string): string => component.replace(/^honua-([^-]+)-/, `${secretPrefix}/$1/`);
