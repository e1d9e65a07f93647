import type { Samples } from "./sample.ts";

const tcp = (fromPort: number, toPort: number, source: object) => ({ protocol: "tcp", fromPort, toPort, ...source });
const inbound = (destinationPortRange: string, rest: object = {}) => ({
  access: "Allow",
  direction: "Inbound",
  protocol: "Tcp",
  sourceAddressPrefix: "10.0.0.0/16",
  destinationPortRange,
  ...rest,
});

const network = { cidrBlocks: ["10.0.0.0/16"] };
const group = { securityGroups: ["sg-1"] };
const forceSsl = (value: string) => ({ name: "rds.force_ssl", value });

export const encryptionInTransit: Samples = {
  "transit-refuses-plaintext-ports": [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      pass: [
        {},
        { ingress: [] },
        { ingress: [tcp(443, 443, network), tcp(5432, 5432, network), tcp(80, 80, group)] },
        {
          ingress: [
            { protocol: "-1", fromPort: 0, toPort: 0, self: true },
            { ...tcp(80, 80, network), protocol: "udp" },
          ],
        },
      ],
      fail: [
        { ingress: [tcp(443, 443, network), tcp(80, 80, network)] },
        { ingress: [tcp(0, 65535, network)] },
        { ingress: [tcp(20, 25, { ipv6CidrBlocks: ["::/0"] })] },
        { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ...network }] },
        { ingress: [tcp(389, 389, { prefixListIds: ["pl-1"] })] },
      ],
    },
    {
      type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      pass: [{ vpcId: "vpc-1" }],
      fail: [{ ingress: [tcp(23, 23, network)] }],
    },
    {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      pass: [
        { type: "egress", ...tcp(0, 65535, network) },
        { type: "ingress", ...tcp(443, 443, network) },
        { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, sourceSecurityGroupId: "sg-1" },
      ],
      fail: [{ type: "ingress", ...tcp(80, 80, network) }],
    },
    {
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      pass: [
        { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" },
        { ipProtocol: "-1", referencedSecurityGroupId: "sg-1" },
      ],
      fail: [
        { ipProtocol: "tcp", fromPort: 80, toPort: 443, cidrIpv4: "10.0.0.0/16" },
        { ipProtocol: "-1", cidrIpv6: "::/0" },
      ],
    },
    {
      type: "azure-native:network:NetworkSecurityGroup",
      pass: [
        {},
        {
          securityRules: [inbound("443"), inbound("80", { access: "Deny" }), inbound("80", { direction: "Outbound" })],
        },
        { securityRules: [inbound("*", { sourceAddressPrefix: "AzureLoadBalancer" })] },
      ],
      fail: [
        { securityRules: [inbound("443"), inbound("80")] },
        { securityRules: [inbound("*", { protocol: "*", sourceAddressPrefix: "VirtualNetwork" })] },
      ],
    },
    {
      type: "azure-native:network:SecurityRule",
      pass: [inbound("6380")],
      fail: [
        inbound("1-1024"),
        {
          access: "Allow",
          direction: "Inbound",
          protocol: "Tcp",
          sourceAddressPrefixes: ["10.0.0.0/16"],
          destinationPortRanges: ["443", "2375"],
        },
      ],
    },
    {
      type: "gcp:compute/firewall:Firewall",
      pass: [
        { allows: [{ protocol: "tcp", ports: ["443", "8443-8444"] }], sourceRanges: ["10.0.0.0/16"] },
        { allows: [{ protocol: "tcp" }], sourceTags: ["nodes"] },
        { direction: "EGRESS", allows: [{ protocol: "all" }] },
        { denies: [{ protocol: "all" }], sourceRanges: ["0.0.0.0/0"] },
      ],
      fail: [
        { allows: [{ protocol: "tcp", ports: ["443", "80"] }], sourceRanges: ["10.0.0.0/16"] },
        { allows: [{ protocol: "tcp" }], sourceRanges: ["10.0.0.0/16"] },
        { allows: [{ protocol: "all" }] },
        { allows: [{ protocol: "tcp", ports: ["1-1000"] }], sourceRanges: ["10.0.0.0/8"], sourceTags: ["nodes"] },
      ],
    },
  ],
  "aws-elasticache-replicationgroup-requires-tls": [
    {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      pass: [{ transitEncryptionEnabled: true }, { transitEncryptionEnabled: true, transitEncryptionMode: "required" }],
      fail: [{}, { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
    },
  ],
  "aws-rds-parametergroup-requires-tls": [
    {
      type: "aws:rds/parameterGroup:ParameterGroup",
      pass: [
        { family: "postgres15", parameters: [{ name: "log_connections", value: "1" }, forceSsl("1")] },
        { family: "mysql8.0" },
      ],
      fail: [{ family: "postgres15" }, { family: "postgres15", parameters: [forceSsl("0")] }],
    },
    {
      type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
      pass: [{ family: "aurora-postgresql15", parameters: [forceSsl("1")] }],
      fail: [{ family: "aurora-postgresql15", parameters: [] }],
    },
  ],
  "aws-lb-listener-requires-tls": [
    {
      type: "aws:lb/listener:Listener",
      pass: [
        { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06", defaultActions: [{ type: "forward" }] },
        { protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] },
        { protocol: "TCP", defaultActions: [{ type: "forward" }] },
      ],
      fail: [
        { protocol: "HTTP", defaultActions: [{ type: "forward" }] },
        { defaultActions: [{ type: "forward" }] },
        { protocol: "HTTPS", defaultActions: [{ type: "forward" }] },
        { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06", defaultActions: [{ type: "forward" }] },
        { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08", defaultActions: [{ type: "forward" }] },
      ],
    },
  ],
  "azure-dbforpostgresql-server-requires-tls": [
    {
      type: "azure-native:dbforpostgresql:Configuration",
      pass: [
        { configurationName: "require_secure_transport", value: "on" },
        { configurationName: "ssl_min_protocol_version", value: "TLSv1.3" },
        { configurationName: "azure.extensions", value: "PG_STAT_STATEMENTS" },
      ],
      fail: [
        { configurationName: "require_secure_transport", value: "off" },
        { configurationName: "ssl_min_protocol_version", value: "TLSv1.1" },
      ],
    },
  ],
  "azure-redisenterprise-cluster-requires-tls": [
    {
      type: "azure-native:redisenterprise:RedisEnterprise",
      pass: [{ minimumTlsVersion: "1.2" }],
      fail: [{}, { minimumTlsVersion: "1.1" }],
    },
  ],
  "azure-redisenterprise-database-requires-tls": [
    {
      type: "azure-native:redisenterprise:Database",
      pass: [{}, { clientProtocol: "Encrypted" }],
      fail: [{ clientProtocol: "Plaintext" }],
    },
  ],
  "azure-redis-cache-requires-tls": [
    {
      type: "azure-native:redis:Redis",
      pass: [{ minimumTlsVersion: "1.2" }, { minimumTlsVersion: "1.2", enableNonSslPort: false }],
      fail: [{}, { minimumTlsVersion: "1.2", enableNonSslPort: true }, { minimumTlsVersion: "1.0" }],
    },
  ],
  "azure-storage-account-requires-tls": [
    {
      type: "azure-native:storage:StorageAccount",
      pass: [{ minimumTlsVersion: "TLS1_2" }],
      fail: [{}, { minimumTlsVersion: "TLS1_2", enableHttpsTrafficOnly: false }, { minimumTlsVersion: "TLS1_0" }],
    },
  ],
  "gcp-sql-instance-requires-tls": [
    {
      type: "gcp:sql/databaseInstance:DatabaseInstance",
      pass: [{ settings: { ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } } }],
      fail: [
        { settings: { tier: "db-custom-2-7680" } },
        { settings: { ipConfiguration: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } } },
      ],
    },
  ],
  "gcp-redis-instance-requires-tls": [
    {
      type: "gcp:redis/instance:Instance",
      pass: [{ transitEncryptionMode: "SERVER_AUTHENTICATION" }],
      fail: [{}, { transitEncryptionMode: "DISABLED" }],
    },
  ],
  "gcp-redis-cluster-requires-tls": [
    {
      type: "gcp:redis/cluster:Cluster",
      pass: [{ transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" }],
      fail: [{}, { transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_DISABLED" }],
    },
  ],
  "gcp-compute-sslpolicy-requires-tls": [
    {
      type: "gcp:compute/sSLPolicy:SSLPolicy",
      pass: [{ minTlsVersion: "TLS_1_2" }, { minTlsVersion: "TLS_1_3", profile: "RESTRICTED" }],
      fail: [{}, { minTlsVersion: "TLS_1_1" }],
    },
  ],
};
