import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileNameOf } from "../../emulator/declarations.ts";
import { conventions } from "../../emulator/gcp/conventions.ts";
import { IDENTITIES } from "../../emulator/gcp/identities.ts";
import { gcp } from "../../emulator/gcp/index.ts";
import { short, token } from "../../emulator/gcp/tokens.ts";
import type { Properties, PropertyShape, TypeRef, Values } from "../../emulator/model.ts";
import { nameRuleOf, physicalName } from "../../emulator/naming.ts";
import { shapeOf } from "../support/shapes.ts";
import { cloudWith, contextOf, formatted, type Live } from "./support.ts";

const CONFIG = { project: "acme", region: "europe-west1", zone: "europe-west1-b" };
const live = (type: string, id: string, inputs: Values = {}, outputs: Values = {}): Live => ({
  type: token(type),
  id,
  inputs,
  outputs,
});
const contextFor = (type: string, inputs: Values, id = "", ...around: Live[]) =>
  contextOf(token(type), inputs, cloudWith(around, CONFIG), id);

describe("emulated Google Cloud: tables", () => {
  const root = dirname(createRequire(import.meta.url).resolve("@pulumi/gcp/package.json"));
  const isDeclared = (full: string) => {
    const [module = "", name = ""] = short(full.split("#")[0] ?? "").split(":");
    return existsSync(join(root, module, `${fileNameOf(name)}.d.ts`)) || existsSync(join(root, module, `${name}.d.ts`));
  };

  it("name types and functions that the SDK has", () => {
    const types = [
      ...Object.keys(IDENTITIES).map(token),
      ...Object.keys(gcp.formats).filter((type) => type !== "*"),
      ...Object.keys(gcp.immutable),
      ...gcp.names.flatMap((row) => row.types),
      ...gcp.checks.flatMap((row) => row.types).filter((type) => !type.endsWith("*")),
      ...gcp.references.flatMap((row) => [...row.types, ...row.to]),
      ...gcp.protections.flatMap((row) => row.types).filter((type) => !type.endsWith("*")),
      ...(gcp.reserves ?? []).flatMap((row) => row.types),
      ...Object.keys(gcp.invokes),
    ];
    assert.deepEqual(
      [...new Set(types)].filter((type) => !isDeclared(type)),
      [],
    );
  });
});

describe("emulated Google Cloud: paths", () => {
  /** Whether the SDK declares an input at that path. */
  function isInput(type: string, path: string): boolean {
    let properties: Properties | undefined = shapeOf(type).inputs;
    for (const step of path.replaceAll("[]", "").split(".")) {
      const property: PropertyShape | undefined = properties?.[step];
      if (!property) return false;
      const inner: TypeRef = property.type.kind === "array" ? property.type.element : property.type;
      properties = inner.kind === "object" ? inner.properties() : undefined;
    }
    return true;
  }

  it("are inputs that the SDK declares", () => {
    const paths = [
      ...Object.entries(gcp.immutable).flatMap(([type, list]) => list.map((path) => [type, path] as const)),
      ...gcp.references.flatMap(({ types, path }) => types.map((type) => [type, path] as const)),
      ...gcp.protections.flatMap(({ types, property }) => types.map((type) => [type, property] as const)),
    ];
    assert.deepEqual(
      paths.filter(([type, path]) => !type.endsWith("*") && !isInput(type, path)),
      [],
    );
  });
});

describe("emulated Google Cloud: ids and names", () => {
  const IDS: readonly (readonly [type: string, inputs: Values, id: string | RegExp])[] = [
    ["compute:Network", { name: "n" }, "projects/acme/global/networks/n"],
    ["compute:Subnetwork", { name: "s", region: "us-east1" }, "projects/acme/regions/us-east1/subnetworks/s"],
    ["compute:Instance", { name: "vm", zone: "us-east1-c" }, "projects/acme/zones/us-east1-c/instances/vm"],
    ["compute:GlobalAddress", { name: "a" }, "projects/acme/global/addresses/a"],
    ["compute:Router", { name: "r" }, "projects/acme/regions/europe-west1/routers/r"],
    ["compute:RouterNat", { name: "nat", router: "r", region: "us-east1" }, "acme/us-east1/r/nat"],
    ["compute:NetworkPeering", { name: "p", network: "projects/acme/global/networks/n" }, "n/p"],
    ["container:Cluster", { name: "k", location: "us-east1" }, "projects/acme/locations/us-east1/clusters/k"],
    [
      "container:NodePool",
      { name: "p", cluster: "projects/acme/locations/us-east1/clusters/k", location: "us-east1" },
      "projects/acme/locations/us-east1/clusters/k/nodePools/p",
    ],
    ["storage:Bucket", { name: "assets" }, "assets"],
    ["storage:BucketObject", { bucket: "assets", name: "a/b.txt" }, "assets-a/b.txt"],
    ["sql:DatabaseInstance", { name: "db" }, "db"],
    ["sql:User", { name: "honua", instance: "db" }, "honua//db"],
    [
      "serviceaccount:Account",
      { accountId: "builder" },
      "projects/acme/serviceAccounts/builder@acme.iam.gserviceaccount.com",
    ],
    ["projects:IAMMember", { role: "roles/viewer", member: "user:a@b.c" }, "acme/roles/viewer/user:a@b.c"],
    [
      "projects:IAMMember",
      { role: "roles/viewer", member: "user:a@b.c", condition: { title: "hours", expression: "true" } },
      "acme/roles/viewer/user:a@b.c/hours//true",
    ],
    [
      "servicenetworking:Connection",
      { network: "projects/acme/global/networks/n", service: "servicenetworking.googleapis.com" },
      "projects%2Facme%2Fglobal%2Fnetworks%2Fn:servicenetworking.googleapis.com",
    ],
    [
      "storage:BucketIAMMember",
      { bucket: "assets", role: "roles/storage.objectViewer", member: "allUsers" },
      /^(b\/)?assets\/roles\/storage.objectViewer\/allUsers$/,
    ],
    [
      "kms:CryptoKey",
      { name: "k", keyRing: "projects/acme/locations/global/keyRings/r" },
      "projects/acme/locations/global/keyRings/r/cryptoKeys/k",
    ],
    ["secretmanager:SecretVersion", { secret: "projects/acme/secrets/s" }, "projects/acme/secrets/s/versions/1"],
    ["artifactregistry:Repository", { repositoryId: "r", location: "us" }, "projects/acme/locations/us/repositories/r"],
    ["cloudrun:Service", { name: "s", location: "us-east1" }, "locations/us-east1/namespaces/acme/services/s"],
    ["cloudrunv2:Service", { name: "s", location: "us-east1" }, "projects/acme/locations/us-east1/services/s"],
    ["pubsub:Topic", { name: "t" }, "projects/acme/topics/t"],
    [
      "iam:WorkloadIdentityPool",
      { workloadIdentityPoolId: "github" },
      "projects/acme/locations/global/workloadIdentityPools/github",
    ],
    ["monitoring:AlertPolicy", { displayName: "x" }, /^projects\/acme\/alertPolicies\/\d{19}$/],
    ["projects:Service", { service: "compute.googleapis.com" }, "acme/compute.googleapis.com"],
    ["redis:Cluster", { name: "c", region: "us-east1" }, "projects/acme/locations/us-east1/clusters/c"],
  ];

  for (const [type, inputs, id] of IDS) {
    it(`gives ${type} the id that the provider keeps`, () => {
      const given = conventions(token(type))?.id(contextFor(type, inputs)) ?? "";
      if (typeof id === "string") assert.equal(given, id);
      else assert.match(given, id);
    });
  }

  it("takes a resource's own project over the provider's", () => {
    const inputs = { name: "n", project: "projects/other" };
    assert.equal(
      conventions(token("compute:Network"))?.id(contextFor("compute:Network", inputs)),
      "projects/other/global/networks/n",
    );
  });

  it("replaces for what an id consists of", () => {
    assert.deepEqual(conventions(token("compute:Subnetwork"))?.immutable, ["project", "region", "name"]);
  });

  const made = (type: string, logical: string) => {
    const rule = nameRuleOf(gcp, token(type), undefined);
    return rule && [rule.property, physicalName(rule, logical, Buffer.from("seed"))];
  };

  it("makes names up as the provider does", () => {
    assert.match(made("compute:Network", "Main")?.[1] ?? "", /^main-[0-9a-f]{7}$/);
    assert.match(made("compute:Firewall", "Main")?.[1] ?? "", /^Main-[0-9a-f]{7}$/);
    assert.match(made("serviceaccount:Account", "x".repeat(40))?.[1] ?? "", /^x{22}-[0-9a-f]{7}$/);
    assert.equal(made("serviceaccount:Account", "a")?.[0], "accountId");
    assert.match(made("organizations:IAMCustomRole", "r")?.[1] ?? "", /^r_[0-9a-f]{7}$/);
    assert.equal(made("artifactregistry:Repository", "r"), undefined);
  });

  it("names a project as its resource is called", () => {
    const project = { type: token("organizations:Project"), urn: "", name: "platform", inputs: {} };
    assert.deepEqual(gcp.defaults?.(project, cloudWith()), { name: "platform" });
  });

  it("has no conventions for what the SDK does not declare", () => {
    assert.equal(conventions("gcp:nowhere/thing:Thing"), undefined);
  });
});

describe("emulated Google Cloud: formats", () => {
  const FORMATS: readonly (readonly [type: string, id: string, inputs: Values, property: string, pattern: RegExp])[] = [
    [
      "compute:Network",
      "projects/acme/global/networks/n",
      {},
      "selfLink",
      /^https:\/\/www\.googleapis\.com\/compute\/v1\/projects\/acme\/global\/networks\/n$/,
    ],
    ["compute:Network", "projects/acme/global/networks/n", {}, "project", /^acme$/],
    ["compute:Subnetwork", "", { ipCidrRange: "10.0.0.0/24" }, "gatewayAddress", /^10\.0\.0\.1$/],
    ["container:Cluster", "x", {}, "endpoint", /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
    ["container:Cluster", "x", { minMasterVersion: "1.31" }, "masterVersion", /^1\.31\.0-gke\.\d+$/],
    [
      "container:Cluster",
      "x",
      { location: "us-central1" },
      "nodeLocations",
      /us-central1-a,us-central1-b,us-central1-c/,
    ],
    ["storage:Bucket", "assets", {}, "url", /^gs:\/\/assets$/],
    ["sql:DatabaseInstance", "db", {}, "connectionName", /^acme:europe-west1:db$/],
    ["sql:DatabaseInstance", "db", {}, "dnsName", /^$/],
    [
      "sql:DatabaseInstance",
      "db",
      { settings: { ipConfiguration: { serverCaMode: "GOOGLE_MANAGED_CAS_CA" } } },
      "dnsName",
      /\.europe-west1\.sql\.goog\.$/,
    ],
    [
      "serviceaccount:Account",
      "projects/acme/serviceAccounts/b@acme.iam",
      {},
      "email",
      /^b@acme\.iam\.gserviceaccount\.com$/,
    ],
    [
      "cloudfunctions:Function",
      "projects/acme/locations/x/functions/f",
      { triggerHttp: true },
      "httpsTriggerUrl",
      /^https:\/\/europe-west1-acme\.cloudfunctions\.net\/f$/,
    ],
    [
      "artifactregistry:Repository",
      "x",
      { location: "us", repositoryId: "r" },
      "registryUri",
      /^us-docker\.pkg\.dev\/acme\/r$/,
    ],
    [
      "iam:WorkloadIdentityPool",
      "projects/acme/locations/global/workloadIdentityPools/p",
      {},
      "name",
      /^projects\/\d{12}\/locations/,
    ],
    ["redis:Instance", "x", { transitEncryptionMode: "SERVER_AUTHENTICATION" }, "port", /^6378$/],
    ["logging:ProjectSink", "x", {}, "writerIdentity", /^serviceAccount:.+gserviceaccount\.com$/],
    [
      "projects:ServiceIdentity",
      "x",
      { service: "sqladmin.googleapis.com" },
      "email",
      /^service-\d{12}@gcp-sa-cloud-sql\./,
    ],
    [
      "projects:ServiceIdentity",
      "x",
      { service: "container.googleapis.com" },
      "member",
      /^serviceAccount:service-\d{12}@container-engine-robot\./,
    ],
  ];

  for (const [type, id, inputs, property, pattern] of FORMATS) {
    it(`gives ${type} its ${property}`, () => {
      assert.match(String(formatted(gcp, contextFor(type, inputs, id), property)), pattern);
    });
  }

  it("adds the provider's labels and its own to a resource's", () => {
    const cloud = cloudWith([], { defaultLabels: '{"team":"a","env":"dev"}' });
    const labels = formatted(
      gcp,
      contextOf(token("compute:Address"), { labels: { env: "prod" } }, cloud),
      "effectiveLabels",
    );
    assert.deepEqual(labels, { team: "a", env: "prod", "goog-pulumi-provisioned": "true" });
    const quiet = cloudWith([], { addPulumiAttributionLabel: "false" });
    assert.deepEqual(formatted(gcp, contextOf(token("compute:Address"), {}, quiet), "pulumiLabels"), {});
  });

  it("gives machines addresses of their subnetwork, and public ones where asked", () => {
    const subnet = live("compute:Subnetwork", "projects/acme/regions/r/subnetworks/s", {
      ipCidrRange: "10.7.0.0/24",
      network: "n",
    });
    const inputs = { networkInterfaces: [{ subnetwork: subnet.id, accessConfigs: [{}] }] };
    const [nic] = formatted(gcp, contextFor("compute:Instance", inputs, "", subnet), "networkInterfaces") as Values[];
    assert.match(String(nic?.["networkIp"]), /^10\.7\.0\.\d+$/);
    assert.match(JSON.stringify(nic?.["accessConfigs"]), /"natIp":"\d+/);
  });

  it("gives a database a private address only in a network, a public one only where allowed", () => {
    const settings = { ipConfiguration: { ipv4Enabled: false, privateNetwork: "n" } };
    const context = contextFor("sql:DatabaseInstance", { settings }, "db");
    assert.equal(formatted(gcp, context, "publicIpAddress"), "");
    assert.equal(formatted(gcp, context, "firstIpAddress"), formatted(gcp, context, "privateIpAddress"));
  });

  it("puts addresses where the network has room for them", () => {
    const network = "projects/acme/global/networks/n";
    const subnet = live("compute:Subnetwork", "projects/acme/regions/r/subnetworks/s", {
      network,
      ipCidrRange: "10.0.0.0/9",
    });
    const context = contextFor(
      "compute:GlobalAddress",
      { network, purpose: "VPC_PEERING", prefixLength: 16 },
      "",
      subnet,
    );
    assert.match(String(formatted(gcp, context, "address")), /^10\.(12[89]|1[3-9]\d|2\d\d)\.0\.0$/);
    const range = live(
      "compute:GlobalAddress",
      "r",
      { network },
      { name: "r", address: "10.200.0.0", prefixLength: 16 },
    );
    const peering = live("servicenetworking:Connection", "p", { network, reservedPeeringRanges: ["r"] });
    const settings = { ipConfiguration: { ipv4Enabled: false, privateNetwork: network } };
    const database = contextFor("sql:DatabaseInstance", { settings }, "db", range, peering);
    assert.match(String(formatted(gcp, database, "privateIpAddress")), /^10\.200\.\d+\.\d+$/);
  });

  it("connects a Redis cluster in the subnetwork of its policy", () => {
    const network = "projects/acme/global/networks/n";
    const subnet = live(
      "compute:Subnetwork",
      "projects/acme/regions/r/subnetworks/s",
      { network },
      { ipCidrRange: "10.9.0.0/24" },
    );
    const policy = live("networkconnectivity:ServiceConnectionPolicy", "p", {
      network,
      pscConfig: { subnetworks: [subnet.id] },
    });
    const context = contextFor("redis:Cluster", { pscConfigs: [{ network }] }, "c", subnet, policy);
    const [discovery] = formatted(gcp, context, "discoveryEndpoints") as Values[];
    assert.match(String(discovery?.["address"]), /^10\.9\.0\.\d+$/);
    assert.equal((formatted(gcp, context, "pscConnections") as Values[]).length, 2);
  });

  it("hands out a key that is a credentials file", () => {
    const key = formatted(gcp, contextFor("serviceaccount:Key", { serviceAccountId: "a@b.c" }), "privateKey");
    const file = JSON.parse(Buffer.from(String(key), "base64").toString()) as Values;
    assert.equal(file["client_email"], "a@b.c");
  });
});

describe("emulated Google Cloud: functions", () => {
  const network = live("compute:Network", "projects/acme/global/networks/main", { name: "main" });
  const secret = live(
    "secretmanager:SecretVersion",
    "projects/acme/secrets/s/versions/1",
    { secret: "projects/acme/secrets/s" },
    { secretData: "x" },
  );
  const cloud = cloudWith([network, secret], CONFIG);
  const invoke = async (function_: string, args: Values) => {
    const full = token(function_);
    const answer = gcp.invokes[full] ?? gcp.invokeOf?.(full);
    assert.ok(answer, `${function_} is not known`);
    return answer(args, { cloud, preview: false });
  };

  it("say where and who the provider is", async () => {
    const client = await invoke("organizations:getClientConfig", {});
    assert.deepEqual([client["project"], client["region"], client["zone"]], ["acme", "europe-west1", "europe-west1-b"]);
    assert.match(String((await invoke("organizations:getProject", {}))["number"]), /^\d{12}$/);
    assert.equal(
      ((await invoke("projects:getProject", { filter: "x" }))["projects"] as Values[])[0]?.["projectId"],
      "acme",
    );
  });

  it("list zones, versions and service agents", async () => {
    assert.deepEqual((await invoke("compute:getZones", { region: "us-east1" }))["names"], [
      "us-east1-b",
      "us-east1-c",
      "us-east1-d",
    ]);
    assert.match(
      String((await invoke("container:getEngineVersions", { versionPrefix: "1.32." }))["latestMasterVersion"]),
      /^1\.32\./,
    );
    assert.match(
      String((await invoke("storage:getProjectServiceAccount", {}))["emailAddress"]),
      /@gs-project-accounts/,
    );
  });

  it("render IAM policies: bindings merged, members sorted", async () => {
    const bindings = [
      { role: "roles/viewer", members: ["user:b@x.y"] },
      { role: "roles/editor", members: ["user:c@x.y"] },
      { role: "roles/viewer", members: ["user:a@x.y"] },
    ];
    const { policyData } = await invoke("organizations:getIAMPolicy", { bindings });
    assert.deepEqual(JSON.parse(String(policyData)), {
      bindings: [
        { members: ["user:c@x.y"], role: "roles/editor" },
        { members: ["user:a@x.y", "user:b@x.y"], role: "roles/viewer" },
      ],
    });
  });

  it("look up what lives, by name or link, and nothing else", async () => {
    assert.equal((await invoke("compute:getNetwork", { name: "main" }))["id"], network.id);
    assert.equal((await invoke("secretmanager:getSecretVersion", { secret: "s" }))["secretData"], "x");
    await assert.rejects(invoke("compute:getNetwork", { name: "other" }), /not found in project acme/);
    await assert.rejects(invoke("secretmanager:getSecretVersion", { secret: "t" }), /not found/);
    assert.equal(gcp.invokeOf?.("gcp:nowhere/getThing:getThing"), undefined);
  });
});
