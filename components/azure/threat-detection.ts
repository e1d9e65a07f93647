import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

interface Plan {
  readonly name: string;
  readonly subPlan?: string;
  readonly extensions?: readonly string[];
}

/** What the platform is made of: https://learn.microsoft.com/azure/templates/microsoft.security/pricings */
const plans: readonly Plan[] = [
  { name: "Arm", subPlan: "PerSubscription" },
  {
    name: "Containers",
    extensions: ["ContainerRegistriesVulnerabilityAssessments", "AgentlessDiscoveryForKubernetes", "ContainerSensor"],
  },
  { name: "KeyVaults", subPlan: "PerKeyVault" },
  { name: "OpenSourceRelationalDatabases" },
  { name: "StorageAccounts", subPlan: "DefenderForStorageV2" },
];

/**
 * Switches on Defender for Cloud for the whole subscription: it watches for attacks, and scans the registry's images. As a
 * template, because the provider refuses to create plans, which every subscription has (switched off), and cannot delete
 * them: whoever wants them off again has to switch them off by hand.
 */
export class AzureThreatDetection extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ThreatDetection", name, {}, opts);
    new azure.resources.DeploymentAtSubscriptionScope(
      name,
      { properties: { mode: "Incremental", template } },
      { parent: this },
    );
    this.registerOutputs();
  }
}

/** One plan after the other: Azure refuses to change two at once. */
const template = {
  $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: plans.map(({ name, subPlan, extensions }, index) => ({
    type: "Microsoft.Security/pricings",
    apiVersion: "2024-01-01",
    name,
    dependsOn: index === 0 ? [] : [`Microsoft.Security/pricings/${plans[index - 1]?.name}`],
    properties: {
      pricingTier: "Standard",
      subPlan,
      extensions: extensions?.map((extension) => ({ name: extension, isEnabled: "True" })),
    },
  })),
};
