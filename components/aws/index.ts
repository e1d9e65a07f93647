import type { Platform } from "../contract/platform.ts";
import { AwsKeys } from "./keys.ts";
import { AwsNetwork } from "./network.ts";
import { AwsRegistry } from "./registry.ts";

export const aws = { keys: AwsKeys, network: AwsNetwork, registry: AwsRegistry } satisfies Platform;
