/** What EC2 refuses of security groups and their rules. */
import type { Candidate, Check, Value, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { parseBlock } from "../../cidr.ts";
import { among, exactlyOne, matching, rule, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_";
const PROVIDER = "terraform-provider-aws, internal/service/ec2/";

const CHARACTERS = "up to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*";
const NAME = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

/** The two ways to write a rule, inside its group and on its own, in the same words. */
const asRule = (values: Values): Values => ({ ...values, protocol: values["protocol"] ?? values["ipProtocol"] });

function portsFit(values: Values): Finding {
  const { protocol, fromPort, toPort } = asRule(values);
  if (typeof fromPort !== "number" || typeof toPort !== "number") return undefined;
  if (protocol === "-1" || protocol === "all") {
    const isOpen = (fromPort === 0 && (toPort === 0 || toPort === 65535)) || (fromPort === -1 && toPort === -1);
    return isOpen
      ? undefined
      : {
          property: "fromPort",
          reason: `${fromPort}–${toPort} cannot be named with protocol ${protocol}, which means every port: write 0 and 0`,
        };
  }
  if (fromPort < -1 || toPort > 65535)
    return { property: "fromPort", reason: `${fromPort}–${toPort} is outside 0–65535` };
  const isIcmp = ["icmp", "icmpv6", "1", "58"].includes(String(protocol));
  return fromPort > toPort && !isIcmp
    ? { property: "fromPort", reason: `${fromPort} is above toPort, ${toPort}` }
    : undefined;
}

const blocks = (values: Values): Value[] => [...valuesAt(values, "cidrBlocks[]"), ...valuesAt(values, "cidrIpv4")];

function blocksAreValid(values: Values): Finding {
  const wrong = blocks(values).find((block) => typeof block === "string" && !parseBlock(block));
  return wrong === undefined
    ? undefined
    : {
        property: "cidrBlocks",
        reason: `"${String(wrong)}" is not an IPv4 block; write its first address, as 10.0.0.0/16`,
      };
}

const PROTOCOLS = ["-1", "all", "tcp", "udp", "icmp", "icmpv6"];

function protocolIsKnown(values: Values): Finding {
  const { protocol } = asRule(values);
  if (typeof protocol !== "string" || PROTOCOLS.includes(protocol.toLowerCase()) || /^\d{1,3}$/.test(protocol))
    return undefined;
  return { property: "protocol", reason: `"${protocol}" is none of ${PROTOCOLS.join(", ")}, nor a protocol number` };
}

const judges = [portsFit, blocksAreValid, protocolIsKnown];

const judge = (values: Values): Finding =>
  judges.map((check) => check(values)).find((finding) => finding !== undefined);

function inlineRules({ inputs }: Candidate): Finding {
  for (const direction of ["ingress", "egress"]) {
    const list = inputs[direction];
    for (const entry of Array.isArray(list) ? list.filter(isRecord) : []) {
      const finding = judge(entry);
      if (finding) return { property: `${direction}.${finding.property ?? ""}`, reason: finding.reason };
    }
  }
  return undefined;
}

const GROUPS = "ec2:SecurityGroup";
const OWN_RULES = "vpc:SecurityGroupIngressRule vpc:SecurityGroupEgressRule";

export const securityGroups: readonly Check[] = [
  matching(GROUPS, "name", NAME, CHARACTERS, `${API}CreateSecurityGroup.html`),
  matching(GROUPS, "name", /^(?!sg-)/, `a name cannot start with "sg-"`, `${API}CreateSecurityGroup.html`),
  matching(GROUPS, "description", NAME, CHARACTERS, `${API}CreateSecurityGroup.html`),
  matching(`ec2:SecurityGroupRule ${OWN_RULES}`, "description", NAME, CHARACTERS, `${API}IpRange.html`),
  rule("ec2:SecurityGroup ec2:DefaultSecurityGroup", `${API}IpPermission.html`, inlineRules),
  rule(`ec2:SecurityGroupRule ${OWN_RULES}`, `${API}IpPermission.html`, ({ inputs }) => judge(inputs)),
  among("ec2:SecurityGroupRule", "type", ["ingress", "egress"], `${PROVIDER}vpc_security_group_rule.go`),
  exactlyOne(
    OWN_RULES,
    ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"],
    `${PROVIDER}vpc_security_group_ingress_rule.go`,
  ),
];
