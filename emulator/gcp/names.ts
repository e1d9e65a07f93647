/** Names that the provider makes up: pulumi-gcp, provider/resources.go. */
import type { NameRule } from "../model.ts";
import { token, tokens } from "./tokens.ts";

const SOURCE = "pulumi-gcp, provider/resources.go";

/** Types whose names are part of a URL, which takes no capitals. */
const LOWERCASE: ReadonlySet<string> = new Set(
  tokens(
    "compute:BackendService",
    "compute:HttpHealthCheck",
    "compute:HttpsHealthCheck",
    "compute:Network",
    "compute:Router",
    "compute:RouterNat",
    "compute:SecurityPolicy",
    "compute:Subnetwork",
    "compute:TargetHttpProxy",
    "compute:TargetHttpsProxy",
    "compute:URLMap",
    "firestore:Database",
    "cloudrun:Service",
  ),
);

/** `name` of every type that has such an input and leaves it open. */
export const autonameRule = (type: string): NameRule => ({
  types: [type],
  property: "name",
  separator: "-",
  ...(LOWERCASE.has(type) ? { lowercase: true, maxLength: 63 } : { maxLength: 255 }),
  source: SOURCE,
});

const rule = (type: string, property: string, maxLength: number, more: Partial<NameRule> = {}): NameRule => ({
  types: [token(type)],
  property,
  maxLength,
  separator: "-",
  source: SOURCE,
  ...more,
});

export const names: readonly NameRule[] = [
  rule("cloudfunctions:Function", "name", 63),
  rule("cloudrunv2:Service", "name", 50, { lowercase: true }),
  rule("dataproc:MetastoreService", "serviceId", 63),
  rule("organizations:IAMCustomRole", "roleId", 255, { separator: "_" }),
  rule("organizations:Project", "projectId", 30, { lowercase: true }),
  rule("projects:IAMCustomRole", "roleId", 255),
  rule("serviceaccount:Account", "accountId", 30),
  rule("storage:Bucket", "name", 222),
];
