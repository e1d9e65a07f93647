import type { Cloud } from "./clouds.ts";

export interface KubernetesVersions {
  /** What a cluster gets: not the newest, and of the others the one that is supported longest. */
  readonly default: string;
  /** The last day of standard support of each version; afterwards AWS, Azure and GCP each ask more for it. */
  readonly supportedUntil: Readonly<Record<string, string>>;
}

/** The day on which the defaults below were last chosen. */
export const kubernetesVersionsChosenOn = "2026-11-25";

/**
 * As https://github.com/endoflife-date/endoflife.date had them on 2026-08-22, from
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html,
 * https://learn.microsoft.com/azure/aks/supported-kubernetes-versions and
 * https://cloud.google.com/kubernetes-engine/docs/release-schedule. Newer ones are missing though they exist: Karpenter's
 * own tests of October 2026 run on EKS with 1.37. Versions whose support has ended are left out.
 */
export const kubernetesVersions: Readonly<Record<Cloud, KubernetesVersions>> = {
  aws: {
    default: "1.36",
    supportedUntil: { "1.34": "2026-12-02", "1.35": "2027-03-27", "1.36": "2027-08-02" },
  },
  azure: {
    default: "1.36",
    supportedUntil: { "1.34": "2026-11-30", "1.35": "2027-03-31", "1.36": "2027-06-30" },
  },
  gcp: {
    default: "1.36",
    supportedUntil: { "1.35": "2027-04-11", "1.36": "2027-08-09" },
  },
};
