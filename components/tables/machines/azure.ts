import type { Machine } from "./types.ts";

/**
 * Regions whose price list has the series: pkg/providers/pricing/zz_generated.pricing.go of
 * https://github.com/Azure/karpenter-provider-azure (generated 2026-06-18). A subscription may still be barred from a
 * size in a region or zone (`az vm list-skus --location`).
 */
const ampere = [
  "australiaeast",
  "canadacentral",
  "centralus",
  "eastasia",
  "eastus",
  "eastus2",
  "japaneast",
  "northeurope",
  "southeastasia",
  "uksouth",
  "westcentralus",
  "westeurope",
  "westus",
  "westus2",
];
const cobalt = [...ampere, "australiasoutheast", "canadaeast", "japanwest", "ukwest"];

/**
 * v5: Ampere Altra; v6: Azure Cobalt 100. Local disks are 37.5 GiB a core (v5) and 55 GiB a core (v6, raw NVMe disks).
 * The largest sizes, which have less memory than their series has per core, are left out, and so is E20, which only v5
 * has. `*plds_v6` takes no ephemeral OS disk though it has local ones.
 *
 * https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/dpdsv5-series (2026-03-10), dpdsv6-series
 * (2026-01-05), dpldsv5-series (2024-07-29), dpldsv6-series (2026-03-10), and memory-optimized/epdsv5-series (2024-08-02)
 * and epdsv6-series (2026-01-05); the same without `d` for those without local disks.
 */
const series = [
  { letter: "D", features: "ps_v5", memoryPerCore: 4, diskPerCore: 0, most: 48, offeredIn: ampere },
  { letter: "D", features: "pds_v5", memoryPerCore: 4, diskPerCore: 37.5, most: 48, offeredIn: ampere },
  { letter: "D", features: "pls_v5", memoryPerCore: 2, diskPerCore: 0, most: 64, offeredIn: ampere },
  { letter: "D", features: "plds_v5", memoryPerCore: 2, diskPerCore: 37.5, most: 64, offeredIn: ampere },
  { letter: "E", features: "ps_v5", memoryPerCore: 8, diskPerCore: 0, most: 16, offeredIn: ampere },
  { letter: "E", features: "pds_v5", memoryPerCore: 8, diskPerCore: 37.5, most: 16, offeredIn: ampere },
  { letter: "D", features: "ps_v6", memoryPerCore: 4, diskPerCore: 0, most: 96, offeredIn: cobalt },
  { letter: "D", features: "pds_v6", memoryPerCore: 4, diskPerCore: 55, most: 96, offeredIn: cobalt },
  { letter: "D", features: "pls_v6", memoryPerCore: 2, diskPerCore: 0, most: 96, offeredIn: cobalt },
  { letter: "D", features: "plds_v6", memoryPerCore: 2, diskPerCore: 55, most: 96, offeredIn: cobalt },
  { letter: "E", features: "ps_v6", memoryPerCore: 8, diskPerCore: 0, most: 64, offeredIn: cobalt },
  { letter: "E", features: "pds_v6", memoryPerCore: 8, diskPerCore: 55, most: 64, offeredIn: cobalt },
];

const cores = [2, 4, 8, 16, 32, 48, 64, 96];

/** What AKS takes at most on every size: https://learn.microsoft.com/azure/aks/quotas-skus-regions. */
const maxPods = 250;

export const azureMachines: Readonly<Record<string, Machine>> = Object.fromEntries(
  series.flatMap(({ letter, features, memoryPerCore, diskPerCore, most, offeredIn }) =>
    cores
      .filter((count) => count <= most)
      .map((count): [string, Machine] => [
        `Standard_${letter}${count}${features}`,
        {
          cores: count,
          memoryGiB: count * memoryPerCore,
          localDiskGiB: count * diskPerCore,
          maxPods,
          offeredIn,
        },
      ]),
  ),
);
