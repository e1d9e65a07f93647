/** The Azure provider's part of the emulator: tables, and conventions that cover what they do not name. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks/index.ts";
import { conventions } from "./conventions.ts";
import { defaults } from "./defaults.ts";
import { formats } from "./formats/index.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes/index.ts";
import { invokeOf } from "./invokes/lookups.ts";
import { references } from "./references.ts";
import { byToken } from "./tokens.ts";

export const azureNative: Emulation = {
  package: "azure-native",
  ids: {},
  formats,
  secrets: byToken({ "redis:Redis": ["accessKeys"] }),
  names: [],
  conventions,
  dropsSurplus: true, // pulumi-azure-native, provider/pkg/provider/provider.go: validateType
  defaults,
  // What lies below a path goes with it: subnets with their network, everything with its resource group.
  contains: (container, other) => other.id.toLowerCase().startsWith(`${container.id.toLowerCase()}/`),
  immutable,
  checks,
  references,
  protections: [],
  invokes,
  invokeOf,
};
