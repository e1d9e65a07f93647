import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "./mistakes.ts";
import { parseSettings } from "./parse.ts";
import type { Settings } from "./settings.ts";

/**
 * The running stack's settings. Nothing else reads the configuration.
 *
 * @throws pulumi.RunError for mistakes in it: Pulumi prints the message of one, and no stack trace.
 */
export function loadSettings(): Settings {
  try {
    return parseSettings(decoded(pulumi.runtime.allConfig()), pulumi.getStack());
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

/** The engine hands maps and lists over as JSON, everything else as plain text. */
function decoded(config: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, decodedValue(value)]));
}

function decodedValue(value: string): unknown {
  if (!/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
