/**
 * The EKS package's part of the emulator: it has no resources of its own, only components, which register those of AWS
 * and Kubernetes.
 */
import type { Emulation } from "../model.ts";

export const eks: Emulation = {
  package: "eks",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
  components: new URL("./components.ts", import.meta.url),
};
