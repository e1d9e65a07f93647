/** What Azure refuses of network watchers and of the flow logs that they keep. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { networkOfSubnet } from "../subnets.ts";
import { locationOf, regionName, resourceWithId, sameName } from "../subscription.ts";
import { ownWatcherOf } from "../watchers.ts";
import { among, between, isAbsent, late, matching, rule } from "./rules.ts";

const LOGS = "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview";
const WATCHERS = "https://learn.microsoft.com/azure/network-watcher/network-watcher-create";

const LOG = "network:FlowLog";
const WATCHER = "network:NetworkWatcher";

/** A virtual network, a part of one, or the interface of a machine; groups of rules are no longer logged. */
const TARGETS = /\/(virtualNetworks\/[^/]+(\/subnets\/[^/]+)?|networkInterfaces\/[^/]+)$/i;

const regionOf = (resource: CloudResource | undefined) => regionName(textAt(resource?.outputs ?? {}, "location"));

function regionsAgree({ inputs }: Candidate, cloud: Cloud): Finding {
  const target = textAt(inputs, "targetResourceId");
  const region = regionOf(resourceWithId(cloud, target) ?? networkOfSubnet(cloud, target));
  const places: readonly (readonly [property: string, region: string])[] = [
    ["storageId", regionOf(resourceWithId(cloud, textAt(inputs, "storageId")))],
    ["location", regionName(locationOf(inputs, cloud))],
  ];
  const [stray] = places.filter(([, other]) => region !== "" && other !== "" && other !== region);
  return (
    stray && { property: stray[0], reason: `is in ${stray[1]}; what it logs is in ${region}, where it has to be too` }
  );
}

function logIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const target = textAt(candidate.inputs, "targetResourceId");
  const twin = cloud
    .ofType(candidate.type)
    .find(
      ({ urn, inputs }) =>
        urn !== candidate.urn && target !== "" && sameName(textAt(inputs, "targetResourceId"), target),
    );
  return twin && { property: "targetResourceId", reason: `"${target}" has the flow log ${twin.id} already` };
}

const ANALYTICS = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";

const analyticsHasWorkspace = ({ inputs }: Candidate): Finding =>
  !isAbsent(inputs, ANALYTICS) && isAbsent(inputs, `${ANALYTICS}.workspaceResourceId`)
    ? { property: `${ANALYTICS}.workspaceResourceId`, reason: "is missing: traffic analytics needs a workspace" }
    : undefined;

/** One per region: Azure's own, or one that the program makes before there is a network. */
function watcherIsAlone(candidate: Candidate, cloud: Cloud): Finding {
  const region = regionName(locationOf(candidate.inputs, cloud));
  const other = cloud.ofType(candidate.type).find((live) => live.urn !== candidate.urn && regionOf(live) === region);
  const taken = other?.id ?? (candidate.old ? undefined : ownWatcherOf(cloud, region));
  return taken === undefined
    ? undefined
    : { property: "location", reason: `NetworkWatcherCountLimitReached: ${region} has ${taken} already; use that one` };
}

export const flowLogs: readonly Check[] = [
  matching(
    LOG,
    "targetResourceId",
    TARGETS,
    "the id of a virtual network, a subnet or a network interface",
    "terraform-provider-azurerm, network_watcher_flow_log_resource.go: no new ones for security groups",
  ),
  late(rule(LOG, `${LOGS}#prerequisites`, regionsAgree)),
  late(rule(LOG, LOGS, logIsNew)),
  between(LOG, "retentionPolicy.days", 0, 365, LOGS),
  between(LOG, "format.version", 1, 2, "terraform-provider-azurerm, network_watcher_flow_log_resource.go: version"),
  rule(LOG, "@pulumi/azure-native network.TrafficAnalyticsConfigurationPropertiesArgs", analyticsHasWorkspace),
  matching(
    LOG,
    "flowLogName",
    /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/,
    "1 to 80 letters, digits, _, . and -, a letter or digit first and no . or - last",
    "terraform-provider-azurerm, network/validate/network_watcher_flow_log_name.go",
  ),
  among(
    LOG,
    `${ANALYTICS}.trafficAnalyticsInterval`,
    [10, 60],
    "terraform-provider-azurerm, network_watcher_flow_log_resource.go",
  ),
  late(rule(WATCHER, WATCHERS, watcherIsAlone)),
];
