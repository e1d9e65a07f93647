/** What stands in subnets and behind security groups has both in the same network. */
import type { Candidate, Check, Cloud, Value } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { token, tokens } from "../tokens.ts";
import { late, rule, type Finding } from "./rules.ts";

const GROUPS = tokens("rds:SubnetGroup", "elasticache:SubnetGroup");

/** The network of a subnet, or of a group of them by its name. */
function vpcOf(cloud: Cloud, name: Value): unknown {
  const found =
    cloud.get(token("ec2:Subnet"), String(name)) ?? GROUPS.map((type) => cloud.get(type, String(name))).find(Boolean);
  return found?.outputs["vpcId"];
}

/** @param subnets the path of subnets, or of the name of a subnet group. */
export const sameNetwork = (types: string, subnets: string, securityGroups: string, source: string): Check =>
  late(
    rule(types, source, ({ inputs }: Candidate, cloud: Cloud): Finding => {
      const [vpc] = valuesAt(inputs, subnets).map((name) => vpcOf(cloud, name));
      const stranger = valuesAt(inputs, securityGroups)
        .map((id) => cloud.get(token("ec2:SecurityGroup"), String(id)))
        .find((group) => group && vpc && group.outputs["vpcId"] !== vpc);
      return (
        stranger && {
          property: securityGroups,
          reason: `${stranger.id} is in ${String(stranger.outputs["vpcId"])}, ${subnets} in ${String(vpc)}`,
        }
      );
    }),
  );
