/** Names that Azure refuses: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
import type { Check } from "../../model.ts";
import { armTypeOf } from "../arm.ts";
import { matching } from "./rules.ts";

const SOURCE = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

const alphanumeric = (min: number, max: number) => ({
  pattern: new RegExp(`^[A-Za-z0-9]{${min},${max}}$`),
  allowed: `${min} to ${max} letters and digits`,
});
const lowercase = (min: number, max: number) => ({
  pattern: new RegExp(`^[a-z0-9]{${min},${max}}$`),
  allowed: `${min} to ${max} lowercase letters and digits`,
});
const hyphenated = (min: number, max: number) => ({
  pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$`),
  allowed: `${min} to ${max} letters, digits and hyphens, with a letter or digit at both ends`,
});
const lettersFirst = (min: number, max: number) => ({
  pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$`),
  allowed: `${min} to ${max} letters, digits and hyphens, a letter first and no hyphen last`,
});
const lowercaseHyphenated = (min: number, max: number) => ({
  pattern: new RegExp(`^(?=.{${min},${max}}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`),
  allowed: `${min} to ${max} lowercase letters, digits and hyphens, with no hyphen at an end`,
});
const dotted = (min: number, max: number) => ({
  pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9](?:[\\w.-]*\\w)?$`),
  allowed: `${min} to ${max} letters, digits, _, . and -, a letter or digit first and no . or - last`,
});
const singleHyphens = (min: number, max: number) => ({
  pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$`),
  allowed: `${min} to ${max} letters, digits and single hyphens, with none at an end`,
});

const RULES: readonly (readonly [types: string, rule: { pattern: RegExp; allowed: string }])[] = [
  [
    "resources:ResourceGroup",
    { pattern: /^[-\w.()]{0,89}[-\w()]$/, allowed: "1 to 90 letters, digits, _, -, ., ( and ), with no . last" },
  ],
  ["storage:StorageAccount", lowercase(3, 24)],
  [
    "storage:BlobContainer",
    {
      pattern: /^(\$root|\$web|\$logs|(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*)$/,
      allowed: "3 to 63 lowercase letters, digits and single hyphens, with none at an end",
    },
  ],
  ["storage:FileShare storage:Queue", lowercaseHyphenated(3, 63)],
  [
    "keyvault:Vault",
    {
      pattern: /^(?=.{3,24}$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
      allowed: "3 to 24 letters, digits and single hyphens, a letter first and no hyphen last",
    },
  ],
  [
    "keyvault:Secret keyvault:Key",
    { pattern: /^[A-Za-z0-9-]{1,127}$/, allowed: "1 to 127 letters, digits and hyphens" },
  ],
  ["containerregistry:Registry", alphanumeric(5, 50)],
  ["containerregistry:Replication containerregistry:Webhook", alphanumeric(5, 50)],
  [
    "containerservice:ManagedCluster",
    {
      pattern: /^(?=.{1,63}$)[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?$/,
      allowed: "1 to 63 letters, digits, _ and -, with a letter or digit at both ends",
    },
  ],
  ["network:VirtualNetwork", dotted(2, 64)],
  [
    "network:Subnet network:NetworkSecurityGroup network:PublicIPAddress network:NetworkInterface network:LoadBalancer " +
      "network:RouteTable network:NatGateway network:PrivateEndpoint network:SecurityRule network:Route " +
      "network:VirtualNetworkPeering network:VirtualNetworkGateway network:ApplicationGateway " +
      "network:ApplicationSecurityGroup network:PublicIPPrefix network:NetworkWatcher network:DdosProtectionPlan " +
      "network:PrivateDnsZoneGroup network:WebApplicationFirewallPolicy privatedns:VirtualNetworkLink",
    dotted(1, 80),
  ],
  ["dbforpostgresql:Server dbformysql:Server", lowercaseHyphenated(3, 63)],
  ["sql:Server", lowercaseHyphenated(1, 63)],
  ["redis:Redis", singleHyphens(1, 63)],
  ["redisenterprise:RedisEnterprise", singleHyphens(1, 60)],
  ["cosmosdb:DatabaseAccount", lowercaseHyphenated(3, 44)],
  ["web:WebApp", hyphenated(2, 60)],
  ["web:AppServicePlan", { pattern: /^[\w-]{1,60}$/, allowed: "1 to 60 letters, digits, _ and -" }],
  [
    "managedidentity:UserAssignedIdentity",
    { pattern: /^[A-Za-z0-9][\w-]{2,127}$/, allowed: "3 to 128 letters, digits, _ and -, a letter or digit first" },
  ],
  [
    "compute:DiskEncryptionSet compute:Disk",
    { pattern: /^[\w.-]{1,80}$/, allowed: "1 to 80 letters, digits, _, . and -" },
  ],
  ["dbforpostgresql:FirewallRule", { pattern: /^[\w-]{1,128}$/, allowed: "1 to 128 letters, digits, _ and -" }],
  [
    "authorization:ManagementLockByScope",
    { pattern: /^[\w.()-]{1,90}$/, allowed: "1 to 90 letters, digits, _, -, ., ( and )" },
  ],
  [
    "monitor:ActionGroup monitor:ActivityLogAlert monitor:MetricAlert monitor:ScheduledQueryRule",
    {
      pattern: /^(?!.*[ .]$)[^<>%&?/]{1,260}$/,
      allowed: "1 to 260 characters without <>%&?/, with no blank or . last",
    },
  ],
  ["operationalinsights:Workspace", hyphenated(4, 63)],
  ["dashboard:Grafana", lettersFirst(2, 23)],
  ["eventhub:Namespace servicebus:Namespace", lettersFirst(6, 50)],
  [
    "app:ContainerApp",
    {
      pattern: /^(?=.{2,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      allowed: "2 to 32 lowercase letters, digits and single hyphens, a letter first",
    },
  ],
  ["apimanagement:ApiManagementService", lettersFirst(1, 50)],
  ["search:Service", lowercaseHyphenated(2, 60)],
  ["batch:BatchAccount", lowercase(3, 24)],
  ["datafactory:Factory", hyphenated(3, 63)],
];

export const names: readonly Check[] = RULES.flatMap(([types, { pattern, allowed }]) =>
  types.split(" ").map((type) => matching(type, armTypeOf(type)?.name ?? "name", pattern, allowed, SOURCE)),
);
