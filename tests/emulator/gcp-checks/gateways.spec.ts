import { armor } from "../../../emulator/gcp/checks/armor.ts";
import { connections } from "../../../emulator/gcp/checks/connections.ts";
import { gateways } from "../../../emulator/gcp/checks/gateways.ts";
import { describeChecks, live, network, NETWORK, SUBNETWORK, subnetwork } from "./samples.ts";

const router = (name: string) =>
  live("compute:Router", `projects/acme/regions/europe-west1/routers/${name}`, { network: NETWORK });
const nat = live("compute:RouterNat", "acme/europe-west1/other/nat", {
  router: "other",
  sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
});
const WHOLE = "ALL_SUBNETWORKS_ALL_IP_RANGES";
const dynamic = { enableDynamicPortAllocation: true };

describeChecks("gateways", gateways, [
  {
    type: "compute:Router",
    right: { network: NETWORK, bgp: { asn: 64514 } },
    wrong: [[{ "bgp.asn": 65535 }, "bgp.asn"]],
  },
  {
    type: "compute:RouterNat",
    right: {
      router: "main",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: WHOLE,
      minPortsPerVm: 100,
    },
    also: [
      { natIpAllocateOption: "MANUAL_ONLY", natIps: ["a"] },
      { ...dynamic, minPortsPerVm: 64, maxPortsPerVm: 4096 },
      { sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS", subnetworks: [{ name: "nodes" }] },
      { type: "PRIVATE", natIpAllocateOption: undefined },
    ],
    wrong: [
      [{ natIpAllocateOption: "MANUAL_ONLY" }, "natIps"],
      [{ natIps: ["a"] }, "natIps"],
      [{ initialNatIps: ["a"] }, "initialNatIps"],
      [{ natIpAllocateOption: "MANUAL_ONLY", natIps: ["a"], initialNatIps: ["a"] }, "initialNatIps"],
      [{ natIpAllocateOption: undefined }, "natIpAllocateOption"],
      [{ drainNatIps: ["a"] }, "drainNatIps"],
      [{ sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS" }, "subnetworks"],
      [{ subnetworks: [{ name: "nodes" }] }, "subnetworks"],
      [{ ...dynamic, enableEndpointIndependentMapping: true, minPortsPerVm: 64 }, "enableEndpointIndependentMapping"],
      [dynamic, "minPortsPerVm"],
      [{ ...dynamic, minPortsPerVm: 16 }, "minPortsPerVm"],
      [{ ...dynamic, minPortsPerVm: 64, maxPortsPerVm: 1000 }, "maxPortsPerVm"],
      [{ ...dynamic, minPortsPerVm: 64, maxPortsPerVm: 64 }, "maxPortsPerVm"],
    ],
    live: [router("main")],
  },
  {
    type: "compute:RouterNat",
    right: {
      router: "main",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: "nodes" }],
    },
    also: [{ sourceSubnetworkIpRangesToNat: WHOLE, subnetworks: undefined, region: "us-east1" }],
    wrong: [[{ sourceSubnetworkIpRangesToNat: WHOLE, subnetworks: undefined }, "sourceSubnetworkIpRangesToNat"]],
    live: [router("main"), router("other"), nat],
  },
  {
    type: "compute:Address",
    right: { addressType: "INTERNAL", purpose: "GCE_ENDPOINT", subnetwork: "nodes" },
    also: [{ addressType: "EXTERNAL", purpose: undefined, subnetwork: undefined, networkTier: "PREMIUM" }],
    wrong: [
      [{ addressType: undefined }, "purpose"],
      [{ addressType: "EXTERNAL", purpose: undefined }, "subnetwork"],
      [{ addressType: "EXTERNAL", network: "main" }, "network"],
      [{ networkTier: "STANDARD" }, "networkTier"],
    ],
  },
  {
    type: "compute:GlobalAddress",
    right: { addressType: "INTERNAL", purpose: "VPC_PEERING", network: NETWORK, prefixLength: 16 },
    also: [{ addressType: "EXTERNAL", purpose: undefined, network: undefined, prefixLength: undefined }],
    wrong: [
      [{ addressType: undefined }, "addressType"],
      [{ network: undefined }, "network"],
      [{ addressType: "EXTERNAL", purpose: undefined }, "network"],
      [{ purpose: "PRIVATE_SERVICE_CONNECT" }, "prefixLength"],
    ],
  },
]);

const range = (name: string, purpose: string, of = NETWORK) =>
  live("compute:GlobalAddress", `projects/acme/global/addresses/${name}`, { network: of, purpose });
const zone = live("dns:ManagedZone", "projects/acme/managedZones/apis", { dnsName: "googleapis.com." });
const policy = live("networkconnectivity:ServiceConnectionPolicy", "p", {
  location: "us-east1",
  serviceClass: "gcp-memorystore-redis",
  network: NETWORK,
});
const afar = live("compute:Subnetwork", "projects/acme/regions/europe-west1/subnetworks/afar", { network: "other" });

describeChecks("connections", connections, [
  {
    type: "servicenetworking:Connection",
    right: { network: NETWORK, service: "servicenetworking.googleapis.com", reservedPeeringRanges: ["services"] },
    wrong: [
      [{ reservedPeeringRanges: ["projects/acme/global/addresses/services"] }, "reservedPeeringRanges[]"],
      [{ reservedPeeringRanges: ["10.60.0.0"] }, "reservedPeeringRanges[]"],
      [{ reservedPeeringRanges: ["endpoint"] }, "reservedPeeringRanges"],
      [{ reservedPeeringRanges: ["elsewhere"] }, "reservedPeeringRanges"],
    ],
    live: [
      range("services", "VPC_PEERING"),
      range("endpoint", "PRIVATE_SERVICE_CONNECT"),
      range("elsewhere", "VPC_PEERING", "projects/acme/global/networks/other"),
    ],
  },
  {
    type: "networkconnectivity:ServiceConnectionPolicy",
    right: {
      location: "europe-west1",
      serviceClass: "gcp-memorystore-redis",
      network: NETWORK,
      pscConfig: { subnetworks: [SUBNETWORK] },
    },
    wrong: [
      [{ location: "us-east1", pscConfig: undefined }, "serviceClass"],
      [{ location: "us-west1" }, "pscConfig.subnetworks"],
      [{ pscConfig: { subnetworks: [afar.id] } }, "pscConfig.subnetworks"],
      [{ network: "main" }, "network"],
    ],
    live: [network, subnetwork, afar, policy],
  },
  {
    type: "dns:ManagedZone",
    right: {
      dnsName: "googleapis.com.",
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: NETWORK }] },
    },
    wrong: [
      [{ dnsName: "googleapis.com" }, "dnsName"],
      [{ visibility: undefined }, "privateVisibilityConfig"],
      [{ privateVisibilityConfig: { networks: [{ networkUrl: "main" }] } }, "privateVisibilityConfig.networks"],
    ],
  },
  {
    type: "dns:RecordSet",
    right: {
      managedZone: "apis",
      name: "*.googleapis.com.",
      type: "CNAME",
      ttl: 300,
      rrdatas: ["private.googleapis.com."],
    },
    also: [
      { type: "A", name: "private.googleapis.com.", rrdatas: ["199.36.153.8", "199.36.153.9"] },
      { name: "googleapis.com.", type: "TXT", rrdatas: ["anything"] },
    ],
    wrong: [
      [{ name: "*.googleapis.com" }, "name"],
      [{ name: "pkg.dev." }, "name"],
      [{ rrdatas: ["private.googleapis.com"] }, "rrdatas"],
      [{ rrdatas: ["a.", "b."] }, "rrdatas"],
      [{ type: "A" }, "rrdatas"],
      [{ ttl: -1 }, "ttl"],
    ],
    live: [zone],
  },
]);

const everyone = { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } };
const last = { priority: 2147483647, action: "allow", match: everyone };
const limits = {
  conformAction: "allow",
  exceedAction: "deny(429)",
  enforceOnKey: "IP",
  rateLimitThreshold: { count: 100, intervalSec: 60 },
};
const throttle = (change: object = {}, options: object = {}) => ({
  rules: [
    { priority: 1, action: "throttle", match: everyone, rateLimitOptions: { ...limits, ...options }, ...change },
    last,
  ],
});

describeChecks("Cloud Armor", armor, [
  {
    type: "compute:SecurityPolicy",
    right: throttle(),
    also: [
      { rules: [last] },
      { rules: undefined },
      throttle({ action: "rate_based_ban" }, { banDurationSec: 600, banThreshold: { count: 1000, intervalSec: 600 } }),
      throttle({ action: "deny(403)", match: { expr: { expression: "true" } }, rateLimitOptions: undefined }),
    ],
    wrong: [
      [{ rules: throttle().rules.slice(0, 1) }, "rules"],
      [throttle({ priority: 2147483647 }), "rules"],
      [throttle({ priority: -1 }), "rules"],
      [throttle({ action: "block" }), "rules"],
      [throttle({ action: "allow" }), "rules"],
      [throttle({ rateLimitOptions: undefined }), "rules"],
      [throttle({}, { banDurationSec: 600 }), "rules"],
      [throttle({ match: { ...everyone, expr: { expression: "true" } } }), "rules"],
      [throttle({ match: { versionedExpr: "SRC_IPS_V1" } }), "rules"],
      [throttle({ match: { config: { srcIpRanges: ["*"] } } }), "rules"],
      [
        throttle({ match: { ...everyone, config: { srcIpRanges: Array.from({ length: 11 }, () => "10.0.0.0/8") } } }),
        "rules",
      ],
      [throttle({}, { rateLimitThreshold: { count: 1, intervalSec: 61 } }), "rules"],
      [throttle({}, { enforceOnKey: "HTTP_HEADER" }), "rules"],
      [throttle({}, { enforceOnKeyConfigs: [{ enforceOnKeyType: "IP" }] }), "rules"],
      [throttle({}, { exceedAction: "redirect" }), "rules"],
      [throttle({}, { exceedAction: "deny" }), "rules"],
    ],
  },
]);
