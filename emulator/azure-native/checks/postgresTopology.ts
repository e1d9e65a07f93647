/** What Azure Database for PostgreSQL refuses of what stands around a server: standby, replicas, network, keys. */
import { parseBlock } from "../../cidr.ts";
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { delegationsOf, networkOfSubnet, prefixesOf, subnetWithId } from "../subnets.ts";
import { locationOf, regionName, resourceWithId, sameName } from "../subscription.ts";
import { about, frozen, isAbsent, late, matching, rule, says } from "./rules.ts";

const POSTGRES = "https://learn.microsoft.com/azure/postgresql/";
const NETWORK = `${POSTGRES}network/concepts-networking-private`;
const REPLICAS = `${POSTGRES}read-replica/concepts-read-replicas`;
const ENCRYPTION = `${POSTGRES}security/security-data-encryption`;
const SDK = "@pulumi/azure-native dbforpostgresql.ServerArgs";

const SERVER = "dbforpostgresql:Server";

const ha = (inputs: Values) => textAt(inputs, "highAvailability.mode").toLowerCase();
const hasHa = (inputs: Values) => !["", "disabled"].includes(ha(inputs));
const isReplica = (inputs: Values) => says(inputs, "createMode", "Replica");

const availability: readonly Check[] = [
  about(SERVER, "highAvailability.mode", `${POSTGRES}compute-storage/concepts-compute`, (inputs) =>
    says(inputs, "sku.tier", "Burstable") && hasHa(inputs)
      ? "needs the tier GeneralPurpose or MemoryOptimized, not Burstable"
      : undefined,
  ),
  about(
    SERVER,
    "highAvailability.standbyAvailabilityZone",
    "https://learn.microsoft.com/azure/reliability/reliability-postgresql-flexible-server",
    (inputs) => {
      const [zone, standby] = ["availabilityZone", "highAvailability.standbyAvailabilityZone"].map((path) =>
        textAt(inputs, path),
      );
      if (!zone || !standby) return undefined;
      if (ha(inputs) === "zoneredundant" && zone === standby)
        return `is ${standby}, as the primary's; ZoneRedundant needs another`;
      return ha(inputs) === "samezone" && zone !== standby ? `is ${standby}; SameZone has both in ${zone}` : undefined;
    },
  ),
  about(SERVER, "highAvailability.mode", `${REPLICAS}#configuration-management`, (inputs) =>
    isReplica(inputs) && hasHa(inputs) ? "is not for read replicas" : undefined,
  ),
  about(SERVER, "backup.geoRedundantBackup", `${REPLICAS}#configuration-management`, (inputs) =>
    isReplica(inputs) && says(inputs, "backup.geoRedundantBackup", "Enabled") ? "is not for read replicas" : undefined,
  ),
  about(SERVER, "sourceServerResourceId", SDK, (inputs) =>
    ["replica", "pointintimerestore", "georestore", "revivedropped"].includes(
      textAt(inputs, "createMode").toLowerCase(),
    ) && isAbsent(inputs, "sourceServerResourceId")
      ? `is missing beside createMode ${textAt(inputs, "createMode")}`
      : undefined,
  ),
  about(SERVER, "pointInTimeUTC", SDK, (inputs) =>
    ["pointintimerestore", "georestore"].includes(textAt(inputs, "createMode").toLowerCase()) &&
    isAbsent(inputs, "pointInTimeUTC")
      ? `is missing beside createMode ${textAt(inputs, "createMode")}`
      : undefined,
  ),
];

function sourceFits(candidate: Candidate, cloud: Cloud): Finding {
  const property = "sourceServerResourceId";
  const id = textAt(candidate.inputs, property);
  const source = isReplica(candidate.inputs) ? resourceWithId(cloud, id) : undefined;
  if (!source) return undefined;
  if (says(source.outputs, "sku.tier", "Burstable"))
    return { property, reason: `"${id}" is Burstable, which has no replicas` };
  const siblings = cloud
    .ofType(candidate.type)
    .filter(({ urn, inputs }) => urn !== candidate.urn && isReplica(inputs) && sameName(textAt(inputs, property), id));
  return siblings.length < 5
    ? undefined
    : { property, reason: `"${id}" has five replicas already, which is all it may` };
}

/** The input with the id of a subnet that only such servers are in. */
export const SUBNET = "network.delegatedSubnetResourceId";
const DELEGATION = "Microsoft.DBforPostgreSQL/flexibleServers";

function subnetFits({ inputs }: Candidate, cloud: Cloud): Finding {
  const id = textAt(inputs, SUBNET);
  const subnet = subnetWithId(cloud, id);
  if (!subnet) return undefined;
  if (!delegationsOf(subnet).some((service) => sameName(service, DELEGATION))) {
    return { property: SUBNET, reason: `the subnet must be delegated to ${DELEGATION}` };
  }
  const small = prefixesOf(subnet).find((text) => (parseBlock(text)?.prefix ?? 0) > 28);
  if (small !== undefined)
    return { property: SUBNET, reason: `${small} is too small a subnet: it takes a /28 or larger` };
  const [own, its] = [locationOf(inputs, cloud), textAt(networkOfSubnet(cloud, id)?.outputs ?? {}, "location")].map(
    regionName,
  );
  return own && its && own !== its
    ? { property: "location", reason: `${own} is not the region of the subnet's network, ${its}` }
    : undefined;
}

const ZONE = "network.privateDnsZoneArmResourceId";

const networking: readonly Check[] = [
  about(SERVER, ZONE, NETWORK, (inputs) =>
    !isAbsent(inputs, SUBNET) && isAbsent(inputs, ZONE) ? "is missing beside delegatedSubnetResourceId" : undefined,
  ),
  matching(
    SERVER,
    ZONE,
    /\.postgres\.database\.azure\.com$/i,
    "the zone's name must end in .postgres.database.azure.com",
    `${NETWORK}#use-a-private-dns-zone`,
  ),
  about(SERVER, ZONE, `${NETWORK}#use-a-private-dns-zone`, (inputs) => {
    const zone = textAt(inputs, ZONE).split("/").at(-1) ?? "";
    return zone !== "" && sameName(zone, `${textAt(inputs, "serverName")}.postgres.database.azure.com`)
      ? `"${zone}" is the server's own name; the zone needs another`
      : undefined;
  }),
  about(SERVER, "network.publicNetworkAccess", SDK, (inputs) =>
    !isAbsent(inputs, SUBNET) && says(inputs, "network.publicNetworkAccess", "Enabled")
      ? "is not possible beside delegatedSubnetResourceId: leave it out"
      : undefined,
  ),
  late(rule(SERVER, NETWORK, subnetFits)),
];

const CMK = "dataEncryption";
const isCmk = (inputs: Values) => says(inputs, `${CMK}.type`, "AzureKeyVault");

const identityIdsOf = (inputs: Values): string[] => {
  const identity = inputs["identity"];
  const given = isRecord(identity) ? identity["userAssignedIdentities"] : undefined;
  return isRecord(given) ? Object.keys(given) : [];
};

const encryption: readonly Check[] = [
  about(SERVER, CMK, SDK, (inputs) => {
    const missing = isCmk(inputs)
      ? ["primaryKeyURI", "primaryUserAssignedIdentityId"].find((key) => isAbsent(inputs, `${CMK}.${key}`))
      : undefined;
    return missing === undefined ? undefined : `needs ${missing} with type AzureKeyVault`;
  }),
  about(SERVER, "identity.userAssignedIdentities", SDK, (inputs) => {
    const own = identityIdsOf(inputs);
    const used = ["primary", "geoBackup"]
      .map((kind) => textAt(inputs, `${CMK}.${kind}UserAssignedIdentityId`))
      .filter((id) => id !== "");
    const stranger = used.find((id) => !own.some((other) => sameName(other, id)));
    const isKnown = own.length > 0 || isAbsent(inputs, "identity.userAssignedIdentities");
    return stranger !== undefined && isKnown ? `must have "${stranger}", which dataEncryption names` : undefined;
  }),
  about(
    SERVER,
    `${CMK}.geoBackupKeyURI`,
    `${ENCRYPTION}#use-data-encryption-with-customer-managed-keys-and-geo-redundant-business-continuity-features`,
    (inputs) => {
      if (!isCmk(inputs) || !says(inputs, "backup.geoRedundantBackup", "Enabled")) return undefined;
      const [key, identity] = ["geoBackupKeyURI", "geoBackupUserAssignedIdentityId"].map((name) => `${CMK}.${name}`);
      if (isAbsent(inputs, key ?? "") || isAbsent(inputs, identity ?? "")) {
        return "and geoBackupUserAssignedIdentityId are needed with a key of your own: of a vault where the backups are";
      }
      return sameName(textAt(inputs, identity ?? "") || "\n", textAt(inputs, `${CMK}.primaryUserAssignedIdentityId`))
        ? "needs an identity of its own, other than the primary's"
        : undefined;
    },
  ),
];

export const postgresTopology: readonly Check[] = [
  ...availability,
  late(rule(SERVER, REPLICAS, sourceFits)),
  ...networking,
  ...encryption,
  ...frozen(SERVER, ["backup.geoRedundantBackup"], `${POSTGRES}backup-restore/concepts-backup-restore`),
  ...frozen(SERVER, [`${CMK}.type`], ENCRYPTION),
];
