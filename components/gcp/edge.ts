import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Edge, EdgeArgs } from "../contract/edge.ts";

type RuleArgs = Omit<gcp.types.input.compute.SecurityPolicyRule, "priority">;

/**
 * Attacks that Google's copies of the OWASP core rule set recognise, at the sensitivity with the fewest false alarms:
 * https://cloud.google.com/armor/docs/waf-rules
 */
const attacks = [
  ["sqli-v33-stable", "SQL injection"],
  ["xss-v33-stable", "Cross-site scripting"],
  ["lfi-v33-stable", "Local files"],
  ["rfi-v33-stable", "Remote files"],
  ["rce-v33-stable", "Remote execution"],
  ["methodenforcement-v33-stable", "Methods that nobody needs"],
  ["scannerdetection-v33-stable", "Scanners"],
  ["protocolattack-v33-stable", "Broken protocol"],
  ["sessionfixation-v33-stable", "Stolen sessions"],
  ["cve-canary", "Well-known holes"],
] as const;

const everyone = { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } };

/** The priority of the rule that every policy ends with. */
const last = 2147483647;

/** A Cloud Armor policy, which an ingress names in its BackendConfig. */
export class GcpEdge extends pulumi.ComponentResource implements Edge {
  readonly firewallId: pulumi.Output<string>;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Edge", name, {}, opts);
    if (args.ddosProtection === "advanced") this.subscribe(name, args);
    const policy = new gcp.compute.SecurityPolicy(
      name,
      {
        project: args.scope,
        description: "What the internet may send to Honua",
        type: "CLOUD_ARMOR",
        adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true } },
        advancedOptionsConfig: { jsonParsing: "STANDARD", logLevel: "NORMAL" },
        rules: [
          ...attacks.map(([attack, description], index) => ({ ...block(attack, description), priority: 1000 + index })),
          { ...limit(args.rateLimit), priority: 2000 },
          { action: "allow", description: "Everything else", match: everyone, priority: last },
        ],
      },
      { parent: this },
    );
    this.firewallId = policy.name;
    this.registerOutputs({ firewallId: this.firewallId });
  }

  /** Billed by the protected resource; the yearly subscription is a decision of the organisation's. */
  private subscribe(name: string, { scope: project }: EdgeArgs): void {
    new gcp.compute.ProjectCloudArmorTier(name, { project, cloudArmorTier: "CA_ENTERPRISE_PAYGO" }, { parent: this });
  }
}

const block = (attack: string, description: string): RuleArgs => ({
  action: "deny(403)",
  description,
  match: { expr: { expression: `evaluatePreconfiguredWaf('${attack}', {'sensitivity': 1})` } },
});

const limit = (requests: number): RuleArgs => ({
  action: "throttle",
  description: "Requests of one address in five minutes",
  match: everyone,
  rateLimitOptions: {
    conformAction: "allow",
    exceedAction: "deny(429)",
    enforceOnKey: "IP",
    rateLimitThreshold: { count: requests, intervalSec: 300 },
  },
});
