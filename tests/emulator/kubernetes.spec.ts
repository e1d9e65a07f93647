import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { conventions } from "../../emulator/kubernetes/conventions.ts";
import { kubernetes } from "../../emulator/kubernetes/index.ts";
import { clusterOf } from "../../emulator/kubernetes/objects.ts";
import { UNKNOWN, type CloudResource, type Values } from "../../emulator/model.ts";
import { matchesType } from "../../emulator/paths.ts";
import { candidate, cloudWith, contextOf, faults, formatted } from "./support.ts";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const SERVICE = "kubernetes:core/v1:Service";
const RELEASE = "kubernetes:helm.sh/v3:Release";
const NAMESPACE = "kubernetes:core/v1:Namespace";

const named = (name: string, namespace?: string): Values => ({ metadata: { name, ...(namespace && { namespace }) } });

describe("emulated Kubernetes: tables", () => {
  it("name kinds that the SDK has", () => {
    const root = dirname(createRequire(import.meta.url).resolve("@pulumi/kubernetes/package.json"));
    const isDeclared = (type: string) => {
      const [, group = "", kind = ""] = /^kubernetes:(.+):(\w+)$/.exec(type) ?? [];
      const folder = group.replace(/\.(authorization\.|storage\.|networking\.)?(k8s\.io|sh)/, "");
      return [kind, kind.charAt(0).toLowerCase() + kind.slice(1)].some((file) =>
        existsSync(join(root, folder, `${file}.d.ts`)),
      );
    };
    const types = [
      ...Object.keys(kubernetes.formats).filter((type) => type !== "*"),
      ...Object.keys(kubernetes.immutable),
      ...kubernetes.checks.flatMap((row) => row.types).filter((type) => !type.endsWith("*")),
    ];
    assert.deepEqual(
      [...new Set(types)].filter((type) => !isDeclared(type)),
      [],
    );
  });
});

describe("emulated Kubernetes: ids, names and clusters", () => {
  it("identifies an object by namespace and name, where it is in a namespace", () => {
    const idOf = (type: string, inputs: Values, config: Values = {}) =>
      conventions(type).id(contextOf(type, inputs, cloudWith([], config)));
    assert.equal(idOf(DEPLOYMENT, named("web")), "default/web");
    assert.equal(idOf(DEPLOYMENT, named("web", "apps")), "apps/web");
    assert.equal(idOf(DEPLOYMENT, named("web"), { namespace: "team" }), "team/web");
    assert.equal(idOf(NAMESPACE, named("apps")), "apps");
    assert.equal(idOf("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", named("admin")), "admin");
    assert.equal(idOf(RELEASE, { name: "nginx", namespace: "web" }), "web/nginx");
  });

  it("makes names up with eight digits", () => {
    assert.deepEqual(
      [conventions(DEPLOYMENT).name, conventions(RELEASE).name].map((rule) => [
        rule?.property,
        rule?.separator,
        rule?.digits,
      ]),
      [
        ["metadata.name", "-", 8],
        ["name", "-", 8],
      ],
    );
  });

  it("puts objects into the namespace of the provider's configuration", () => {
    const cloud = cloudWith([], { namespace: "team" });
    assert.deepEqual(kubernetes.defaults?.(candidate(SERVICE, {}), cloud), { "metadata.namespace": "team" });
    assert.deepEqual(kubernetes.defaults?.(candidate(NAMESPACE, {}), cloud), {});
    assert.deepEqual(kubernetes.defaults?.(candidate(SERVICE, {}), cloudWith([], { kubeconfig: UNKNOWN })), {});
  });

  it("tells clusters apart by server and context, whatever the tokens", () => {
    const config = (server: string, token: string) => ({
      kubeconfig: `clusters:\n- cluster:\n    server: https://${server}\nusers:\n- token: ${token}`,
    });
    assert.equal(clusterOf(config("a", "1")), clusterOf(config("a", "2")));
    assert.notEqual(clusterOf(config("a", "1")), clusterOf(config("b", "1")));
    assert.notEqual(clusterOf({ context: "a" }), clusterOf({ context: "b" }));
    assert.equal(clusterOf({ kubeconfig: UNKNOWN }), "");
  });

  it("takes a namespace's contents along with it", () => {
    const resource = (type: string, id: string, inputs: Values): CloudResource => ({
      type,
      id,
      urn: id,
      inputs,
      outputs: inputs,
    });
    const apps = resource(NAMESPACE, "apps", named("apps"));
    const isInside = (other: CloudResource) => kubernetes.contains?.(apps, other);
    assert.equal(isInside(resource(DEPLOYMENT, "apps/web", named("web", "apps"))), true);
    assert.equal(isInside(resource(RELEASE, "apps/nginx", { name: "nginx", namespace: "apps" })), true);
    assert.equal(isInside(resource(DEPLOYMENT, "default/web", named("web"))), false);
  });

  it("finds the objects of an installed chart and of a new cluster, and no others", () => {
    const cloud = cloudWith([{ type: RELEASE, id: "web/wp", inputs: { name: "wp", namespace: "web" } }]);
    assert.deepEqual(kubernetes.given?.(SERVICE, "web/wp-wordpress", cloud), named("wp-wordpress", "web"));
    assert.equal(kubernetes.given?.(SERVICE, "web/other", cloud), undefined);
    assert.equal(kubernetes.given?.(SERVICE, "default/wp", cloud), undefined);
    assert.deepEqual(kubernetes.given?.(NAMESPACE, "kube-system", cloud), named("kube-system"));
    assert.equal(kubernetes.given?.(NAMESPACE, "apps", cloud), undefined);
  });
});

describe("emulated Kubernetes: formats", () => {
  const status = (type: string, spec: Values = {}) =>
    formatted(kubernetes, contextOf(type, { ...named("x"), spec }), "status") as Values;

  it("has all replicas ready, as many as were asked for", () => {
    assert.equal(status(DEPLOYMENT, { replicas: 3 })["availableReplicas"], 3);
    assert.equal(status("kubernetes:apps/v1:StatefulSet")["readyReplicas"], 1);
    assert.equal(status("kubernetes:apps/v1:DaemonSet")["numberReady"], 3);
    assert.equal(status("kubernetes:batch/v1:Job", { completions: 2 })["succeeded"], 2);
    assert.equal(status(NAMESPACE)["phase"], "Active");
  });

  it("gives services addresses by their type", () => {
    const spec = (given: Values) => formatted(kubernetes, contextOf(SERVICE, { spec: given }), "spec") as Values;
    assert.match(String(spec({})["clusterIP"]), /^10\.96\.\d+\.\d+$/);
    assert.equal(spec({ clusterIP: "None" })["clusterIP"], "None");
    assert.equal(spec({ type: "ExternalName" })["clusterIP"], undefined);
    const [port] = spec({ type: "NodePort", ports: [{ port: 80 }] })["ports"] as Values[];
    assert.equal(port?.["targetPort"], 80);
    assert.ok(Number(port?.["nodePort"]) >= 30000 && Number(port?.["nodePort"]) <= 32767);
    const { ingress } = status(SERVICE, { type: "LoadBalancer" })["loadBalancer"] as { ingress: Values[] };
    assert.ok(ingress[0]?.["ip"] && ingress[0]["hostname"]);
    assert.deepEqual(status(SERVICE), { loadBalancer: {} });
  });

  it("encodes a secret's texts beside what is encoded already", () => {
    const inputs = { data: { a: "YQ==" }, stringData: { b: "b" } };
    const data = formatted(kubernetes, contextOf("kubernetes:core/v1:Secret", inputs), "data");
    assert.deepEqual(data, { a: "YQ==", b: "Yg==" });
  });

  it("tells what was released", () => {
    const inputs = { name: "wp", chart: "oci://x/wordpress", version: "15.0.5", namespace: "web" };
    const told = formatted(kubernetes, contextOf(RELEASE, inputs), "status") as Values;
    assert.deepEqual(
      [told["name"], told["namespace"], told["chart"], told["version"]],
      ["wp", "web", "wordpress", "15.0.5"],
    );
  });
});

describe("emulated Kubernetes: functions", () => {
  const invoke = (name: string, args: Values) =>
    Promise.resolve().then(() => kubernetes.invokes[name]?.(args, { cloud: cloudWith(), preview: false }));

  it("decode every object of a YAML stream, lists as their items", async () => {
    const text = "kind: A\n---\nkind: List\nitems:\n- kind: B\n- kind: C\n---\n# nothing\n";
    const { result } = (await invoke("kubernetes:yaml:decode", { text })) ?? {};
    assert.deepEqual(
      (result as Values[]).map(({ kind }) => kind),
      ["A", "B", "C"],
    );
    await assert.rejects(invoke("kubernetes:yaml:decode", { text: "a: [" }), /the YAML cannot be read/);
  });

  describe("that need a tool", () => {
    const path = process.env["PATH"];
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "honua-tools-"))));
    afterEach(() => {
      process.env["PATH"] = path;
      rmSync(folder, { recursive: true });
    });

    it("say which is missing", async () => {
      process.env["PATH"] = folder;
      const jsonOpts = JSON.stringify({ chart: "nginx", release_name: "web" });
      await assert.rejects(
        invoke("kubernetes:helm:template", { jsonOpts }),
        /needs "helm" on PATH to render the chart nginx/,
      );
      await assert.rejects(invoke("kubernetes:kustomize:directory", { directory: "./x" }), /needs "kubectl" on PATH/);
    });

    it("use it where it is", async () => {
      const echo = `#!/bin/sh\ncat > /dev/null\necho "kind: ConfigMap"\necho "metadata: {name: \\"$*\\"}"\n`;
      writeFileSync(join(folder, "helm"), echo, { mode: 0o755 });
      process.env["PATH"] = `${folder}:${path ?? ""}`;
      const jsonOpts = JSON.stringify({ path: "./chart", release_name: "web", namespace: "apps", version: "1.2.3" });
      const { result } = (await invoke("kubernetes:helm:template", { jsonOpts })) ?? {};
      assert.deepEqual((result as Values[])[0]?.["metadata"], {
        name: "template web ./chart --namespace apps --version 1.2.3 --include-crds --values -",
      });
    });
  });
});

describe("emulated Kubernetes: checks", () => {
  interface Sample {
    readonly type: string;
    readonly right: Values;
    readonly wrong: readonly (readonly [inputs: Values, property: string])[];
  }

  const pod = (container: Values, more: Values = {}): Values => ({
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "web", ...container }], ...more },
      },
    },
  });

  const SAMPLES: readonly Sample[] = [
    {
      type: "kubernetes:core/v1:ConfigMap",
      right: { metadata: { name: "a.b-c", labels: { "app.kubernetes.io/name": "web" }, annotations: { note: "1" } } },
      wrong: [
        [named("Web"), "metadata.name"],
        [named("-a"), "metadata.name"],
        [named("x".repeat(254)), "metadata.name"],
        [{ metadata: { labels: { app: "a b" } } }, "metadata.labels.app"],
        [{ metadata: { labels: { "Ex ample/app": "a" } } }, "metadata.labels"],
        [{ metadata: { annotations: { note: 1 } } }, "metadata.annotations"],
      ],
    },
    {
      type: SERVICE,
      right: {
        ...named("web"),
        spec: {
          ports: [
            { name: "a", port: 80 },
            { name: "b", port: 81 },
          ],
        },
      },
      wrong: [
        [named("a.b"), "metadata.name"],
        [named("x".repeat(64)), "metadata.name"],
        [{ spec: { ports: [{ port: 80 }, { port: 81 }] } }, "spec.ports"],
        [{ spec: { ports: [{ port: 70000 }] } }, "spec.ports"],
      ],
    },
    {
      type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      right: named("system:Reader"),
      wrong: [],
    },
    {
      type: DEPLOYMENT,
      right: pod(
        {
          resources: { requests: { cpu: "250m", memory: "64Mi" } },
          ports: [{ name: "http", containerPort: 80 }],
          volumeMounts: [{ name: "data" }],
        },
        { volumes: [{ name: "data" }] },
      ),
      wrong: [
        [
          { spec: { selector: { matchLabels: { app: "a" } }, template: { metadata: { labels: { app: "b" } } } } },
          "spec.selector.matchLabels",
        ],
        [pod({ resources: { limits: { memory: "64 MB" } } }), "resources"],
        [pod({ name: "Web_1" }), "containers"],
        [pod({}, { initContainers: [{ name: "web" }] }), "containers"],
        [pod({ volumeMounts: [{ name: "gone" }] }), "volumeMounts"],
        [pod({ ports: [{ name: "much-too-long-name" }] }), "ports"],
      ],
    },
    {
      type: "kubernetes:apps/v1:StatefulSet",
      right: {
        spec: {
          volumeClaimTemplates: [{ metadata: { name: "data" } }],
          template: { spec: { containers: [{ name: "db", volumeMounts: [{ name: "data" }] }] } },
        },
      },
      wrong: [],
    },
    {
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      right: { spec: { resources: { requests: { storage: "10Gi" } } } },
      wrong: [[{ spec: { resources: { requests: { storage: "10 Gi" } } } }, "resources"]],
    },
  ];

  for (const { type, right, wrong } of SAMPLES) {
    it(`lets a right ${type} pass, unknown values too`, () => {
      assert.deepEqual(faults(kubernetes, candidate(type, right)), []);
      const unknown: Values = Object.fromEntries(Object.keys(right).map((key) => [key, UNKNOWN]));
      assert.deepEqual(faults(kubernetes, candidate(type, unknown)), []);
    });
    for (const [inputs, property] of wrong) {
      it(`finds ${type} with ${JSON.stringify(inputs).slice(0, 80)} at fault`, () => {
        assert.ok(faults(kubernetes, candidate(type, inputs)).includes(property));
      });
    }
  }

  it("are all shown to find something", () => {
    const idle = kubernetes.checks.filter(
      (row) =>
        !SAMPLES.some(({ type, wrong }) =>
          wrong.some(([inputs]) => matchesType(row.types, type) && row.check(candidate(type, inputs), cloudWith())),
        ),
    );
    assert.deepEqual(idle, []);
  });

  it("knows the namespaces that a new cluster has", () => {
    const [reference] = kubernetes.references;
    assert.deepEqual(
      ["default", "kube-system", "apps"].map((namespace) => reference?.given?.(namespace)),
      [true, true, false],
    );
  });
});
