/** Everything that the emulated Azure refuses. */
import type { Check } from "../../model.ts";
import { alerts } from "./alerts.ts";
import { backups } from "./backups.ts";
import { caches } from "./caches.ts";
import { clusterNetwork } from "./clusterNetwork.ts";
import { clusters } from "./clusters.ts";
import { costs } from "./costs.ts";
import { egress } from "./egress.ts";
import { encryption } from "./encryption.ts";
import { existence } from "./existence.ts";
import { flowLogs } from "./flowLogs.ts";
import { webGateways } from "./webGateways.ts";
import { identities } from "./identities.ts";
import { maintenance } from "./maintenance.ts";
import { monitoring } from "./monitoring.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { pools } from "./pools.ts";
import { postgres } from "./postgres.ts";
import { postgresTopology } from "./postgresTopology.ts";
import { privateLink } from "./privateLink.ts";
import { prometheus } from "./prometheus.ts";
import { registries } from "./registries.ts";
import { securityRules } from "./securityRules.ts";
import { storage } from "./storage.ts";
import { tags } from "./tags.ts";
import { vaults } from "./vaults.ts";

export const checks: readonly Check[] = [
  ...names,
  ...tags,
  ...identities,
  ...network,
  ...egress,
  ...securityRules,
  ...flowLogs,
  ...privateLink,
  ...clusters,
  ...clusterNetwork,
  ...pools,
  ...maintenance,
  ...postgres,
  ...postgresTopology,
  ...caches,
  ...registries,
  ...vaults,
  ...encryption,
  ...storage,
  ...monitoring,
  ...alerts,
  ...prometheus,
  ...costs,
  ...backups,
  ...webGateways,
  ...existence,
];
