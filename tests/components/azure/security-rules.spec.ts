import assert from "node:assert/strict";
import { contains, isRange } from "../../../components/addresses.ts";
import { securityRules } from "../../../components/azure/security-rules.ts";

const rules = securityRules("10.1.0.0/16", ["1", "2"]);
type Tier = keyof typeof rules;

const internet = "Internet";
const node = "10.1.0.4/32";
const otherZonesNode = "10.1.32.4/32";
const gateway = "10.1.192.4/32";
const database = "10.1.224.4/32";
const standby = "10.1.224.5/32";
const endpoint = "10.1.232.4/32";
const controlPlane = "10.1.240.4/32";

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** Azure's own rules, after all others: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const byDefault = (direction: "Inbound" | "Outbound", { from }: Flow) =>
  direction === "Outbound" || from === "AzureLoadBalancer" || isRange(from);

const covers = (prefixes: readonly unknown[], address: string) =>
  prefixes.some(
    (prefix) =>
      prefix === "*" ||
      prefix === address ||
      (isRange(String(prefix)) && isRange(address) && contains(String(prefix), address)),
  );

const includes = (range: string, port: number) => {
  const [from = 0, to = from] = range === "*" ? [0, 65535] : range.split("-").map(Number);
  return from <= port && port <= to;
};

/** Whether Azure lets a flow through a tier's group, the first rule that fits deciding. */
function passes(tier: Tier, direction: "Inbound" | "Outbound", flow: Flow): boolean {
  const found = [...rules[tier]]
    .sort((a, b) => Number(a.priority) - Number(b.priority))
    .find((rule) => {
      const one = <T>(value: T | undefined, values: unknown) => [value, ...((values as T[] | undefined) ?? [])];
      return (
        rule.direction === direction &&
        covers(one(rule.sourceAddressPrefix, rule.sourceAddressPrefixes), flow.from) &&
        covers(one(rule.destinationAddressPrefix, rule.destinationAddressPrefixes), flow.to) &&
        one(rule.destinationPortRange, rule.destinationPortRanges).some(
          (range) => range !== undefined && includes(String(range), flow.port),
        )
      );
    });
  return found === undefined ? byDefault(direction, flow) : found.access === "Allow";
}

const enters = (tier: Tier, from: string, to: string, port: number) => passes(tier, "Inbound", { from, to, port });
const leaves = (tier: Tier, from: string, to: string, port: number) => passes(tier, "Outbound", { from, to, port });

describe("security rules on Azure", () => {
  it("let the internet in by HTTPS, to gateways only", () => {
    assert.ok(enters("public", internet, gateway, 443));
    assert.ok(!enters("public", internet, gateway, 80));
    assert.ok(!enters("public", internet, gateway, 22));
    for (const tier of ["private", "database", "endpoints", "controlPlane"] as const)
      assert.ok(!enters(tier, internet, "*", 443), tier);
  });

  it("let Azure manage gateways, and look after their health", () => {
    assert.ok(enters("public", "GatewayManager", gateway, 65200));
    assert.ok(enters("public", "AzureLoadBalancer", gateway, 443));
  });

  it("let workloads of every zone reach databases, and nobody else", () => {
    for (const from of [node, otherZonesNode])
      for (const port of [5432, 6432]) assert.ok(enters("database", from, database, port));
    assert.ok(!enters("database", node, database, 22));
    for (const from of [gateway, endpoint, controlPlane]) assert.ok(!enters("database", from, database, 5432), from);
  });

  it("let databases copy to one another and keep their logs, and give them no other way out", () => {
    assert.ok(enters("database", database, standby, 5432) && leaves("database", database, standby, 5432));
    assert.ok(leaves("database", database, "Storage", 443));
    assert.ok(leaves("database", database, "AzureActiveDirectory", 443));
    assert.ok(!leaves("database", database, "Storage", 80));
    assert.ok(!leaves("database", database, internet, 443));
    assert.ok(!leaves("database", database, node, 443));
  });

  it("let workloads reach services and Redis, and the control plane its keys", () => {
    assert.ok(enters("endpoints", node, endpoint, 443));
    assert.ok(enters("endpoints", controlPlane, endpoint, 443));
    for (const port of [10000, 8500]) {
      assert.ok(enters("endpoints", node, endpoint, port));
      assert.ok(!enters("endpoints", controlPlane, endpoint, port));
    }
    assert.ok(!enters("endpoints", gateway, endpoint, 443));
    assert.ok(!enters("endpoints", database, endpoint, 443));
    assert.ok(!leaves("endpoints", endpoint, internet, 443));
  });

  it("let workloads and control plane talk to each other and out", () => {
    assert.ok(enters("private", gateway, node, 8080) && enters("private", node, otherZonesNode, 443));
    assert.ok(enters("controlPlane", node, controlPlane, 443) && enters("private", controlPlane, node, 10250));
    assert.ok(leaves("private", node, internet, 443));
  });

  it("have a name and a priority of their own in each group", () => {
    for (const [tier, group] of Object.entries(rules)) {
      const unique = (values: unknown[]) => new Set(values).size === values.length;
      assert.ok(unique(group.map(({ name }) => name)), tier);
      for (const direction of ["Inbound", "Outbound"]) {
        const priorities = group.filter((rule) => rule.direction === direction).map(({ priority }) => Number(priority));
        assert.ok(unique(priorities) && priorities.every((number) => number >= 100 && number <= 4096), tier);
      }
    }
  });
});
