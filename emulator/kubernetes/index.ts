/** The Kubernetes provider's part of the emulator. */
import type { Emulation } from "../model.ts";
import { checks } from "./checks.ts";
import { conventions } from "./conventions.ts";
import { defaults } from "./defaults.ts";
import { formats } from "./formats.ts";
import { given } from "./given.ts";
import { immutable } from "./immutable.ts";
import { invokes } from "./invokes.ts";
import { clusterOf, namespaceOf, NAMESPACE } from "./objects.ts";
import { references } from "./references.ts";

export const kubernetes: Emulation = {
  package: "kubernetes",
  ids: {},
  formats,
  names: [],
  conventions,
  defaults,
  realm: (_, { config }) => clusterOf(config),
  contains: (container, other) =>
    container.type === NAMESPACE &&
    other.type.startsWith("kubernetes:") &&
    namespaceOf(other.type, other.inputs, {}) === container.id,
  given,
  // The provider marks them itself; texts become data that the program never marked.
  secrets: { "kubernetes:core/v1:Secret": ["data", "stringData"] },
  immutable,
  checks,
  references,
  protections: [],
  invokes,
  components: new URL("./components.ts", import.meta.url),
};
