/**
 * Whether a cloud's provider would find credentials, told without a network: what is there is not tried out, so that
 * a real mistake in it is the provider's to report.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { Cloud } from "../components/tables/clouds.ts";
import { UserError } from "./errors.ts";

type Source =
  /** Environment variables that are all set. */
  | { readonly variables: readonly string[] }
  /** A key of the stack's configuration. */
  | { readonly key: string }
  /** A file with something like that in it; `~` is the home folder. */
  | { readonly file: (env: NodeJS.ProcessEnv) => string; readonly has: RegExp }
  /** A machine of the cloud itself, which its firmware tells, unless a variable forbids to ask it. */
  | { readonly firmware: RegExp; readonly unless?: string };

interface Login {
  readonly sources: readonly Source[];
  readonly remedy: string;
}

/** In the order in which the providers look. */
const logins: Readonly<Record<Cloud, Login>> = {
  aws: {
    sources: [
      { key: "aws:accessKey" },
      { key: "aws:profile" },
      { variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] },
      { variables: ["AWS_PROFILE"] },
      { variables: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"] },
      { variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] },
      { variables: ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] },
      {
        file: (env) => env["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials",
        has: /aws_access_key_id|credential_process/,
      },
      {
        file: (env) => env["AWS_CONFIG_FILE"] ?? "~/.aws/config",
        has: /sso_|role_arn|aws_access_key_id|credential_process|login_session/,
      },
      { firmware: /Amazon EC2/, unless: "AWS_EC2_METADATA_DISABLED" },
    ],
    remedy: 'log in with "aws sso login" (or "aws configure"), or set AWS_PROFILE',
  },
  azure: {
    sources: [
      { key: "azure-native:clientId" },
      { key: "azure-native:useMsi" },
      { variables: ["ARM_CLIENT_ID", "ARM_TENANT_ID"] },
      { variables: ["AZURE_CLIENT_ID", "AZURE_TENANT_ID"] },
      { variables: ["ARM_USE_MSI"] },
      {
        file: (env) => `${env["AZURE_CONFIG_DIR"] ?? "~/.azure"}/azureProfile.json`,
        has: /"subscriptions":\s*\[\s*\{/,
      },
    ],
    remedy: 'log in with "az login", or set ARM_CLIENT_ID, ARM_TENANT_ID and ARM_SUBSCRIPTION_ID with a secret or OIDC',
  },
  gcp: {
    sources: [
      { key: "gcp:credentials" },
      { key: "gcp:accessToken" },
      { variables: ["GOOGLE_CREDENTIALS"] },
      { variables: ["GOOGLE_CLOUD_KEYFILE_JSON"] },
      { variables: ["GCLOUD_KEYFILE_JSON"] },
      { variables: ["GOOGLE_OAUTH_ACCESS_TOKEN"] },
      { variables: ["GOOGLE_APPLICATION_CREDENTIALS"] },
      {
        file: (env) => `${env["CLOUDSDK_CONFIG"] ?? "~/.config/gcloud"}/application_default_credentials.json`,
        has: /\S/,
      },
      { firmware: /Google Compute Engine/ },
    ],
    remedy: 'log in with "gcloud auth application-default login", or set GOOGLE_APPLICATION_CREDENTIALS',
  },
};

/** Where credentials may be. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  /** Vendor and product, as the firmware names them. */
  readonly firmware: string;
}

const thisMachine = (): Machine => ({
  env: process.env,
  firmware: ["sys_vendor", "product_name"].map((name) => contentOf(`/sys/class/dmi/id/${name}`)).join(),
});

/** @param config The stack's, whose keys can name or hold credentials. */
export function hasCredentials(
  cloud: Cloud,
  config: Readonly<Record<string, unknown>>,
  machine: Machine = thisMachine(),
): boolean {
  return logins[cloud].sources.some((source) => isPresent(source, config, machine));
}

/** How to get them. */
export const remedyOf = (cloud: Cloud): string => logins[cloud].remedy;

/** @throws UserError with the cloud's own remedy where its provider would find no credentials. */
export function requireCredentials(cloud: Cloud, config: Readonly<Record<string, unknown>>): void {
  if (hasCredentials(cloud, config)) return;
  throw new UserError(
    `No credentials for ${cloud} were found: ${remedyOf(cloud)}. Without an account, add --emulated to use the emulated cloud.`,
  );
}

function isPresent(source: Source, config: Readonly<Record<string, unknown>>, { env, firmware }: Machine): boolean {
  if ("variables" in source) return source.variables.every((name) => env[name]);
  if ("key" in source) return config[source.key] !== undefined;
  if ("firmware" in source) return source.firmware.test(firmware) && !(source.unless && env[source.unless] === "true");
  return source.has.test(contentOf(source.file(env).replace(/^~/, env["HOME"] || homedir())));
}

/** Nothing where the file is not there, or not for us. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
