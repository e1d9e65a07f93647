import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Durability } from "../tables/environments.ts";

/**
 * What the snapshot is called that stays when its source is deleted; nothing where none is to stay. The name is the same in
 * every run, and another one when an environment is built again: the snapshot of its former life is still there then.
 */
export function finalSnapshot(
  name: string,
  durability: Durability,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
  if (durability === "disposable") return undefined;
  const { hex } = new random.RandomId(`${name}-final`, { byteLength: 4 }, opts);
  return pulumi.interpolate`${name}-final-${hex}`;
}
