/** What the API server refuses. */
import { isDeepStrictEqual } from "node:util";
import { UNKNOWN, type Candidate, type Check, type Value, type Values } from "../model.ts";
import { isRecord, valuesAt } from "../paths.ts";
import type { Finding } from "../rules.ts";
import { kindOf } from "./objects.ts";

const DOCS = "https://kubernetes.io/docs/concepts/";
const NAMES = `${DOCS}overview/working-with-objects/names/`;
const LABELS = `${DOCS}overview/working-with-objects/labels/#syntax-and-character-set`;

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Kinds whose names may hold colons: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
const PATH_SEGMENT_NAMES = /:(Cluster)?Role(Binding)?$/;

/** Kinds whose names become host names or parts of other objects' names, and how long they may be. */
const LABEL_NAMES: Readonly<Record<string, number>> = { Service: 63, Namespace: 63, CronJob: 52 };

const firstAt = (values: Values, path: string): Value => valuesAt(values, path)[0];

function nameIsAllowed({ type, inputs }: Candidate): Finding {
  const name = firstAt(inputs, "metadata.name");
  if (typeof name !== "string" || PATH_SEGMENT_NAMES.test(type)) return undefined;
  const max = LABEL_NAMES[kindOf(type)];
  if (max !== undefined && (name.length > max || !DNS_LABEL.test(name))) {
    const reason = `"${name}" is no DNS label: at most ${max} lowercase letters, digits and "-", with a letter or digit at both ends`;
    return { property: "metadata.name", reason };
  }
  if (name.length <= 253 && SUBDOMAIN.test(name)) return undefined;
  return {
    property: "metadata.name",
    reason: `"${name}" is no RFC 1123 subdomain: at most 253 lowercase letters, digits, "-" and ".", with a letter or digit at both ends`,
  };
}

const isKey = (key: string): boolean => {
  const [name = "", prefix] = key.split("/").reverse();
  const isPrefix = prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
  return isPrefix && name !== "" && name.length <= 63 && LABEL.test(name) && key.split("/").length <= 2;
};

/** Where kinds have labels: their own, and those of the pods that they make. */
const LABELLED = ["metadata.labels", "spec.template.metadata.labels"];

function labelsAreAllowed({ inputs }: Candidate): Finding {
  for (const path of LABELLED) {
    const labels = firstAt(inputs, path);
    for (const [key, value] of Object.entries(isRecord(labels) ? labels : {})) {
      if (!isKey(key))
        return {
          property: path,
          reason: `"${key}" is no label key: an optional DNS prefix and /, then up to 63 letters, digits, "-", "_" and "."`,
        };
      if (value === UNKNOWN || (String(value).length <= 63 && LABEL.test(String(value)))) continue;
      const reason = `"${String(value)}" is no label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends`;
      return { property: `${path}.${key}`, reason };
    }
  }
  return undefined;
}

function annotationsAreTexts({ inputs }: Candidate): Finding {
  const annotations = firstAt(inputs, "metadata.annotations");
  const wrong = Object.entries(isRecord(annotations) ? annotations : {}).find(
    ([, value]) => value !== UNKNOWN && typeof value !== "string",
  );
  return (
    wrong && {
      property: "metadata.annotations",
      reason: `${wrong[0]} is ${JSON.stringify(wrong[1])}, and no text: quote it`,
    }
  );
}

function selectorMatches({ inputs }: Candidate): Finding {
  const selector = firstAt(inputs, "spec.selector.matchLabels");
  const labels = firstAt(inputs, "spec.template.metadata.labels");
  if (!isRecord(selector) || !isRecord(labels)) return undefined;
  const missing = Object.entries(selector).find(
    ([key, value]) => value !== UNKNOWN && labels[key] !== UNKNOWN && !isDeepStrictEqual(labels[key], value),
  );
  return (
    missing && {
      property: "spec.selector.matchLabels",
      reason: `${missing[0]} does not match the labels of spec.template.metadata`,
    }
  );
}

/** The pods that an object makes, or is. */
const podsOf = (inputs: Values): Values[] =>
  ["spec.template.spec", "spec.jobTemplate.spec.template.spec", "spec"]
    .map((path) => firstAt(inputs, path))
    .filter(isRecord)
    .filter(({ containers }) => Array.isArray(containers));

const containersOf = (inputs: Values): Values[] =>
  podsOf(inputs).flatMap((pod) =>
    ["initContainers[]", "containers[]"].flatMap((path) => valuesAt(pod, path)).filter(isRecord),
  );

function containersDiffer({ inputs }: Candidate): Finding {
  const names = containersOf(inputs)
    .map(({ name }) => name)
    .filter((name) => typeof name === "string");
  const wrong = names.find((name) => name.length > 63 || !DNS_LABEL.test(name));
  if (wrong !== undefined)
    return {
      property: "containers",
      reason: `"${wrong}" is no DNS label: at most 63 lowercase letters, digits and "-"`,
    };
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : { property: "containers", reason: `"${twice}" is the name of two containers` };
}

/** Volumes that a container mounts are its pod's. */
function mountsHaveVolumes({ type, inputs }: Candidate): Finding {
  const claims = type.endsWith(":StatefulSet") ? valuesAt(inputs, "spec.volumeClaimTemplates[].metadata.name") : [];
  for (const pod of podsOf(inputs)) {
    if (pod["volumes"] === UNKNOWN) continue;
    const volumes = [...valuesAt(pod, "volumes[].name"), ...claims];
    const mounts = ["containers[]", "initContainers[]"].flatMap((path) => valuesAt(pod, `${path}.volumeMounts[].name`));
    const isOpen = valuesAt(pod, "volumes[]").some((volume) => !isRecord(volume) || volume["name"] === UNKNOWN);
    const missing = isOpen ? undefined : mounts.find((mount) => !volumes.includes(mount));
    if (missing !== undefined)
      return { property: "volumeMounts", reason: `"${String(missing)}" is none of the pod's volumes` };
  }
  return undefined;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

function quantitiesAreAllowed({ inputs }: Candidate): Finding {
  const holders = [...containersOf(inputs), ...valuesAt(inputs, "spec").filter(isRecord)];
  const quantities = holders
    .flatMap((holder) => ["resources.requests", "resources.limits"].flatMap((path) => valuesAt(holder, path)))
    .filter(isRecord)
    .flatMap((amounts) => Object.entries(amounts));
  const wrong = quantities.find(([, value]) => value !== UNKNOWN && !QUANTITY.test(String(value)));
  return (
    wrong && {
      property: "resources",
      reason: `${wrong[0]}: "${String(wrong[1])}" is no quantity, as 500m, 2 or 512Mi are`,
    }
  );
}

/** Names of a container's ports: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

function containerPortsAreNamed({ inputs }: Candidate): Finding {
  const names = containersOf(inputs).flatMap((container) => valuesAt(container, "ports[].name"));
  const wrong = names.find((name) => typeof name === "string" && !PORT_NAME.test(name));
  if (wrong === undefined) return undefined;
  return {
    property: "ports",
    reason: `"${String(wrong)}" is no port name: at most 15 lowercase letters, digits and single "-"`,
  };
}

function servicePortsAreNamed({ inputs }: Candidate): Finding {
  const ports = valuesAt(inputs, "spec.ports[]").filter(isRecord);
  if (ports.length > 1 && ports.some(({ name }) => name === undefined)) {
    return { property: "spec.ports", reason: "a Service with several ports needs a name for each" };
  }
  const wrong = ports.map(({ port }) => port).find((port) => typeof port === "number" && (port < 1 || port > 65535));
  return wrong === undefined
    ? undefined
    : { property: "spec.ports", reason: `${String(wrong)} is not between 1 and 65535` };
}

const every = (source: string, check: (candidate: Candidate) => Finding, ...types: string[]): Check => ({
  types: types.length > 0 ? types : ["kubernetes:*"],
  source,
  check,
});

const WORKLOADS = ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"].map((kind) => `kubernetes:apps/v1:${kind}`);
const PODS = [...WORKLOADS, "kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob", "kubernetes:core/v1:Pod"];
const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";

export const checks: readonly Check[] = [
  every(NAMES, nameIsAllowed),
  every(LABELS, labelsAreAllowed),
  every(`${DOCS}overview/working-with-objects/annotations/`, annotationsAreTexts),
  every(`${DOCS}workloads/controllers/deployment/#selector`, selectorMatches, ...WORKLOADS),
  every(`${DOCS}workloads/pods/#pod-templates`, containersDiffer, ...PODS),
  every(`${DOCS}storage/volumes/`, mountsHaveVolumes, ...PODS),
  every(
    "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
    quantitiesAreAllowed,
    ...PODS,
    CLAIM,
  ),
  every(
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
    containerPortsAreNamed,
    ...PODS,
  ),
  every(`${DOCS}services-networking/service/#multi-port-services`, servicePortsAreNamed, "kubernetes:core/v1:Service"),
];
