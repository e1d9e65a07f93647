import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { Layout } from "./subnet-layout.ts";

export interface GcpFirewallArgs extends Scoped {
  readonly networkId: pulumi.Input<string>;
  readonly layout: Layout;
}

/** Google's health checks and front ends: https://cloud.google.com/load-balancing/docs/health-checks#firewall_rules */
const healthChecks = ["35.191.0.0/16", "130.211.0.0/22"];

/** Where containers that load balancers reach listen: they are not root, and have no port below 1024. */
const podPorts = ["8000-8999"];

/** The network tag of the cluster's nodes. */
export const nodeTag = "honua-nodes";

interface IngressRule {
  readonly role: string;
  readonly description: string;
  readonly sourceRanges: readonly string[];
  readonly ports: readonly string[];
}

/**
 * Nothing comes in that is not named here, and what is refused is logged. GKE adds its own rules for traffic between
 * nodes, pods and control plane; machines may open connections to anywhere, as builds must, and pods are kept in by
 * network policies.
 */
export class GcpFirewall extends pulumi.ComponentResource {
  constructor(name: string, args: GcpFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Firewall", name, {}, opts);
    const rules: IngressRule[] = [
      {
        role: "health-checks",
        description: "Google's load balancers to the pods behind them",
        sourceRanges: healthChecks,
        ports: podPorts,
      },
      {
        role: "proxies",
        description: "Managed proxies to the pods behind them",
        sourceRanges: [args.layout.proxies],
        ports: podPorts,
      },
    ];
    for (const rule of rules) this.allow(name, rule, args);
    this.denyTheRest(name, args);
    this.registerOutputs();
  }

  private allow(name: string, { role, description, sourceRanges, ports }: IngressRule, args: GcpFirewallArgs): void {
    new gcp.compute.Firewall(
      `${name}-${role}`,
      {
        project: args.scope,
        network: args.networkId,
        description,
        direction: "INGRESS",
        sourceRanges: [...sourceRanges],
        targetTags: [nodeTag],
        allows: [{ protocol: "tcp", ports: [...ports] }],
        logConfig: { metadata: "INCLUDE_ALL_METADATA" },
      },
      { parent: this },
    );
  }

  /** The network refuses the rest anyway, but says nothing of it; this rule is the last but that one. */
  private denyTheRest(name: string, args: GcpFirewallArgs): void {
    new gcp.compute.Firewall(
      `${name}-deny`,
      {
        project: args.scope,
        network: args.networkId,
        description: "Everything else, logged",
        direction: "INGRESS",
        priority: 65534,
        sourceRanges: ["0.0.0.0/0"],
        denies: [{ protocol: "all" }],
        logConfig: { metadata: "INCLUDE_ALL_METADATA" },
      },
      { parent: this },
    );
  }
}
