import type { Cloud } from "../components/tables/clouds.ts";

/**
 * How each cloud's names say that a machine has an ARM processor:
 * - AWS: the letter `g` for Graviton after the generation, as in `m7gd.large`; the very first family was `a1`. Before the
 *   generation a `g` stands for graphics, as in `g5.xlarge`. Databases and caches put `db.` or `cache.` before the name.
 *   https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 * - Azure: the letter `p` among the features after the number of CPUs, as in `Standard_D4pds_v6`. Before the number it
 *   stands for accelerators, as in `Standard_NP10s`.
 *   https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 * - GCP: three series, which nothing but their names tells from others, such as `t2d` with AMD processors.
 *   https://cloud.google.com/compute/docs/instances/arm-on-compute
 */
const arm: Readonly<Record<Cloud, RegExp>> = {
  aws: /^(db\.|cache\.)?(a1|[a-z]+\d+g[a-z]*)\.[a-z0-9-]+$/,
  azure: /^Standard_[A-Z]+\d+(-\d+)?[a-z]*p[a-z]*_/i,
  gcp: /^(t2a|c4a|n4a)-[a-z0-9-]+$/,
};

/**
 * Has this machine an ARM processor?
 *
 * @param type Name of the machine as the cloud gives it: an instance type, a VM size, a machine type. GCP's may be a URL.
 */
export const isArm = (cloud: Cloud, type: string): boolean => arm[cloud].test(type.slice(type.lastIndexOf("/") + 1));
