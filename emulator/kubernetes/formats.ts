/** What the API server and the controllers fill in. */
import type { Format, SynthesisContext, Values } from "../model.ts";
import { valuesAt } from "../paths.ts";
import { publicAddressOf, textAt, uuidOf } from "../text.ts";
import { HELM_RELEASE, namespaceOf } from "./objects.ts";

type Formats = Readonly<Record<string, Readonly<Record<string, Format>>>>;

const CREATED = "2026-01-01T00:00:00Z"; // never the clock: outputs have to stay the same

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

const replicas = ({ inputs }: SynthesisContext): number => {
  const [count = 1] = valuesAt(inputs, "spec.replicas");
  return typeof count === "number" ? count : 1;
};

const ready: Format = (context) => {
  const count = replicas(context);
  return {
    observedGeneration: 1,
    replicas: count,
    readyReplicas: count,
    updatedReplicas: count,
    availableReplicas: count,
  };
};

const clusterAddress = ({ hex }: SynthesisContext) => `10.96.${parseInt(hex(2, "a"), 16)}.${parseInt(hex(2, "b"), 16)}`;

const balancer = (context: SynthesisContext): Values => {
  const ip = publicAddressOf(context, "load balancer");
  return { loadBalancer: { ingress: [{ ip, hostname: `${context.name}.elb.example.com` }] } };
};

export const formats: Formats = {
  "*": { metadata },
  [HELM_RELEASE]: {
    metadata: () => undefined,
    status: ({ inputs }) => ({
      name: textAt(inputs, "name"),
      namespace: textAt(inputs, "namespace") || "default",
      chart: textAt(inputs, "chart"),
      version: textAt(inputs, "version"),
      revision: 1,
      status: "deployed",
    }),
  },
  "kubernetes:apps/v1:Deployment": { status: ready },
  "kubernetes:apps/v1:StatefulSet": { status: ready },
  "kubernetes:core/v1:Namespace": { status: () => ({ phase: "Active" }) },
  "kubernetes:core/v1:PersistentVolumeClaim": { status: () => ({ phase: "Bound" }) },
  "kubernetes:core/v1:Pod": { status: () => ({ phase: "Running" }) },
  "kubernetes:core/v1:Service": {
    spec: (context) => ({ type: "ClusterIP", clusterIP: clusterAddress(context) }),
    status: (context) =>
      textAt(context.inputs, "spec.type") === "LoadBalancer" ? balancer(context) : { loadBalancer: {} },
  },
  "kubernetes:networking.k8s.io/v1:Ingress": { status: balancer },
};
