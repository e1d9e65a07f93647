/** Inputs that stop a delete: the provider's own, on by default where the declaration says so. */
import type { Emulation } from "../model.ts";
import { tokens } from "./tokens.ts";

export const protections: Emulation["protections"] = [
  {
    types: ["gcp:*"],
    property: "deletionPolicy",
    value: "PREVENT",
    default: false,
    source: "@pulumi/gcp: deletionPolicy of each type",
  },
  {
    types: tokens("organizations:Project"),
    property: "deletionPolicy",
    value: "PREVENT",
    default: true,
    source: "@pulumi/gcp organizations.Project: deletionPolicy",
  },
  {
    types: tokens("redis:Instance", "secretmanager:Secret"),
    property: "deletionProtection",
    default: false,
    source: "terraform-provider-google, resource_redis_instance.go, resource_secret_manager_secret.go",
  },
  {
    types: tokens("container:Cluster"),
    property: "deletionProtection",
    default: true,
    source: "@pulumi/gcp container.Cluster: deletionProtection",
  },
  {
    types: tokens("sql:DatabaseInstance"),
    property: "deletionProtection",
    default: true,
    source: "@pulumi/gcp sql.DatabaseInstance: deletionProtection",
  },
  {
    types: tokens("sql:DatabaseInstance"),
    property: "settings.deletionProtectionEnabled",
    default: false,
    source: "@pulumi/gcp sql.DatabaseInstance: settings.deletionProtectionEnabled",
  },
  {
    types: tokens("redis:Cluster"),
    property: "deletionProtectionEnabled",
    default: true,
    source: "@pulumi/gcp redis.Cluster: deletionProtectionEnabled",
  },
  {
    types: tokens("memorystore:Instance"),
    property: "deletionProtectionEnabled",
    default: true,
    source: "@pulumi/gcp memorystore.Instance: deletionProtectionEnabled",
  },
  {
    types: tokens(
      "alloydb:Cluster",
      "bigquery:Table",
      "bigtable:Instance",
      "cloudrunv2:Job",
      "cloudrunv2:Service",
      "cloudrunv2:WorkerPool",
      "spanner:Database",
      "workflows:Workflow",
    ),
    property: "deletionProtection",
    default: true,
    source: "@pulumi/gcp: deletionProtection of each type",
  },
  {
    types: tokens("compute:Instance", "dataproc:MetastoreService"),
    property: "deletionProtection",
    default: false,
    source: "@pulumi/gcp: deletionProtection of each type",
  },
  {
    types: tokens("filestore:Instance"),
    property: "deletionProtectionEnabled",
    default: false,
    source: "@pulumi/gcp filestore.Instance: deletionProtectionEnabled",
  },
];
