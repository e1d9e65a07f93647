import { securityGroups } from "../../../emulator/aws/checks/securityGroups.ts";
import { describeChecks } from "./samples.ts";

describeChecks("securityGroups", securityGroups, [
  {
    type: "ec2:SecurityGroup",
    right: {
      name: "web",
      description: "Web servers",
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
    },
    wrong: [
      [{ name: "sg-web" }, "name"],
      [{ name: "wéb" }, "name"],
      [{ description: "Web <servers>" }, "description"],
      [{ ingress: [{ protocol: "tcp", fromPort: 443, toPort: 80 }] }, "ingress.fromPort"],
      [{ egress: [{ protocol: "-1", fromPort: 0, toPort: 443 }] }, "egress.fromPort"],
      [{ ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["10.0.0.1/16"] }] }, "ingress.cidrBlocks"],
    ],
  },
  {
    type: "ec2:SecurityGroupRule",
    right: { type: "ingress", protocol: "tcp", fromPort: 0, toPort: 65535, description: "All" },
    wrong: [
      [{ type: "in" }, "type"],
      [{ protocol: "http" }, "protocol"],
      [{ toPort: 70000 }, "fromPort"],
      [{ description: "A > B" }, "description"],
    ],
  },
  {
    type: "vpc:SecurityGroupIngressRule",
    right: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" },
    wrong: [
      [{ cidrIpv4: undefined }, ""],
      [{ referencedSecurityGroupId: "sg-1" }, "cidrIpv4"],
      [{ cidrIpv4: "10.0.0.0/33" }, "cidrBlocks"],
    ],
  },
]);
