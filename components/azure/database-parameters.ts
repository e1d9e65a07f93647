import * as azure from "@pulumi/azure-native";
import type * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";

/**
 * What differs from Azure's own settings. `pg_stat_statements` is loaded already, and `shared_preload_libraries`, which also
 * loads what the service itself needs, is left alone. Statements are not logged, since they carry values, and those of
 * `CREATE ROLE` are passwords.
 * https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-server-parameters
 */
const always: Readonly<Record<string, string>> = {
  "azure.extensions": "PG_STAT_STATEMENTS,PGCRYPTO",
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  // In KiB: what does not fit into memory any more.
  log_temp_files: "10240",
  "pg_stat_statements.track": "all",
  require_secure_transport: "on",
  ssl_min_protocol_version: "TLSv1.2",
  track_io_timing: "on",
};

/**
 * What burstable machines lack, or have no strength for: the pooler (…/concepts-pgbouncer), and the query store behind Query
 * Performance Insight (…/concepts-query-store), which has no need of statements about roles.
 */
const steady: Readonly<Record<string, string>> = {
  "pg_qs.query_capture_mode": "top",
  "pg_qs.track_utility": "off",
  "pgms_wait_sampling.query_capture_mode": "all",
  "pgbouncer.enabled": "true",
  "pgbouncer.pool_mode": "transaction",
};

export interface ParametersArgs extends Scoped {
  readonly server: azure.dbforpostgresql.Server;
  /** Shares its cores with others. */
  readonly burstable: boolean;
}

/**
 * Sets a server's parameters, one after the other: it takes one write at a time (ServerIsBusy,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/28298).
 *
 * @returns What the next write has to wait for.
 */
export function setParameters(
  name: string,
  { scope, server, burstable }: ParametersArgs,
  parent: pulumi.ComponentResource,
): pulumi.Resource {
  const parameters = Object.entries({ ...always, ...(!burstable && steady) });
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
