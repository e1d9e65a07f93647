import type { Environment } from "../tables/environments.ts";
import { platformName } from "../tables/names.ts";

/** Ids of service accounts, of 6 to 30 characters. Policies and workflows name them. */
export const accountIdOf = (environment: Environment, role: string): string => `${platformName(environment)}-${role}`;

/** Ids of custom roles, which take no hyphen. */
export const roleIdOf = (environment: Environment, role: string): string =>
  `honua_${environment}_${role.replaceAll("-", "_")}`;
