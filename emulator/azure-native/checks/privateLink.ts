/** What Azure refuses of private endpoints, and of the zones that hold their names. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { groupsOf } from "../privateLink.ts";
import { delegationsOf, networkOfSubnet, subnetWithId } from "../subnets.ts";
import { locationOf, regionName, resourceWithId, sameName } from "../subscription.ts";
import { atMost, late, matching, rule } from "./rules.ts";

const LEARN = "https://learn.microsoft.com/azure/";
const ENDPOINTS = `${LEARN}private-link/private-endpoint-overview`;
const LINKS = `${LEARN}dns/private-dns-virtual-network-links`;

const ENDPOINT = "network:PrivateEndpoint";
const LINK = "privatedns:VirtualNetworkLink";
const CONNECTIONS = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];

function oneConnection({ inputs }: Candidate): Finding {
  const given = CONNECTIONS.filter((property) => inputs[property] !== undefined);
  const lists = given.map((property) => inputs[property]);
  const count = lists.reduce((sum: number, list) => sum + (Array.isArray(list) ? list.length : 1), 0);
  return count === 1
    ? undefined
    : { property: CONNECTIONS[0], reason: `an endpoint has one connection, automatic or manual; ${count} are given` };
}

const connectionsOf = ({ inputs }: Candidate) =>
  CONNECTIONS.flatMap((property) => valuesAt(inputs, `${property}[]`)).filter(isRecord);

function groupIsOffered(candidate: Candidate): Finding {
  for (const connection of connectionsOf(candidate)) {
    const target = textAt(connection, "privateLinkServiceId");
    const offered = Object.keys(groupsOf(target) ?? {});
    const wrong = valuesAt(connection, "groupIds[]").find(
      (id) => !offered.some((group) => sameName(group, String(id))),
    );
    if (offered.length > 0 && wrong !== undefined) {
      return {
        property: "groupIds",
        reason: `"${String(wrong)}" is none of ${offered.join(", ")}, which that service has`,
      };
    }
    if (offered.length > 0 && Array.isArray(connection["groupIds"]) && connection["groupIds"].length !== 1) {
      return { property: "groupIds", reason: `must name one of ${offered.join(", ")}` };
    }
  }
  return undefined;
}

/** What a live target must be like for an endpoint. */
const DEMANDS: readonly (readonly [type: string, flawOf: (target: CloudResource) => string | undefined])[] = [
  [
    "containerregistry:Registry",
    ({ outputs }) => {
      const sku = textAt(outputs, "sku.name");
      return sku === "Premium" ? undefined : `is a ${sku} registry; private endpoints need Premium`;
    },
  ],
  [
    "dbforpostgresql:Server",
    ({ outputs }) =>
      textAt(outputs, "network.delegatedSubnetResourceId") === ""
        ? undefined
        : "is inside a virtual network of its own, where private endpoints are not possible",
  ],
];

function targetTakesEndpoints(candidate: Candidate, cloud: Cloud): Finding {
  for (const connection of connectionsOf(candidate)) {
    const target = resourceWithId(cloud, textAt(connection, "privateLinkServiceId"));
    const demand = DEMANDS.find(([type]) => target?.type === `azure-native:${type}`)?.[1];
    const reason = target && demand?.(target);
    if (reason !== undefined) return { property: CONNECTIONS[0], reason: `"${target?.id ?? ""}" ${reason}` };
  }
  return undefined;
}

function subnetFits({ inputs }: Candidate, cloud: Cloud): Finding {
  const id = textAt(inputs, "subnet.id");
  const [service] = delegationsOf(subnetWithId(cloud, id) ?? {});
  if (service !== undefined) {
    return { property: "subnet", reason: `"${id}" is delegated to ${service}; an endpoint needs a subnet that is not` };
  }
  const [own, its] = [locationOf(inputs, cloud), textAt(networkOfSubnet(cloud, id)?.outputs ?? {}, "location")].map(
    regionName,
  );
  if (!own || !its || own === its) return undefined;
  return { property: "location", reason: `${own} is not the region of the subnet's network, ${its}` };
}

/** A network takes its own machines' names into one zone only, and is linked to a zone once. */
function linkIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const network = textAt(candidate.inputs, "virtualNetwork.id");
  const zone = idFrom(candidate.type, candidate.inputs)?.split("/virtualNetworkLinks/")[0] ?? "";
  const others = cloud
    .ofType(candidate.type)
    .filter(
      ({ urn, inputs }) =>
        urn !== candidate.urn && network !== "" && sameName(textAt(inputs, "virtualNetwork.id"), network),
    );
  const twin = others.find(({ id }) => sameName(id.split("/virtualNetworkLinks/")[0] ?? "", zone));
  if (twin) return { property: "virtualNetwork", reason: `"${network}" is linked to that zone already, by ${twin.id}` };
  const registering = others.find(({ inputs }) => inputs["registrationEnabled"] === true);
  return candidate.inputs["registrationEnabled"] === true && registering
    ? { property: "registrationEnabled", reason: `"${network}" registers its machines by ${registering.id} already` }
    : undefined;
}

const ZONE_GROUP = "network:PrivateDnsZoneGroup";
const ZONE_GROUPS = `${LEARN}private-link/private-endpoint-dns-integration#private-dns-zone-group`;

function groupIsAlone(candidate: Candidate, cloud: Cloud): Finding {
  const endpoint = idFrom(candidate.type, candidate.inputs)?.split("/privateDnsZoneGroups/")[0] ?? "\n";
  const other = cloud
    .ofType(candidate.type)
    .find(({ urn, id }) => urn !== candidate.urn && id.toLowerCase().startsWith(`${endpoint.toLowerCase()}/`));
  return (
    other && { property: "privateEndpointName", reason: `has the zone group ${other.id} already; one is all it may` }
  );
}

const zoneIsNamed = matching(
  "privatedns:PrivateZone",
  "privateZoneName",
  /^(?=.{3,253}$)(?!.*\.\.)[\w-]{1,63}(\.[\w-]{1,63}){1,33}$/,
  `2 to 34 labels of letters, digits, _ and -, as in privatelink.azurecr.io`,
  `${LEARN}azure-resource-manager/management/resource-name-rules#microsoftnetwork`,
);

export const privateLink: readonly Check[] = [
  zoneIsNamed,
  matching(
    "privatedns:PrivateZone",
    "location",
    /^global$/i,
    'private zones are "Global"',
    `${LEARN}templates/microsoft.network/privatednszones`,
  ),
  matching(
    LINK,
    "location",
    /^global$/i,
    'links of private zones are "Global"; without a location the provider takes the group\'s',
    `${LEARN}templates/microsoft.network/privatednszones/virtualnetworklinks`,
  ),
  late(rule(LINK, LINKS, linkIsNew)),
  rule(ENDPOINT, ENDPOINTS, oneConnection),
  rule(ENDPOINT, `${ENDPOINTS}#private-link-resource`, groupIsOffered),
  late(rule(ENDPOINT, `${ENDPOINTS}#private-link-resource`, targetTakesEndpoints)),
  late(rule(ENDPOINT, `${ENDPOINTS}#private-endpoint-properties`, subnetFits)),
  atMost(ZONE_GROUP, "privateDnsZoneConfigs", 5, ZONE_GROUPS),
  late(rule(ZONE_GROUP, ZONE_GROUPS, groupIsAlone)),
];
