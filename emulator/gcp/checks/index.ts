/** Everything that the emulated Google Cloud refuses. */
import type { Check } from "../../model.ts";
import { apis } from "./apis.ts";
import { armor } from "./armor.ts";
import { caches } from "./caches.ts";
import { clusters } from "./clusters.ts";
import { connections } from "./connections.ts";
import { databases } from "./databases.ts";
import { databaseUsers } from "./databaseUsers.ts";
import { firewalls } from "./firewalls.ts";
import { gateways } from "./gateways.ts";
import { identities } from "./identities.ts";
import { keys } from "./keys.ts";
import { logging } from "./logging.ts";
import { maintenance } from "./maintenance.ts";
import { monitoring } from "./monitoring.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { nodePools } from "./nodePools.ts";
import { operations } from "./operations.ts";
import { registries } from "./registries.ts";
import { storage } from "./storage.ts";

export const checks: readonly Check[] = [
  ...names,
  ...apis,
  ...identities,
  ...keys,
  ...network,
  ...firewalls,
  ...gateways,
  ...connections,
  ...armor,
  ...clusters,
  ...maintenance,
  ...nodePools,
  ...databases,
  ...databaseUsers,
  ...caches,
  ...registries,
  ...storage,
  ...monitoring,
  ...logging,
  ...operations,
];
