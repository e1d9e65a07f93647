/** What the API server and the controllers fill in. */
import { always, type Formats } from "../formatting.ts";
import type { Format, SynthesisContext, Value, Values } from "../model.ts";
import { isRecord, valuesAt } from "../paths.ts";
import { CREATED } from "../plausible.ts";
import { publicAddressOf, textAt, uuidOf } from "../text.ts";
import { HELM_RELEASE, namespaceOf } from "./objects.ts";

const metadata: Format = (context) => {
  const namespace = namespaceOf(context.type, context.inputs, context.cloud.config);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    uid: uuidOf(context, "uid"),
    resourceVersion: "1",
    generation: 1,
    creationTimestamp: CREATED,
  };
};

const numberAt = (values: Values, path: string, fallback: number): number => {
  const [value] = valuesAt(values, path);
  return typeof value === "number" ? value : fallback;
};

const condition = (type: string, reason: string): Values => ({
  type,
  status: "True",
  reason,
  lastTransitionTime: CREATED,
});

/** Every replica is there and ready. */
const replicated = ({ inputs }: SynthesisContext): Values => {
  const count = numberAt(inputs, "spec.replicas", 1);
  return {
    observedGeneration: 1,
    replicas: count,
    readyReplicas: count,
    updatedReplicas: count,
    availableReplicas: count,
  };
};

const deployment: Format = (context) => ({
  ...replicated(context),
  conditions: [condition("Available", "MinimumReplicasAvailable"), condition("Progressing", "NewReplicaSetAvailable")],
});

const statefulSet: Format = (context) => ({
  ...replicated(context),
  currentReplicas: numberAt(context.inputs, "spec.replicas", 1),
  currentRevision: `${textAt(context.inputs, "metadata.name")}-${context.hex(10, "revision")}`,
  updateRevision: `${textAt(context.inputs, "metadata.name")}-${context.hex(10, "revision")}`,
});

/** One pod on each of three nodes. */
const daemonSet: Format = always({
  observedGeneration: 1,
  currentNumberScheduled: 3,
  desiredNumberScheduled: 3,
  numberAvailable: 3,
  numberReady: 3,
  updatedNumberScheduled: 3,
  numberMisscheduled: 0,
});

const job: Format = ({ inputs }) => ({
  succeeded: numberAt(inputs, "spec.completions", 1),
  startTime: CREATED,
  completionTime: CREATED,
  conditions: [condition("Complete", "CompletionsReached")],
});

const pod: Format = (context) => ({
  phase: "Running",
  podIP: `10.244.${parseInt(context.hex(2, "a"), 16)}.${parseInt(context.hex(2, "b"), 16)}`,
  startTime: CREATED,
  conditions: [condition("Ready", "")],
});

/** Service addresses: the range that kubeadm gives out by default. */
const clusterAddress = ({ hex }: SynthesisContext) => `10.96.${parseInt(hex(2, "a"), 16)}.${parseInt(hex(2, "b"), 16)}`;

const service = (context: SynthesisContext): Values => {
  const type = textAt(context.inputs, "spec.type") || "ClusterIP";
  if (type === "ExternalName") return { type };
  const clusterIP = textAt(context.inputs, "spec.clusterIP") || clusterAddress(context);
  const isOpen = type === "NodePort" || type === "LoadBalancer";
  const ports = valuesAt(context.inputs, "spec.ports[]").filter(isRecord);
  return {
    type,
    clusterIP,
    clusterIPs: [clusterIP],
    internalTrafficPolicy: "Cluster",
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    sessionAffinity: "None",
    ports: ports.map((port, index) => ({
      ...port,
      protocol: textAt(port, "protocol") || "TCP",
      targetPort: port["targetPort"] ?? port["port"],
      ...(isOpen && { nodePort: port["nodePort"] ?? 30000 + (parseInt(context.hex(3, `port ${index}`), 16) % 2768) }),
    })),
    ...(type === "LoadBalancer" && { externalTrafficPolicy: "Cluster", allocateLoadBalancerNodePorts: true }),
  };
};

/** Clouds tell one of the two, and programs read either. */
const balancer = (context: SynthesisContext): Values => {
  const ip = publicAddressOf(context, "load balancer");
  return { loadBalancer: { ingress: [{ ip, hostname: `${context.name}.elb.example.com` }] } };
};

/** A secret's texts are stored encoded, beside those that were given so. */
const secretData: Format = ({ inputs }) => {
  const texts = isRecord(inputs["stringData"]) ? inputs["stringData"] : {};
  const encoded = Object.entries(texts).map(([key, text]): [string, Value] => [
    key,
    typeof text === "string" ? Buffer.from(text).toString("base64") : text,
  ]);
  const data = isRecord(inputs["data"]) ? inputs["data"] : {};
  return { ...data, ...Object.fromEntries(encoded) };
};

const release: Readonly<Record<string, Format>> = {
  metadata: always(undefined),
  status: ({ inputs }) => ({
    name: textAt(inputs, "name"),
    namespace: textAt(inputs, "namespace") || "default",
    chart: textAt(inputs, "chart").split("/").at(-1) ?? "",
    version: textAt(inputs, "version") || "1.0.0",
    appVersion: textAt(inputs, "version") || "1.0.0",
    revision: 1,
    status: "deployed",
  }),
  namespace: always("default"),
  version: always("1.0.0"),
  // What a chart makes is known to the chart alone.
  resourceNames: always({}),
  manifest: always({}),
};

export const formats: Formats = {
  "*": { metadata },
  [HELM_RELEASE]: release,
  "kubernetes:apps/v1:DaemonSet": { status: daemonSet },
  "kubernetes:apps/v1:Deployment": { status: deployment },
  "kubernetes:apps/v1:ReplicaSet": { status: replicated },
  "kubernetes:apps/v1:StatefulSet": { status: statefulSet },
  "kubernetes:batch/v1:Job": { status: job },
  "kubernetes:core/v1:Namespace": { status: always({ phase: "Active" }) },
  "kubernetes:core/v1:PersistentVolume": { status: always({ phase: "Bound" }) },
  "kubernetes:core/v1:PersistentVolumeClaim": {
    spec: ({ hex }) => ({ volumeMode: "Filesystem", volumeName: `pvc-${hex(32, "volume")}` }),
    status: ({ inputs }) => ({
      phase: "Bound",
      accessModes: valuesAt(inputs, "spec.accessModes[]"),
      capacity: valuesAt(inputs, "spec.resources.requests")[0] ?? {},
    }),
  },
  "kubernetes:core/v1:Pod": { status: pod },
  "kubernetes:core/v1:Secret": { data: secretData, type: always("Opaque") },
  "kubernetes:core/v1:Service": {
    spec: service,
    status: (context) =>
      textAt(context.inputs, "spec.type") === "LoadBalancer" ? balancer(context) : { loadBalancer: {} },
  },
  "kubernetes:networking.k8s.io/v1:Ingress": { status: balancer },
};
