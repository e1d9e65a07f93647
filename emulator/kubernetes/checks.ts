/** What the API server refuses. */
import { isDeepStrictEqual } from "node:util";
import { UNKNOWN, type Check, type Value } from "../model.ts";
import { isRecord, valuesAt } from "../paths.ts";

const NAMES = "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/";
const LABELS = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Kinds whose names may hold colons: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
const PATH_SEGMENT_NAMES = /:(Cluster)?Role(Binding)?$/;

const firstAt = (values: Parameters<typeof valuesAt>[0], path: string): Value => valuesAt(values, path)[0];

export const checks: readonly Check[] = [
  {
    types: ["kubernetes:*"],
    source: NAMES,
    check({ type, inputs }) {
      const name = firstAt(inputs, "metadata.name");
      if (typeof name !== "string" || PATH_SEGMENT_NAMES.test(type)) return undefined;
      if (name.length <= 253 && SUBDOMAIN.test(name)) return undefined;
      return {
        property: "metadata.name",
        reason: `"${name}" is no RFC 1123 subdomain: at most 253 lowercase letters, digits, "-" and ".", with a letter or digit at both ends`,
      };
    },
  },
  {
    types: ["kubernetes:*"],
    source: LABELS,
    check({ inputs }) {
      const labels = firstAt(inputs, "metadata.labels");
      if (!isRecord(labels)) return undefined;
      const wrong = Object.entries(labels).find(
        ([, value]) => value !== UNKNOWN && (String(value).length > 63 || !LABEL.test(String(value))),
      );
      return (
        wrong && {
          property: `metadata.labels.${wrong[0]}`,
          reason: `"${String(wrong[1])}" is no label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends`,
        }
      );
    },
  },
  {
    types: ["kubernetes:apps/v1:DaemonSet", "kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
    source: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector",
    check({ inputs }) {
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
    },
  },
];
