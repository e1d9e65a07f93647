import {
  awsAdmitsPlaintext,
  azureAdmitsPlaintext,
  gcpAdmitsPlaintext,
  plaintextPortNames,
} from "../plaintext-ports.ts";
import { equals, never, oneOf, unless, where } from "../requirements.ts";
import type { Family, Requirement } from "../rule.ts";

/** A firewall rule, wherever it is, lets no plaintext in. */
const encrypted = <T>(path: string, admitsPlaintext: (rule: T) => boolean, example: T): Requirement => ({
  path,
  accepts: (rule) => rule === undefined || !admitsPlaintext(rule as T),
  write: `the ports that are needed, none of them ${plaintextPortNames}; or name security groups or tags as the source`,
  refused: [example],
});

const httpFromAnywhere = {
  aws: { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
  azure: {
    access: "Allow",
    direction: "Inbound",
    protocol: "Tcp",
    sourceAddressPrefix: "*",
    destinationPortRange: "80",
  },
  gcp: { direction: "INGRESS", allows: [{ protocol: "tcp", ports: ["80"] }], sourceRanges: ["0.0.0.0/0"] },
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const tls12Policy: Requirement = {
  path: "sslPolicy",
  accepts: (value) => typeof value === "string" && /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/.test(value),
  write: `sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" or another from TLS 1.2 on`,
  refused: [undefined, "ELBSecurityPolicy-TLS13-1-1-2021-06"],
};

interface Parameter {
  readonly name: string;
  readonly value: string;
}

const forceSsl: Requirement = {
  path: "parameters",
  accepts: (value) =>
    Array.isArray(value) && (value as Parameter[]).some(({ name, value }) => name === "rds.force_ssl" && value === "1"),
  write: `parameters: [{ name: "rds.force_ssl", value: "1" }, …]`,
  refused: [undefined, [], [{ name: "rds.force_ssl", value: "0" }]],
};

const postgresFamily: Requirement = {
  path: "family",
  accepts: (value) => typeof value === "string" && value.includes("postgres"),
  write: `family: "postgres…"`,
  refused: [],
};

export const encryptionInTransit: Family = {
  name: "encryption-in-transit",
  description: "Whatever crosses a network is encrypted, with TLS 1.2 or newer.",
  rules: [
    {
      name: "transit-refuses-plaintext-ports",
      description: "No firewall lets addresses reach the port of a protocol without encryption.",
      severity: "high",
      types: {
        "aws:ec2/securityGroup:SecurityGroup": [encrypted("ingress[*]", awsAdmitsPlaintext, httpFromAnywhere.aws)],
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [
          encrypted("ingress[*]", awsAdmitsPlaintext, httpFromAnywhere.aws),
        ],
        "aws:ec2/securityGroupRule:SecurityGroupRule": [
          encrypted("", awsAdmitsPlaintext, { type: "ingress", ...httpFromAnywhere.aws }),
        ],
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
          encrypted("", awsAdmitsPlaintext, { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
        ],
        "azure-native:network:NetworkSecurityGroup": [
          encrypted("securityRules[*]", azureAdmitsPlaintext, httpFromAnywhere.azure),
        ],
        "azure-native:network:SecurityRule": [encrypted("", azureAdmitsPlaintext, httpFromAnywhere.azure)],
        "gcp:compute/firewall:Firewall": [encrypted("", gcpAdmitsPlaintext, httpFromAnywhere.gcp)],
      },
    },
    {
      name: "aws-elasticache-replicationgroup-requires-tls",
      description: "Redis accepts encrypted connections only.",
      severity: "high",
      types: {
        "aws:elasticache/replicationGroup:ReplicationGroup": [
          equals("transitEncryptionEnabled", true),
          never("transitEncryptionMode", "preferred", "required"),
        ],
      },
    },
    {
      name: "aws-rds-parametergroup-requires-tls",
      description: "PostgreSQL accepts encrypted connections only.",
      severity: "high",
      types: {
        "aws:rds/parameterGroup:ParameterGroup": where(postgresFamily, forceSsl),
        "aws:rds/clusterParameterGroup:ClusterParameterGroup": where(postgresFamily, forceSsl),
      },
    },
    {
      name: "aws-lb-listener-requires-tls",
      description: "Load balancers speak TLS 1.2 or newer; plain HTTP may only redirect to HTTPS.",
      severity: "high",
      types: {
        "aws:lb/listener:Listener": [
          ...unless(
            equals("defaultActions[*].redirect.protocol", "HTTPS"),
            oneOf("protocol", ["HTTPS", "TLS", "TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"]),
          ),
          ...where(oneOf("protocol", ["HTTPS", "TLS"]), tls12Policy),
        ],
      },
    },
    {
      name: "azure-dbforpostgresql-server-requires-tls",
      description: "PostgreSQL accepts encrypted connections only, from TLS 1.2 on. Both are Azure's defaults.",
      severity: "high",
      types: {
        "azure-native:dbforpostgresql:Configuration": [
          ...where(equals("configurationName", "require_secure_transport"), oneOf("value", ["on", "ON"])),
          ...where(equals("configurationName", "ssl_min_protocol_version"), oneOf("value", ["TLSv1.2", "TLSv1.3"])),
        ],
      },
    },
    {
      name: "azure-redisenterprise-cluster-requires-tls",
      description: "Redis speaks TLS 1.2 or newer.",
      severity: "high",
      types: { "azure-native:redisenterprise:RedisEnterprise": [equals("minimumTlsVersion", "1.2")] },
    },
    {
      name: "azure-redisenterprise-database-requires-tls",
      description: "Redis accepts encrypted connections only.",
      severity: "high",
      types: { "azure-native:redisenterprise:Database": [never("clientProtocol", "Plaintext", "Encrypted")] },
    },
    {
      name: "azure-redis-cache-requires-tls",
      description: "Redis accepts encrypted connections only, from TLS 1.2 on.",
      severity: "high",
      types: {
        "azure-native:redis:Redis": [never("enableNonSslPort", true, false), equals("minimumTlsVersion", "1.2")],
      },
    },
    {
      name: "azure-storage-account-requires-tls",
      description: "Storage accounts accept HTTPS only, from TLS 1.2 on.",
      severity: "high",
      types: {
        "azure-native:storage:StorageAccount": [
          never("enableHttpsTrafficOnly", false, true),
          equals("minimumTlsVersion", "TLS1_2"),
        ],
      },
    },
    {
      name: "gcp-sql-instance-requires-tls",
      description: "Databases accept encrypted connections only.",
      severity: "high",
      types: {
        "gcp:sql/databaseInstance:DatabaseInstance": [
          oneOf("settings.ipConfiguration.sslMode", ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"]),
        ],
      },
    },
    {
      name: "gcp-redis-instance-requires-tls",
      description: "Redis accepts encrypted connections only.",
      severity: "high",
      types: { "gcp:redis/instance:Instance": [equals("transitEncryptionMode", "SERVER_AUTHENTICATION")] },
    },
    {
      name: "gcp-redis-cluster-requires-tls",
      description: "Redis clusters accept encrypted connections only.",
      severity: "high",
      types: {
        "gcp:redis/cluster:Cluster": [equals("transitEncryptionMode", "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION")],
      },
    },
    {
      name: "gcp-compute-sslpolicy-requires-tls",
      description: "Load balancers speak TLS 1.2 or newer.",
      severity: "high",
      types: { "gcp:compute/sSLPolicy:SSLPolicy": [oneOf("minTlsVersion", ["TLS_1_2", "TLS_1_3"])] },
    },
  ],
};
