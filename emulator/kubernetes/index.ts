/** The Kubernetes provider's part of the emulator. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks.ts";
import { conventions } from "./conventions.ts";
import { formats } from "./formats.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes.ts";
import { namespaceOf, NAMESPACE } from "./objects.ts";
import { references } from "./references.ts";

export const kubernetes: Emulation = {
  package: "kubernetes",
  ids: {},
  formats,
  names: [],
  conventions,
  contains: (container, other) =>
    container.type === NAMESPACE &&
    other.type.startsWith("kubernetes:") &&
    namespaceOf(other.type, other.inputs, {}) === container.id,
  immutable,
  checks,
  references,
  protections: [],
  invokes,
  components: new URL("./components.ts", import.meta.url),
};
