import { firewalls } from "../../../emulator/gcp/checks/firewalls.ts";
import { network as networks } from "../../../emulator/gcp/checks/network.ts";
import { describeChecks, live, network, NETWORK, subnetwork } from "./samples.ts";

const range = live(
  "compute:GlobalAddress",
  "projects/acme/global/addresses/services",
  { network: NETWORK, purpose: "VPC_PEERING" },
  { address: "10.60.0.0", prefixLength: 16 },
);
const cluster = live("container:Cluster", "projects/acme/locations/europe-west1/clusters/main", {
  network: "main",
  privateClusterConfig: { masterIpv4CidrBlock: "172.16.0.0/28" },
});
const automatic = live("compute:Network", "projects/acme/global/networks/automatic", { autoCreateSubnetworks: true });
const proxies = { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" };

describeChecks("networks", networks, [
  {
    type: "compute:Network",
    right: { autoCreateSubnetworks: false, mtu: 1460 },
    wrong: [[{ mtu: 9000 }, "mtu"]],
  },
  {
    type: "compute:Subnetwork",
    right: {
      network: "main",
      ipCidrRange: "10.0.16.0/20",
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.12.0.0/14" }],
      logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" },
    },
    also: [
      { secondaryIpRanges: undefined, logConfig: undefined, ...proxies },
      { network: "projects/other/global/networks/main", ipCidrRange: "10.0.0.0/20" },
      { logConfig: { metadata: "CUSTOM_METADATA", metadataFields: ["src_instance"] } },
      { network: automatic.id, ipCidrRange: "10.0.0.0/20" },
    ],
    wrong: [
      [{ ipCidrRange: "10.0.16.0" }, "ipCidrRange"],
      [{ ipCidrRange: "10.0.0.1/20" }, "ipCidrRange"],
      [{ ipCidrRange: "10.0.16.0/30" }, "ipCidrRange"],
      [{ ipCidrRange: "10.12.0.0/20" }, "secondaryIpRanges"],
      [{ ipCidrRange: "10.0.8.0/21" }, "ipCidrRange"],
      [{ ipCidrRange: "10.60.1.0/24" }, "ipCidrRange"],
      [{ ipCidrRange: "172.16.0.0/24" }, "ipCidrRange"],
      [{ ipCidrRange: "169.254.0.0/24" }, "ipCidrRange"],
      [{ network: automatic.id, ipCidrRange: "10.128.0.0/20" }, "ipCidrRange"],
      [{ secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.5.0.0/16" }] }, "secondaryIpRanges"],
      [{ secondaryIpRanges: [{ rangeName: "Pods", ipCidrRange: "10.12.0.0/16" }] }, "secondaryIpRanges"],
      [
        {
          secondaryIpRanges: [
            { rangeName: "a", ipCidrRange: "10.12.0.0/16" },
            { rangeName: "a", ipCidrRange: "10.13.0.0/16" },
          ],
        },
        "secondaryIpRanges",
      ],
      [{ secondaryIpRanges: Array.from({ length: 171 }, (_, n) => ({ rangeName: `r${n}` })) }, "secondaryIpRanges"],
      [{ purpose: "PROXY" }, "purpose"],
      [{ ...proxies, role: undefined }, "role"],
      [{ ...proxies, ipCidrRange: "10.0.16.0/27" }, "ipCidrRange"],
      [proxies, "logConfig"],
      [{ "logConfig.flowSampling": 50 }, "logConfig.flowSampling"],
      [{ "logConfig.metadataFields": ["src_instance"] }, "logConfig.metadataFields"],
    ],
    live: [network, subnetwork, range, cluster, automatic],
  },
]);

describeChecks("firewalls", firewalls, [
  {
    type: "compute:Firewall",
    right: { allows: [{ protocol: "tcp", ports: ["443", "8000-8999"] }], sourceRanges: ["10.0.0.0/8"], priority: 1000 },
    also: [
      { direction: "EGRESS", destinationRanges: ["0.0.0.0/0"] },
      { allows: [{ protocol: "icmp" }], sourceRanges: undefined, sourceTags: ["nodes"] },
      { targetServiceAccounts: ["nodes@acme.iam.gserviceaccount.com"] },
    ],
    wrong: [
      [{ denies: [{ protocol: "udp" }] }, "allows"],
      [{ priority: 70000 }, "priority"],
      [{ sourceRanges: undefined }, "sourceRanges"],
      [{ direction: "EGRESS", sourceTags: ["nodes"] }, "sourceTags"],
      [{ sourceRanges: ["internal"] }, "sourceRanges"],
      [{ sourceTags: ["a"], sourceServiceAccounts: ["b"] }, "sourceServiceAccounts"],
      [{ sourceTags: ["a"], targetServiceAccounts: ["b"] }, "targetServiceAccounts"],
      [{ targetTags: ["a"], sourceServiceAccounts: ["b"] }, "sourceServiceAccounts"],
      [{ targetTags: ["a"], targetServiceAccounts: ["b"] }, "targetServiceAccounts"],
      [{ sourceServiceAccounts: Array.from({ length: 11 }, (_, n) => `a${n}`) }, "sourceServiceAccounts"],
      [{ targetServiceAccounts: Array.from({ length: 11 }, (_, n) => `a${n}`) }, "targetServiceAccounts"],
      [{ allows: [{ protocol: "icmp", ports: ["80"] }] }, "allows"],
      [{ allows: [{ protocol: "tcp", ports: ["https"] }] }, "allows"],
      [{ allows: undefined, denies: [{ protocol: "tcp", ports: ["70000"] }] }, "denies"],
      [{ enableLogging: false, logConfig: { metadata: "INCLUDE_ALL_METADATA" } }, "logConfig"],
    ],
  },
]);
