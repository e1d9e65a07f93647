/** What components get from one another, as values: one of each part, so that every part can be tested alone. */
import * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../../components/contract/cache.ts";
import type { Cluster } from "../../components/contract/cluster.ts";
import type { Database } from "../../components/contract/database.ts";
import type { EncryptionKey } from "../../components/contract/keys.ts";
import type { Network } from "../../components/contract/network.ts";
import type { Registry } from "../../components/contract/registry.ts";
import type { Tags } from "../../components/tables/tags.ts";
import type { MaintenanceWindow } from "../../components/windows.ts";

export const sunday: MaintenanceWindow = { day: "sunday", hour: 2, hours: 4 };

export const tags: Tags = {
  project: "honua",
  environment: "production",
  owner: "platform",
  costCenter: "engineering",
  managedBy: "pulumi",
  dataClassification: "confidential",
  compliance: "soc2-iso27001",
};

/** A part's outputs, each with its value. */
type Known<Part> = {
  readonly [K in keyof Part]: NonNullable<Part[K]> extends pulumi.Output<infer Value>
    ? Value
    : NonNullable<Part[K]> extends pulumi.Output<infer Value>[]
      ? Value[]
      : Part[K];
};

/** The part that gives these values. */
const part = <Part>(values: Known<Part>, plain: readonly (keyof Part)[] = []): Part =>
  Object.fromEntries(
    Object.entries(values as Record<string, unknown>).map(([key, value]) => {
      if (plain.includes(key as keyof Part) || value === undefined) return [key, value];
      return [key, Array.isArray(value) ? value.map((each: unknown) => pulumi.output(each)) : pulumi.output(value)];
    }),
  ) as Part;

export const keyOf = (id: string, userId?: string, userClientId?: string, userPrincipalId?: string): EncryptionKey =>
  part<EncryptionKey>({
    id,
    ...(userId && { userId }),
    ...(userClientId && { userClientId }),
    ...(userPrincipalId && { userPrincipalId }),
  });

export const networkOf = (values: Known<Network>): Network => part<Network>(values);
export const clusterOf = (values: Known<Cluster>): Cluster => part<Cluster>(values);
export const databaseOf = (values: Known<Database>): Database =>
  part<Database>(values, ["maxConnections", "storageGiB"]);
export const cacheOf = (values: Known<Cache>): Cache => part<Cache>(values, ["authentication"]);
export const registryOf = (values: Known<Registry>): Registry => part<Registry>(values);
