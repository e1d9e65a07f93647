/** The zones that a list of subnets reaches. */
import type { Candidate, Cloud, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { token } from "../tokens.ts";
import type { Finding } from "./rules.ts";

/** The zone of each subnet at that path; none where one of them is unknown or not the emulated cloud's. */
export function zonesOfSubnets(inputs: Values, path: string, cloud: Cloud): string[] {
  const [ids] = valuesAt(inputs, path);
  if (!Array.isArray(ids)) return [];
  const zones = ids.map((id) => cloud.get(token("ec2:Subnet"), String(id))?.outputs["availabilityZone"]);
  return zones.every((zone) => typeof zone === "string") ? zones : [];
}

/** Some things stand in two zones at least. */
export const spansZones =
  (path: string, what: string) =>
  ({ inputs }: Candidate, cloud: Cloud): Finding => {
    const zones = new Set(zonesOfSubnets(inputs, path, cloud));
    if (zones.size !== 1) return undefined;
    return { property: path, reason: `${what} needs subnets in two zones; all are in ${[...zones].join()}` };
  };
