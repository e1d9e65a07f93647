import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";

/**
 * What differs from Azure's own settings. `pg_stat_statements` is loaded already, and `shared_preload_libraries`, which also
 * loads what the service itself needs, is left alone.
 * https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-server-parameters
 */
const always: Readonly<Record<string, string>> = {
  "azure.extensions": "PG_STAT_STATEMENTS,PGCRYPTO",
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  log_min_duration_statement: "1000",
  log_temp_files: "0",
  "pg_qs.query_capture_mode": "top",
  "pg_stat_statements.track": "all",
  require_secure_transport: "on",
  ssl_min_protocol_version: "TLSv1.2",
};

/** https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-pgbouncer */
const pooled: Readonly<Record<string, string>> = {
  "pgbouncer.enabled": "true",
  "pgbouncer.pool_mode": "transaction",
};

export interface ParametersArgs extends Scoped {
  readonly server: azure.dbforpostgresql.Server;
  /** PgBouncer, which comes with the service, is turned on. */
  readonly pooling: boolean;
}

/**
 * Sets a server's parameters, one after the other: it takes one write at a time (ServerIsBusy,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/28298).
 *
 * @returns What the next write has to wait for.
 */
export function setParameters(
  name: string,
  { scope, server, pooling }: ParametersArgs,
  parent: pulumi.ComponentResource,
): pulumi.Resource {
  const parameters = Object.entries({ ...always, ...(pooling && pooled) });
  return parameters.reduce<pulumi.Resource>(
    (before, [parameter, value]) =>
      new azure.dbforpostgresql.Configuration(
        `${name}-${parameter}`,
        {
          resourceGroupName: scope,
          serverName: server.name,
          configurationName: parameter,
          value,
          source: "user-override",
        },
        { parent, dependsOn: before },
      ),
    server,
  );
}
