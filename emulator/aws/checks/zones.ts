/** The zones that a list of subnets reaches. */
import type { Cloud, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { token } from "../tokens.ts";

/** The zone of each subnet at that path; none where one of them is unknown or not the emulated cloud's. */
export function zonesOfSubnets(inputs: Values, path: string, cloud: Cloud): string[] {
  const [ids] = valuesAt(inputs, path);
  if (!Array.isArray(ids)) return [];
  const zones = ids.map((id) => cloud.get(token("ec2:Subnet"), String(id))?.outputs["availabilityZone"]);
  return zones.every((zone) => typeof zone === "string") ? zones : [];
}
