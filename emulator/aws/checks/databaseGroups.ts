/** What RDS refuses of parameter groups and subnet groups. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { zonesOfSubnets } from "./zones.ts";
import { among, matching, rule, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/";
const PROVIDER = "terraform-provider-aws, internal/service/rds/";

/** What PostgreSQL reads at its start only: https://www.postgresql.org/docs/15/runtime-config.html */
const STATIC = [
  ...["shared_preload_libraries", "max_connections", "shared_buffers", "huge_pages", "max_prepared_transactions"],
  ...["wal_buffers", "wal_level", "max_wal_senders", "max_replication_slots", "max_worker_processes"],
  ...["superuser_reserved_connections", "track_commit_timestamp", "track_activity_query_size"],
  ...[
    "max_locks_per_transaction",
    "max_pred_locks_per_transaction",
    "max_files_per_process",
    "max_logical_replication_workers",
  ],
  ...[
    "autovacuum_max_workers",
    "autovacuum_freeze_max_age",
    "autovacuum_multixact_freeze_max_age",
    "old_snapshot_threshold",
  ],
  ...["rds.logical_replication", "pg_stat_statements.max", "cron.database_name"],
];

/** Parameters that take effect at a restart cannot be applied at once. */
function staticParametersWait({ inputs }: Candidate): Finding {
  const parameters = valuesAt(inputs, "parameters[]") as { name?: string; applyMethod?: string }[];
  const hasty = parameters.find(
    ({ name, applyMethod = "immediate" }) => STATIC.includes(String(name)) && applyMethod === "immediate",
  );
  return hasty && { property: "parameters", reason: `${hasty.name} is static: write applyMethod "pending-reboot"` };
}

function parametersDiffer({ inputs }: Candidate): Finding {
  const names = valuesAt(inputs, "parameters[].name");
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? undefined : { property: "parameters", reason: `has ${String(repeated)} twice` };
}

function subnetsSpan({ inputs }: Candidate, cloud: Cloud): Finding {
  const zones = new Set(zonesOfSubnets(inputs, "subnetIds", cloud));
  return zones.size === 1 ? { property: "subnetIds", reason: "must reach two zones at least" } : undefined;
}

export const databaseGroups: readonly Check[] = [
  matching(
    "rds:ParameterGroup rds:ClusterParameterGroup",
    "name",
    /^(?=.{1,255}$)(?!.*--)(?!.*-$)[a-z][a-z0-9.-]*$/,
    `lowercase letters, digits, . and -, a letter first, no two - in a row and none at the end`,
    `${PROVIDER}validate.go`,
  ),
  matching(
    "rds:ParameterGroup",
    "family",
    /^(?!(aurora-)?postgres(ql)?\d)|^(aurora-postgresql|postgres)(9\.\d|1\d)$/,
    "a family is wanted, as postgres15",
    `${API}CreateDBParameterGroup.html`,
  ),
  among("rds:ParameterGroup", "parameters[].applyMethod", ["immediate", "pending-reboot"], `${API}Parameter.html`),
  rule("rds:ParameterGroup", `${GUIDE}USER_WorkingWithParamGroups.html`, staticParametersWait),
  rule("rds:ParameterGroup", `${PROVIDER}parameter_group.go`, parametersDiffer),
  matching(
    "rds:SubnetGroup",
    "name",
    /^(?!default$)[a-z0-9 ._-]{1,255}$/,
    `up to 255 lowercase letters, digits, blanks and . _ -, and not "default"`,
    `${PROVIDER}validate.go`,
  ),
  rule("rds:SubnetGroup", `${API}CreateDBSubnetGroup.html`, subnetsSpan),
];
