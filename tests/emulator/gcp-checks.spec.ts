/** What the emulated Google Cloud refuses: for every check a wrong value that it finds and a right one that it lets pass. */
import assert from "node:assert/strict";
import { gcp } from "../../emulator/gcp/index.ts";
import { token } from "../../emulator/gcp/tokens.ts";
import { UNKNOWN, type Values } from "../../emulator/model.ts";
import { matchesType } from "../../emulator/paths.ts";
import { candidate, cloudWith, faults, type Live } from "./support.ts";

interface Sample {
  readonly type: string;
  readonly right: Values;
  /** What is changed in the right inputs, and the property that is then found. */
  readonly wrong: readonly (readonly [change: Values, property: string])[];
}

const live = (type: string, id: string, inputs: Values = {}, outputs: Values = {}): Live => ({
  type: token(type),
  id,
  inputs,
  outputs: { name: id.split("/").at(-1), ...outputs },
});

const CLOUD = cloudWith(
  [
    live("compute:Subnetwork", "projects/acme/regions/r/subnetworks/nodes", {
      network: "projects/acme/global/networks/main",
      ipCidrRange: "10.0.0.0/20",
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.4.0.0/14" }],
    }),
    live("servicenetworking:Connection", "x", { network: "projects/acme/global/networks/main" }),
    live("networkconnectivity:ServiceConnectionPolicy", "y", {
      network: "main",
      serviceClass: "gcp-memorystore-redis",
    }),
    live("serviceaccount:Account", "z", {}, { email: "builder@acme.iam.gserviceaccount.com" }),
  ],
  { project: "acme" },
);

const named = (type: string, property: string, right: string, ...wrong: string[]): Sample => ({
  type,
  right: { [property]: right },
  wrong: wrong.map((name) => [{ [property]: name }, property]),
});

const SAMPLES: readonly Sample[] = [
  named("compute:Network", "name", "main-1", "Main", "1main", "main-", "x".repeat(64)),
  named("container:Cluster", "name", "main", "Main", "x".repeat(41)),
  named("container:NodePool", "name", "pool", "pool_1"),
  named("cloudrun:Service", "name", "api", "x".repeat(50)),
  named("redis:Instance", "name", "cache", "x".repeat(41)),
  named("redis:Cluster", "name", "cache", "Cache"),
  named("artifactregistry:Repository", "repositoryId", "images", "Images"),
  named("sql:DatabaseInstance", "name", "main-db", "main_db"),
  named("dns:ManagedZone", "name", "acme-zone", "acme.zone"),
  named("serviceaccount:Account", "accountId", "builder", "ci", "Builder", "x".repeat(31)),
  named("organizations:Project", "projectId", "acme-prod", "acme", "Acme-prod"),
  named("storage:Bucket", "name", "acme.assets_1", "ab", "Assets", "google-assets", "goog1", "x".repeat(64)),
  named("kms:KeyRing", "name", "ring_1", "ring 1"),
  named("secretmanager:Secret", "secretId", "db_password", "db/password"),
  named("pubsub:Topic", "name", "events.v1", "goog-events", "1events", "ab"),
  named("iam:WorkloadIdentityPool", "workloadIdentityPoolId", "github", "gcp-github", "gh", "GitHub"),
  named("iam:WorkloadIdentityPoolProvider", "workloadIdentityPoolProviderId", "actions", "gcp-actions"),
  named("bigquery:Dataset", "datasetId", "sales_2026", "sales-2026"),
  {
    type: "compute:Address",
    right: { labels: { team: "platform", "cost-center": "" } },
    wrong: [
      [{ labels: { team: "Acme Corp" } }, "labels"],
      [{ labels: { Team: "a" } }, "labels"],
      [{ labels: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`l${n}`, ""])) }, "labels"],
    ],
  },
  {
    type: "compute:Subnetwork",
    right: {
      network: "main",
      ipCidrRange: "10.0.16.0/20",
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.8.0.0/14" }],
    },
    wrong: [
      [{ ipCidrRange: "10.0.16.1/20" }, "ipCidrRange"],
      [{ ipCidrRange: "10.0.16.0/30" }, "ipCidrRange"],
      [{ ipCidrRange: "10.8.0.0/20" }, "secondaryIpRanges"],
      [{ ipCidrRange: "10.0.8.0/21" }, "ipCidrRange"],
      [{ secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.5.0.0/16" }] }, "secondaryIpRanges"],
    ],
  },
  {
    type: "compute:Firewall",
    right: { allows: [{ protocol: "tcp" }], priority: 1000 },
    wrong: [
      [{ denies: [{ protocol: "udp" }] }, "allows"],
      [{ priority: 70000 }, "priority"],
    ],
  },
  {
    type: "compute:RouterNat",
    right: { natIpAllocateOption: "AUTO_ONLY" },
    wrong: [[{ natIpAllocateOption: "MANUAL_ONLY" }, "natIps"]],
  },
  {
    type: "container:Cluster",
    right: {
      subnetwork: "nodes",
      ipAllocationPolicy: { clusterSecondaryRangeName: "pods" },
      datapathProvider: "ADVANCED_DATAPATH",
    },
    wrong: [
      [{ ipAllocationPolicy: { clusterSecondaryRangeName: "gone" } }, "ipAllocationPolicy.clusterSecondaryRangeName"],
      [{ networkPolicy: { enabled: true } }, "networkPolicy.enabled"],
      [{ resourceLabels: { A: "b" } }, "resourceLabels"],
    ],
  },
  {
    type: "container:NodePool",
    right: { autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 3 }, maxPodsPerNode: 32 },
    wrong: [
      [{ autoscaling: { totalMinNodeCount: 4, totalMaxNodeCount: 3 } }, "autoscaling.totalMinNodeCount"],
      [{ maxPodsPerNode: 257 }, "maxPodsPerNode"],
    ],
  },
  {
    type: "sql:DatabaseInstance",
    right: {
      settings: {
        edition: "ENTERPRISE",
        tier: "db-custom-2-7680",
        backupConfiguration: { transactionLogRetentionDays: 7 },
        ipConfiguration: { privateNetwork: "projects/acme/global/networks/main" },
      },
    },
    wrong: [
      [
        { settings: { edition: "ENTERPRISE", backupConfiguration: { transactionLogRetentionDays: 30 } } },
        "settings.backupConfiguration.transactionLogRetentionDays",
      ],
      [{ settings: { edition: "ENTERPRISE_PLUS", tier: "db-custom-2-7680" } }, "settings.tier"],
      [
        { settings: { ipConfiguration: { privateNetwork: "projects/acme/global/networks/other" } } },
        "settings.ipConfiguration.privateNetwork",
      ],
    ],
  },
  {
    type: "redis:Cluster",
    right: { pscConfigs: [{ network: "projects/acme/global/networks/main" }] },
    wrong: [[{ pscConfigs: [{ network: "projects/acme/global/networks/other" }] }, "pscConfigs"]],
  },
  { type: "redis:Instance", right: { memorySizeGb: 5 }, wrong: [[{ memorySizeGb: 301 }, "memorySizeGb"]] },
  {
    type: "iam:WorkloadIdentityPoolProvider",
    right: {
      oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
      attributeCondition: "assertion.repository_owner=='acme'",
    },
    wrong: [[{ attributeCondition: undefined }, "attributeCondition"]],
  },
  {
    type: "billing:Budget",
    right: { thresholdRules: [{ thresholdPercent: 0.8 }] },
    wrong: [[{ thresholdRules: [{ thresholdPercent: 80 }] }, "thresholdRules"]],
  },
  {
    type: "projects:IAMMember",
    right: { member: "serviceAccount:builder@acme.iam.gserviceaccount.com" },
    wrong: [[{ member: "serviceAccount:gone@acme.iam.gserviceaccount.com" }, "member"]],
  },
];

describe("emulated Google Cloud: checks", () => {
  for (const { type, right, wrong } of SAMPLES) {
    it(`lets a right ${type} pass, unknown values too`, () => {
      assert.deepEqual(faults(gcp, candidate(token(type), right), CLOUD), []);
      const unknown: Values = Object.fromEntries(Object.keys(right).map((key) => [key, UNKNOWN]));
      assert.deepEqual(faults(gcp, candidate(token(type), unknown), CLOUD), []);
    });

    for (const [change, property] of wrong) {
      it(`finds ${type} with ${JSON.stringify(change).slice(0, 80)} at fault`, () => {
        assert.ok(faults(gcp, candidate(token(type), { ...right, ...change }), CLOUD).includes(property));
      });
    }
  }

  it("are all shown to find something", () => {
    const idle = gcp.checks.filter(
      (row) =>
        !SAMPLES.some(({ type, right, wrong }) =>
          wrong.some(
            ([change]) =>
              matchesType(row.types, token(type)) &&
              row.check(candidate(token(type), { ...right, ...change }), CLOUD) !== undefined,
          ),
        ),
    );
    assert.deepEqual(idle, []);
  });
});
