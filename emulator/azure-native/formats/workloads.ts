/** Clusters, containers, web applications and machines. */
import { always, extend, uuid, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext, Value, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { publicAddressOf, textAt, uuidOf } from "../../text.ts";
import { SUBSCRIPTION, TENANT } from "../subscription.ts";
import { host, identityWithId, nameOf, regionOf } from "./common.ts";

/** The API server's name: https://learn.microsoft.com/azure/aks/private-clusters */
const apiServer =
  (zone: (region: string) => string): Format =>
  (context) => {
    const prefix = textAt(context.inputs, "dnsPrefix") || textAt(context.inputs, "fqdnSubdomain") || nameOf(context);
    return `${prefix}-${context.hex(8, "api")}.${zone(regionOf(context))}`;
  };

const isPrivate = ({ inputs }: SynthesisContext) =>
  textAt(inputs, "apiServerAccessProfile.enablePrivateCluster") === "true";

/** The group that AKS makes for the nodes, unless the program names it. */
const nodeResourceGroup = (context: SynthesisContext): string =>
  textAt(context.inputs, "nodeResourceGroup") ||
  `MC_${textAt(context.inputs, "resourceGroupName")}_${nameOf(context)}_${regionOf(context)}`;

/** The nodes' identity: one that AKS makes, unless the program brings its own. */
const kubelet: Format = (context) => {
  const own = textAt(context.inputs, "identityProfile.kubeletidentity.resourceId");
  const { clientId, principalId } = own
    ? identityWithId(own, context)
    : { clientId: uuidOf(context, "kubelet client"), principalId: uuidOf(context, "kubelet object") };
  const made = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${nodeResourceGroup(context)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${nameOf(context)}-agentpool`;
  return { kubeletidentity: { clientId, objectId: principalId, resourceId: own || made } };
};

const addonIdentities = extend("addonProfiles", (given, context) =>
  Object.fromEntries(
    Object.entries(given).map(([addon, profile]): [string, Value] => [addon, withIdentity(profile, addon, context)]),
  ),
);

const withIdentity = (profile: Value, addon: string, context: SynthesisContext): Value =>
  isRecord(profile) && profile["enabled"] === true
    ? { ...profile, identity: { clientId: uuidOf(context, `${addon} c`), objectId: uuidOf(context, `${addon} o`) } }
    : profile;

/** Where the program states none: the version that {@link managedCluster} runs. */
const KUBERNETES_VERSION = "1.33.5";

const kubernetesVersion: Format = ({ inputs }) => textAt(inputs, "kubernetesVersion") || KUBERNETES_VERSION;

/** What AKS puts on the nodes of a Spot pool: https://learn.microsoft.com/azure/aks/spot-node-pool */
const PRIORITY = "kubernetes.azure.com/scalesetpriority";

const isSpot = ({ inputs }: SynthesisContext) => textAt(inputs, "scaleSetPriority") === "Spot";

const site: Readonly<Record<string, Format>> = {
  defaultHostName: host("azurewebsites.net"),
  hostNames: (context) => [`${nameOf(context).toLowerCase()}.azurewebsites.net`],
  enabledHostNames: (context) =>
    ["", ".scm"].map((infix) => `${nameOf(context).toLowerCase()}${infix}.azurewebsites.net`),
  repositorySiteName: nameOf,
  outboundIpAddresses: (context) => ["a", "b", "c"].map((salt) => publicAddressOf(context, salt)).join(","),
  possibleOutboundIpAddresses: (context) =>
    ["a", "b", "c", "d"].map((salt) => publicAddressOf(context, salt)).join(","),
  customDomainVerificationId: ({ hex }) => hex(64, "domain").toUpperCase(),
  state: always("Running"),
  availabilityState: always("Normal"),
  usageState: always("Normal"),
};

const environmentDomain: Format = (context) =>
  `${context.name.replace(/[^a-z]/g, "").slice(0, 12) || "app"}-${context.hex(8, "domain")}.${regionOf(context)}.azurecontainerapps.io`;

/** A container app's host is below its environment's domain; an internal one's below `internal`. */
function appHost(context: SynthesisContext, given: Values): string {
  const { inputs, cloud } = context;
  const environment = textAt(inputs, "managedEnvironmentId") || textAt(inputs, "environmentId");
  const domain = cloud.get("azure-native:app:ManagedEnvironment", environment)?.outputs["defaultDomain"];
  const internal = given["external"] === true ? "" : "internal.";
  return `${nameOf(context)}.${internal}${typeof domain === "string" ? domain : "azurecontainerapps.io"}`;
}

const revision = (context: SynthesisContext) => `${nameOf(context)}--${context.hex(7, "revision")}`;

export const workloads: Formats = {
  "containerservice:ManagedCluster": {
    fqdn: apiServer((region) => `hcp.${region}.azmk8s.io`),
    azurePortalFQDN: apiServer((region) => `portal.hcp.${region}.azmk8s.io`),
    privateFQDN: (context) =>
      isPrivate(context) ? apiServer((region) => `privatelink.${region}.azmk8s.io`)(context) : "",
    nodeResourceGroup,
    kubernetesVersion,
    currentKubernetesVersion: kubernetesVersion,
    powerState: always({ code: "Running" }),
    identityProfile: kubelet,
    addonProfiles: addonIdentities,
    resourceUID: (context) => context.hex(24, "uid"),
    oidcIssuerProfile: extend("oidcIssuerProfile", ({ enabled }, context) =>
      enabled === true
        ? { issuerURL: `https://${regionOf(context)}.oic.prod-aks.azure.com/${TENANT}/${uuidOf(context, "issuer")}/` }
        : {},
    ),
  },
  "containerservice:AgentPool": {
    currentOrchestratorVersion: ({ inputs }) => textAt(inputs, "orchestratorVersion") || KUBERNETES_VERSION,
    nodeImageVersion: always("AKSUbuntu-2204gen2containerd-202601.01.0"),
    powerState: always({ code: "Running" }),
    nodeTaints: (context) => (isSpot(context) ? [`${PRIORITY}=spot:NoSchedule`] : undefined),
    nodeLabels: (context) => (isSpot(context) ? { [PRIORITY]: "spot" } : undefined),
  },
  "containerregistry:Registry": {
    loginServer: host("azurecr.io"),
    dataEndpointHostNames: (context) =>
      context.inputs["dataEndpointEnabled"] === true
        ? [`${nameOf(context).toLowerCase()}.${regionOf(context)}.data.azurecr.io`]
        : [],
  },
  "containerinstance:ContainerGroup": {
    ipAddress: extend("ipAddress", (given, context) => ({
      ip: textAt(given, "ip") || publicAddressOf(context, "ip"),
      ...(textAt(given, "dnsNameLabel") && {
        fqdn: `${textAt(given, "dnsNameLabel")}.${regionOf(context)}.azurecontainer.io`,
      }),
    })),
  },
  "app:ManagedEnvironment": {
    defaultDomain: environmentDomain,
    staticIp: (context) => publicAddressOf(context, "ip"),
  },
  "app:ContainerApp": {
    configuration: extend("configuration", ({ ingress }, context) =>
      isRecord(ingress) ? { ingress: { ...ingress, fqdn: appHost(context, ingress) } } : {},
    ),
    latestRevisionName: revision,
    latestReadyRevisionName: revision,
    latestRevisionFqdn: (context) => appHost(context, {}).replace(nameOf(context), revision(context)),
    outboundIpAddresses: (context) => [publicAddressOf(context, "out")],
    customDomainVerificationId: ({ hex }) => hex(64, "domain").toUpperCase(),
    runningStatus: always("Running"),
  },
  "web:WebApp": site,
  "web:WebAppSlot": {
    ...site,
    defaultHostName: (context) =>
      `${textAt(context.inputs, "name")}-${nameOf(context)}.azurewebsites.net`.toLowerCase(),
  },
  "web:StaticSite": {
    defaultHostname: ({ hex }) => `witty-sea-0${hex(8, "site")}.azurestaticapps.net`,
    contentDistributionEndpoint: always("https://content-am2.infrastructure.azurestaticapps.net"),
  },
  "compute:VirtualMachine": { vmId: uuid("vm") },
  "compute:VirtualMachineScaleSet": { uniqueId: uuid("vmss") },
  "compute:Disk": { uniqueId: uuid("disk"), diskState: always("Unattached") },
  "logic:Workflow": {
    accessEndpoint: (context) =>
      `https://prod-00.${regionOf(context)}.logic.azure.com:443/workflows/${context.hex(32, "workflow")}`,
    version: ({ hex }) => `0858${hex(16, "version").replace(/\D/g, "0")}`,
    state: always("Enabled"),
  },
  "apimanagement:ApiManagementService": {
    gatewayUrl: host("azure-api.net", "https://"),
    developerPortalUrl: host("developer.azure-api.net", "https://"),
    managementApiUrl: host("management.azure-api.net", "https://"),
    portalUrl: host("portal.azure-api.net", "https://"),
    scmUrl: host("scm.azure-api.net", "https://"),
    publicIPAddresses: (context) => [publicAddressOf(context, "ip")],
    gatewayRegionalUrl: (context) =>
      `https://${nameOf(context).toLowerCase()}-${regionOf(context)}-01.regional.azure-api.net`,
  },
  "signalrservice:SignalR": {
    hostName: host("service.signalr.net"),
    hostNamePrefix: nameOf,
    publicPort: always(443),
    serverPort: always(443),
  },
  "batch:BatchAccount": { accountEndpoint: (context) => `${nameOf(context)}.${regionOf(context)}.batch.azure.com` },
};
