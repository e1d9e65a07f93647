import type { Cloud } from "../clouds.ts";
import { awsMachines } from "./aws.ts";
import { azureMachines } from "./azure.ts";
import { gcpMachines } from "./gcp.ts";
import type { Machine } from "./types.ts";

export type { AwsMachine } from "./aws.ts";
export type { GcpMachine } from "./gcp.ts";
export type { Machine } from "./types.ts";

/** The machines that Kubernetes nodes can be made of, by cloud and by the name that the cloud gives them. */
export const machines = { aws: awsMachines, azure: azureMachines, gcp: gcpMachines } satisfies Record<
  Cloud,
  Readonly<Record<string, Machine>>
>;
