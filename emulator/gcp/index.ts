/** The Google Cloud provider's part of the emulator: tables, and conventions that cover what they do not name. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks/index.ts";
import { conventions } from "./conventions.ts";
import { formats } from "./formats/index.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes/index.ts";
import { invokeOf } from "./invokes/lookups.ts";
import { names } from "./names.ts";
import { protections } from "./protections.ts";
import { references } from "./references.ts";
import { reserves } from "./reserves.ts";
import { byToken, token, tokens } from "./tokens.ts";

const PROJECT = token("organizations:Project");
const INSTANCE = token("sql:DatabaseInstance");
const ENABLED = tokens("projects:Service", "projects:ServiceIdentity");

/** What takes along whatever has an id below its own. */
const CONTAINERS = tokens(
  "container:Cluster",
  "iam:WorkloadIdentityPool",
  "organizations:Project",
  "secretmanager:Secret",
  "spanner:Instance",
);

export const gcp: Emulation = {
  package: "gcp",
  ids: {},
  formats,
  secrets: byToken({
    "redis:Instance": ["authString"],
    "sql:DatabaseInstance": ["serverCaCerts"],
    "serviceaccount:Key": ["privateKey"],
    "sql:SslCert": ["privateKey"],
  }),
  names,
  conventions,
  // A project's display name is the logical one: pulumi-gcp, provider/resources.go.
  defaults: ({ type, name }) => (type === PROJECT ? { name } : {}),
  // Node pools go with their cluster, versions with their secret; databases and users with their instance.
  contains: (container, other) =>
    (CONTAINERS.includes(container.type) && other.id.startsWith(`${container.id}/`)) ||
    (container.type === INSTANCE && other.type.startsWith("gcp:sql/") && other.inputs["instance"] === container.id),
  immutable,
  checks,
  references,
  protections,
  // What is enabled is enabled, and what is granted is granted: saying so again is no error.
  adopts: (type) => ENABLED.includes(type) || /I(am|AM)(Member|Binding|Policy|AuditConfig)$/.test(type),
  reserves,
  abandons: ({ inputs }) => inputs["deletionPolicy"] === "ABANDON",
  invokes,
  invokeOf,
};
