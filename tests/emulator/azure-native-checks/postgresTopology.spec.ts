import { postgresTopology } from "../../../emulator/azure-native/checks/postgresTopology.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, identity, identityId, idOf, live, subnet, subnetId } from "./samples.ts";

const DELEGATED = { delegations: [{ serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }] };
const serverId = (name: string) => idOf(`Microsoft.DBforPostgreSQL/flexibleServers/${name}`);
const server = (name: string, inputs: Values) =>
  live("dbforpostgresql:Server", `Microsoft.DBforPostgreSQL/flexibleServers/${name}`, inputs);
const replicas = Array.from({ length: 5 }, (_, index) =>
  server(`replica${index}`, { createMode: "Replica", sourceServerResourceId: serverId("full") }),
);
const zoneId = (name: string) => idOf(`Microsoft.Network/privateDnsZones/${name}`);
const zone = (name: string) => live("privatedns:PrivateZone", `Microsoft.Network/privateDnsZones/${name}`);

const common: Values = {
  resourceGroupName: "rg",
  serverName: "honua",
  location: "westeurope",
  sku: { tier: "GeneralPurpose", name: "Standard_D4ds_v5" },
};

const SUBNET = "network.delegatedSubnetResourceId";
const ZONE = "network.privateDnsZoneArmResourceId";

describeChecks("PostgreSQL's surroundings", postgresTopology, [
  {
    type: "dbforpostgresql:Server",
    live: [
      identity("id", "1"),
      identity("geo", "2"),
      subnet("tiny", "10.0.7.0/29", DELEGATED),
      live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/far", {}, { location: "northeurope" }),
      live("network:Subnet", "Microsoft.Network/virtualNetworks/far/subnets/s", {
        addressPrefix: "10.9.0.0/24",
        ...DELEGATED,
      }),
      zone("honua-db.postgres.database.azure.com"),
      zone("honua.postgres.database.azure.com"),
      zone("honua.internal"),
    ],
    right: {
      ...common,
      administratorLogin: "honua",
      administratorLoginPassword: "Correct-horse-15",
      availabilityZone: "1",
      highAvailability: { mode: "ZoneRedundant", standbyAvailabilityZone: "2" },
      backup: { geoRedundantBackup: "Enabled" },
      network: {
        delegatedSubnetResourceId: subnetId("db"),
        privateDnsZoneArmResourceId: zoneId("honua-db.postgres.database.azure.com"),
      },
      identity: { type: "UserAssigned", userAssignedIdentities: { [identityId("id")]: {}, [identityId("geo")]: {} } },
      dataEncryption: {
        type: "AzureKeyVault",
        primaryKeyURI: "https://elsewhere.vault.azure.net/keys/db/0123456789abcdef0123456789abcdef",
        primaryUserAssignedIdentityId: identityId("id"),
        geoBackupKeyURI: "https://paired.vault.azure.net/keys/db/0123456789abcdef0123456789abcdef",
        geoBackupUserAssignedIdentityId: identityId("geo"),
      },
    },
    wrong: [
      [{ sku: { tier: "Burstable", name: "Standard_B2s" } }, "highAvailability.mode"],
      [{ "highAvailability.standbyAvailabilityZone": "1" }, "highAvailability.standbyAvailabilityZone"],
      [{ "highAvailability.mode": "SameZone" }, "highAvailability.standbyAvailabilityZone"],
      [{ createMode: "PointInTimeRestore" }, "sourceServerResourceId"],
      [{ createMode: "GeoRestore" }, "pointInTimeUTC"],
      [{ [SUBNET]: subnetId("nodes") }, SUBNET],
      [{ [SUBNET]: subnetId("tiny") }, SUBNET],
      [{ [SUBNET]: idOf("Microsoft.Network/virtualNetworks/far/subnets/s") }, "location"],
      [{ [ZONE]: undefined }, ZONE],
      [{ [ZONE]: zoneId("honua.internal") }, ZONE],
      [{ [ZONE]: zoneId("honua.postgres.database.azure.com") }, ZONE],
      [{ "network.publicNetworkAccess": "Enabled" }, "network.publicNetworkAccess"],
      [{ "dataEncryption.primaryKeyURI": undefined }, "dataEncryption"],
      [{ "identity.userAssignedIdentities": { [identityId("id")]: {} } }, "identity.userAssignedIdentities"],
      [{ "dataEncryption.geoBackupKeyURI": undefined }, "dataEncryption.geoBackupKeyURI"],
      [{ "dataEncryption.geoBackupUserAssignedIdentityId": identityId("id") }, "dataEncryption.geoBackupKeyURI"],
    ],
    frozen: [
      [{ "backup.geoRedundantBackup": "Disabled" }, "backup.geoRedundantBackup"],
      [{ dataEncryption: { type: "SystemManaged" } }, "dataEncryption.type"],
    ],
  },
  {
    type: "dbforpostgresql:Server",
    live: [server("full", {}), ...replicas, server("free", {}), server("small", { sku: { tier: "Burstable" } })],
    right: { ...common, createMode: "Replica", sourceServerResourceId: serverId("free") },
    wrong: [
      [{ sourceServerResourceId: undefined }, "sourceServerResourceId"],
      [{ sourceServerResourceId: serverId("full") }, "sourceServerResourceId"],
      [{ sourceServerResourceId: serverId("small") }, "sourceServerResourceId"],
      [{ highAvailability: { mode: "SameZone" } }, "highAvailability.mode"],
      [{ backup: { geoRedundantBackup: "Enabled" } }, "backup.geoRedundantBackup"],
    ],
  },
]);
