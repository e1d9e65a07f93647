import type { Cloud } from "./clouds.ts";

/** What sizing needs to know of a machine that PostgreSQL 15 runs on. */
export interface DatabaseMachine {
  readonly cores: number;
  readonly memoryGiB: number;
  /** `max_connections` as the cloud sets it, a few of which the cloud keeps for itself. */
  readonly maxConnections: number;
  readonly arm: boolean;
  /** Shares its cores with others: no standby and no replicas on Azure. */
  readonly burstable: boolean;
}

export interface AzureDatabaseMachine extends DatabaseMachine {
  readonly tier: "Burstable" | "GeneralPurpose" | "MemoryOptimized";
  readonly offeredIn: readonly string[];
}

export interface GcpDatabaseMachine extends DatabaseMachine {
  readonly edition: "ENTERPRISE" | "ENTERPRISE_PLUS";
}

type Table<Row> = Readonly<Record<string, Row>>;

/**
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)`:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections. What RDS calls the
 * memory of a class is less than the machine has by what RDS itself takes, so that a server gets up to a tenth fewer.
 */
const rdsConnections = (memoryGiB: number) => Math.min(5000, Math.floor((memoryGiB * 2 ** 30) / 9531392));

const rds = (burstable: boolean, memoryPerCore: number, sizes: Readonly<Record<string, number>>, family: string) =>
  Object.entries(sizes).map(([size, cores]): [string, DatabaseMachine] => {
    const memoryGiB = cores * memoryPerCore;
    const maxConnections = rdsConnections(memoryGiB);
    return [`db.${family}.${size}`, { cores, memoryGiB, maxConnections, arm: true, burstable }];
  });

const rdsSizes = {
  large: 2,
  xlarge: 4,
  "2xlarge": 8,
  "4xlarge": 16,
  "8xlarge": 32,
  "12xlarge": 48,
  "16xlarge": 64,
};

/**
 * Graviton classes that all supported regions offer for PostgreSQL 15.13 and later: cfn-lint 1.58.0 of 2026-10-20
 * (aws_rds_dbinstance/dbinstanceclass_enum.json, db_instance_class.json), from the RDS API. Cores and memory:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html; they are those of the EC2
 * machines of the same name.
 */
const aws: Table<DatabaseMachine> = Object.fromEntries([
  ...rds(true, 0.5, { micro: 2 }, "t4g"),
  ...rds(true, 1, { small: 2 }, "t4g"),
  ...rds(true, 2, { medium: 2 }, "t4g"),
  ...rds(true, 4, { large: 2, xlarge: 4, "2xlarge": 8 }, "t4g"),
  ...rds(false, 4, rdsSizes, "m7g"),
  ...rds(false, 4, rdsSizes, "m8g"),
  ...rds(false, 8, rdsSizes, "r7g"),
  ...rds(false, 8, rdsSizes, "r8g"),
]);

/** https://learn.microsoft.com/azure/postgresql/overview#azure-regions, 2025-11-18: where there are v3 and v4 only. */
const withoutV5 = ["eastus2", "westus2", "southeastasia", "japaneast"];
const withV5 = [
  "centralus",
  "eastus",
  "canadacentral",
  "northeurope",
  "westeurope",
  "uksouth",
  "eastasia",
  "australiaeast",
];
const everywhere = [...withV5, ...withoutV5];

type AzureRow = readonly [name: string, cores: number, memoryGiB: number, maxConnections: number];

const azureTier = (tier: AzureDatabaseMachine["tier"], rows: readonly AzureRow[]) =>
  rows.map(([name, cores, memoryGiB, maxConnections]): [string, AzureDatabaseMachine] => [
    `Standard_${name}`,
    {
      cores,
      memoryGiB,
      maxConnections,
      arm: false,
      burstable: tier === "Burstable",
      tier,
      offeredIn: name.endsWith("_v5") ? withV5 : everywhere,
    },
  ]);

/**
 * None of the machines has an ARM processor: the service has Intel and AMD machines only. Cores and memory:
 * https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-compute (2024-05-01); connections, of which 15 are
 * the service's own: …/concepts-limits (2024-09-26).
 */
const azure: Table<AzureDatabaseMachine> = Object.fromEntries([
  ...azureTier("Burstable", [
    ["B1ms", 1, 2, 50],
    ["B2s", 2, 4, 429],
    ["B2ms", 2, 8, 859],
    ["B4ms", 4, 16, 1718],
    ["B8ms", 8, 32, 3437],
    ["B12ms", 12, 48, 5000],
    ["B16ms", 16, 64, 5000],
    ["B20ms", 20, 80, 5000],
  ]),
  ...azureTier("GeneralPurpose", [
    ["D2ds_v4", 2, 8, 859],
    ["D4ds_v4", 4, 16, 1718],
    ["D8ds_v4", 8, 32, 3437],
    ["D16ds_v4", 16, 64, 5000],
    ["D32ds_v4", 32, 128, 5000],
    ["D48ds_v4", 48, 192, 5000],
    ["D64ds_v4", 64, 256, 5000],
    ["D2ds_v5", 2, 8, 859],
    ["D4ds_v5", 4, 16, 1718],
    ["D8ds_v5", 8, 32, 3437],
    ["D16ds_v5", 16, 64, 5000],
    ["D32ds_v5", 32, 128, 5000],
    ["D48ds_v5", 48, 192, 5000],
    ["D64ds_v5", 64, 256, 5000],
    ["D96ds_v5", 96, 384, 5000],
  ]),
  ...azureTier("MemoryOptimized", [
    ["E2ds_v4", 2, 16, 1718],
    ["E4ds_v4", 4, 32, 3437],
    ["E8ds_v4", 8, 64, 5000],
    ["E16ds_v4", 16, 128, 5000],
    ["E20ds_v4", 20, 160, 5000],
    ["E32ds_v4", 32, 256, 5000],
    ["E48ds_v4", 48, 384, 5000],
    ["E64ds_v4", 64, 432, 5000],
    ["E2ds_v5", 2, 16, 1718],
    ["E4ds_v5", 4, 32, 3437],
    ["E8ds_v5", 8, 64, 5000],
    ["E16ds_v5", 16, 128, 5000],
    ["E20ds_v5", 20, 160, 5000],
    ["E32ds_v5", 32, 256, 5000],
    ["E48ds_v5", 48, 384, 5000],
    ["E64ds_v5", 64, 512, 5000],
    ["E96ds_v5", 96, 672, 5000],
  ]),
]);

/**
 * From so much memory in GiB on, so many connections: https://cloud.google.com/sql/docs/postgres/flags#postgres-m, though
 * not compared with that page in 2026. The flag `max_connections` overrides it.
 */
const cloudSqlConnections = [
  [120, 1000],
  [60, 800],
  [30, 600],
  [15, 500],
  [7.5, 400],
  [6, 200],
  [3.75, 100],
] as const;

const gcpRow = (
  name: string,
  cores: number,
  memoryGiB: number,
  edition: GcpDatabaseMachine["edition"],
  arm: boolean,
) => {
  const [, maxConnections] = cloudSqlConnections.find(([least]) => memoryGiB >= least)!;
  return [name, { cores, memoryGiB, maxConnections, arm, burstable: false, edition }] as const;
};

/**
 * Enterprise takes any `db-custom-<cores>-<MiB>` with 1 core or an even number up to 96, 0.9 to 6.5 GiB a core, a multiple
 * of 256 MiB and at least 3840 MiB (https://cloud.google.com/sql/docs/postgres/create-instance); here are those with 4 GiB
 * a core. Enterprise Plus has fixed ones, with ARM processors where the name says c4a
 * (https://cloud.google.com/sql/docs/postgres/machine-series-overview). Not every region has C4A.
 */
const gcp: Table<GcpDatabaseMachine> = Object.fromEntries([
  ...[1, 2, 4, 8, 16, 32, 48, 64, 96].map((cores) =>
    gcpRow(`db-custom-${cores}-${cores * 4096}`, cores, cores * 4, "ENTERPRISE", false),
  ),
  ...[2, 4, 8, 16, 32, 48, 64, 80, 96].map((cores) =>
    gcpRow(`db-perf-optimized-N-${cores}`, cores, cores * 8, "ENTERPRISE_PLUS", false),
  ),
  gcpRow("db-perf-optimized-N-128", 128, 864, "ENTERPRISE_PLUS", false),
  ...[2, 4, 8, 16, 32, 48, 64, 72].map((cores) =>
    gcpRow(`db-c4a-highmem-${cores}`, cores, cores * 8, "ENTERPRISE_PLUS", true),
  ),
]);

/** The machines that databases can run on, by cloud and by the name that the cloud gives them. */
export const databaseMachines = { aws, azure, gcp } satisfies Record<Cloud, Table<DatabaseMachine>>;
