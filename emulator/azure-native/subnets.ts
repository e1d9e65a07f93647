/** Subnets are resources of their own, or parts of their network: what is known of one, either way. */
import type { Cloud, CloudResource, Values } from "../model.ts";
import { isRecord, valuesAt } from "../paths.ts";
import { textAt } from "../text.ts";
import { resourceWithId, sameName } from "./subscription.ts";

/** The network that a subnet's id lies in. */
export const networkOfSubnet = (cloud: Cloud, subnetId: string): CloudResource | undefined =>
  resourceWithId(cloud, subnetId.split(/\/subnets\//i)[0] ?? "");

/** A subnet's outputs; nothing where no such subnet lives. */
export function subnetWithId(cloud: Cloud, id: string): Values | undefined {
  const own = resourceWithId(cloud, id);
  if (own) return own.outputs;
  const parts = valuesAt(networkOfSubnet(cloud, id)?.outputs ?? {}, "subnets[]").filter(isRecord);
  return parts.find((part) => sameName(textAt(part, "id"), id));
}

/** The blocks of a network or subnet. */
export const prefixesOf = (values: Values): string[] =>
  ["addressPrefix", "addressPrefixes[]"].flatMap((path) => valuesAt(values, path)).map(String);

/** The services that a subnet is delegated to. */
export const delegationsOf = (subnet: Values): string[] => valuesAt(subnet, "delegations[].serviceName").map(String);
