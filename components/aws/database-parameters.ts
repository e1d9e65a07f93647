import type * as aws from "@pulumi/aws";

/** What takes effect when the server starts has to wait for that. */
const atStart = (name: string, value: string) => ({ name, value, applyMethod: "pending-reboot" });
const atOnce = (name: string, value: string) => ({ name, value, applyMethod: "immediate" });

/**
 * How PostgreSQL is set. Statements are not logged, since they carry values, and those of `CREATE ROLE` are passwords: slow
 * ones are seen in Database Insights and pg_stat_statements, without values.
 */
export const databaseParameters = (maxConnections: number): aws.types.input.rds.ParameterGroupParameter[] => [
  atStart("shared_preload_libraries", "pg_stat_statements"),
  // RDS' own figure varies with what RDS needs of the memory; pools and alarms are sized for this one.
  atStart("max_connections", String(maxConnections)),
  atOnce("rds.force_ssl", "1"),
  atOnce("log_connections", "1"),
  atOnce("log_disconnections", "1"),
  atOnce("log_lock_waits", "1"),
  // In KiB: what does not fit into memory any more.
  atOnce("log_temp_files", "10240"),
  atOnce("track_io_timing", "1"),
];
