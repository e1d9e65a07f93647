/** Which Google Cloud resources point at which, by id, link or name, and keep them alive. */
import type { Reference } from "../model.ts";
import { token, tokens } from "./tokens.ts";

const DOCS = "https://cloud.google.com/";

type User = readonly [types: string, path: string];

interface Target {
  readonly source: string;
  /** While it is used it cannot be deleted. */
  readonly blocks: boolean;
  readonly users: readonly User[];
  readonly given?: (value: string) => boolean;
}

/** Every project starts with a network of that name: https://cloud.google.com/vpc/docs/vpc#default-network */
const isDefaultNetwork = (value: string) => /(^|\/)default$/.test(value);

const TARGETS: Readonly<Record<string, Target>> = {
  "compute:Network": {
    source: `${DOCS}vpc/docs/create-modify-vpc-networks#deleting_a_network`,
    blocks: true,
    given: isDefaultNetwork,
    users: [
      ["compute:Subnetwork compute:Firewall compute:Router compute:Route", "network"],
      ["compute:GlobalAddress compute:NetworkPeering servicenetworking:Connection", "network"],
      ["networkconnectivity:ServiceConnectionPolicy vpcaccess:Connector container:Cluster", "network"],
      ["compute:Instance compute:InstanceTemplate", "networkInterfaces[].network"],
      ["dns:ManagedZone", "privateVisibilityConfig.networks[].networkUrl"],
      ["sql:DatabaseInstance", "settings.ipConfiguration.privateNetwork"],
      ["redis:Instance", "authorizedNetwork"],
      ["redis:Cluster", "pscConfigs[].network"],
    ],
  },
  "compute:Subnetwork": {
    source: `${DOCS}vpc/docs/create-modify-vpc-networks#delete-subnet`,
    blocks: true,
    given: isDefaultNetwork,
    users: [
      ["compute:Instance compute:InstanceTemplate", "networkInterfaces[].subnetwork"],
      ["compute:Address compute:ForwardingRule container:Cluster", "subnetwork"],
      ["container:Cluster", "privateClusterConfig.privateEndpointSubnetwork"],
      ["container:NodePool", "networkConfig.subnetwork"],
      ["networkconnectivity:ServiceConnectionPolicy", "pscConfig.subnetworks[]"],
      ["compute:RouterNat", "subnetworks[].name"],
      ["vpcaccess:Connector", "subnet.name"],
    ],
  },
  "compute:Router": { source: `${DOCS}nat/docs/using-nat`, blocks: false, users: [["compute:RouterNat", "router"]] },
  "compute:Address": { source: `${DOCS}nat/docs/using-nat`, blocks: true, users: [["compute:RouterNat", "natIps[]"]] },
  "compute:GlobalAddress": {
    // A range that is given out can be released; what has addresses of it keeps them.
    source: `${DOCS}vpc/docs/configure-private-services-access#removing-allocated-ranges`,
    blocks: false,
    users: [
      ["servicenetworking:Connection", "reservedPeeringRanges[]"],
      ["sql:DatabaseInstance", "settings.ipConfiguration.allocatedIpRange"],
    ],
  },
  "compute:BackendService": {
    source: `${DOCS}load-balancing/docs/url-map-concepts`,
    blocks: true,
    users: [["compute:TargetTCPProxy compute:TargetSSLProxy", "backendService"]],
  },
  "compute:URLMap": {
    source: `${DOCS}load-balancing/docs/url-map-concepts`,
    blocks: true,
    users: [["compute:TargetHttpProxy compute:TargetHttpsProxy", "urlMap"]],
  },
  "compute:InstanceTemplate": {
    source: `${DOCS}compute/docs/instance-templates/delete-instance-templates`,
    blocks: true,
    users: [["compute:InstanceGroupManager compute:RegionInstanceGroupManager", "versions[].instanceTemplate"]],
  },
  "container:Cluster": {
    source: `${DOCS}kubernetes-engine/docs`,
    blocks: false,
    users: [
      ["container:NodePool", "cluster"],
      ["gkebackup:BackupPlan", "cluster"],
    ],
  },
  "sql:DatabaseInstance": {
    source: `${DOCS}sql/docs/postgres/delete-instance`,
    blocks: false,
    users: [["sql:Database sql:User sql:SslCert", "instance"]],
  },
  "dns:ManagedZone": {
    source: `${DOCS}dns/docs/zones#delete-zone`,
    blocks: true,
    users: [["dns:RecordSet", "managedZone"]],
  },
  "storage:Bucket": {
    source: `${DOCS}storage/docs/deleting-buckets`,
    blocks: true,
    users: [["storage:BucketObject", "bucket"]],
  },
  "pubsub:Topic": {
    source: `${DOCS}pubsub/docs/create-subscription`,
    blocks: false,
    users: [["pubsub:Subscription", "topic"]],
  },
  "secretmanager:Secret": {
    source: `${DOCS}secret-manager/docs/add-secret-version`,
    blocks: false,
    users: [["secretmanager:SecretVersion", "secret"]],
  },
  "kms:KeyRing": { source: `${DOCS}kms/docs/resource-hierarchy`, blocks: false, users: [["kms:CryptoKey", "keyRing"]] },
  "kms:CryptoKey": {
    source: `${DOCS}kms/docs/cmek`,
    blocks: false,
    users: [
      ["sql:DatabaseInstance", "encryptionKeyName"],
      ["artifactregistry:Repository", "kmsKeyName"],
      ["storage:Bucket", "encryption.defaultKmsKeyName"],
      ["container:Cluster", "databaseEncryption.keyName"],
      ["redis:Instance", "customerManagedKey"],
      ["redis:Cluster", "kmsKey"],
      ["container:NodePool", "nodeConfig.bootDiskKmsKey"],
      ["secretmanager:Secret", "replication.auto.customerManagedEncryption.kmsKeyName"],
      ["secretmanager:Secret", "replication.userManaged.replicas[].customerManagedEncryption.kmsKeyName"],
      ["logging:ProjectBucketConfig", "cmekSettings.kmsKeyName"],
      ["pubsub:Topic", "kmsKeyName"],
      ["gkebackup:BackupPlan", "backupConfig.encryptionKey.gcpKmsEncryptionKey"],
      ["kms:CryptoKeyIAMMember kms:CryptoKeyIAMBinding kms:CryptoKeyIAMPolicy", "cryptoKeyId"],
    ],
    // An import's short form, `project/location/ring/key`, is accepted too.
    given: (value) => !value.startsWith("projects/"),
  },
  "monitoring:NotificationChannel": {
    source: `${DOCS}monitoring/support/notification-options`,
    blocks: false,
    users: [
      ["monitoring:AlertPolicy", "notificationChannels[]"],
      ["billing:Budget", "allUpdatesRule.monitoringNotificationChannels[]"],
    ],
  },
  "artifactregistry:Repository": {
    source: `${DOCS}artifact-registry/docs/access-control`,
    blocks: false,
    users: [
      [
        "artifactregistry:RepositoryIamMember artifactregistry:RepositoryIamBinding artifactregistry:RepositoryIamPolicy",
        "repository",
      ],
    ],
  },
};

/** Further ways to name a target of its type: read replicas name their source among instances. */
const MORE: readonly Reference[] = [
  {
    // What it reaches over the peering keeps it; whether there is one is a check's question, in every spelling.
    types: tokens("sql:DatabaseInstance"),
    path: "settings.ipConfiguration.privateNetwork",
    to: [`${token("servicenetworking:Connection")}#network`],
    given: () => true,
    blocksDelete: true,
    source: `${DOCS}vpc/docs/configure-private-services-access#removing-connection`,
  },
  {
    types: tokens("secretmanager:SecretIamMember", "secretmanager:SecretIamBinding", "secretmanager:SecretIamPolicy"),
    path: "secretId",
    to: ["", "#secretId", "#name"].map((output) => token("secretmanager:Secret") + output),
    blocksDelete: false,
    source: `${DOCS}secret-manager/docs/access-control`,
  },
  {
    types: tokens("sql:DatabaseInstance"),
    path: "masterInstanceName",
    to: [`${token("sql:DatabaseInstance")}#name`],
    blocksDelete: true,
    source: `${DOCS}sql/docs/postgres/replication`,
  },
  {
    types: tokens("iam:WorkloadIdentityPoolProvider"),
    path: "workloadIdentityPoolId",
    to: [`${token("iam:WorkloadIdentityPool")}#workloadIdentityPoolId`],
    blocksDelete: false,
    source: `${DOCS}iam/docs/manage-workload-identity-pools-providers`,
  },
];

/** A resource is named by its id, its link or, within its project, its name. */
const spellings = (target: string): string[] => ["", "#selfLink", "#name"].map((output) => token(target) + output);

export const references: readonly Reference[] = [
  ...Object.entries(TARGETS).flatMap(([target, { source, blocks, users, given }]) =>
    users.map(([types, path]) => ({
      types: tokens(...types.split(" ")),
      path,
      to: spellings(target),
      blocksDelete: blocks,
      source,
      ...(given && { given }),
    })),
  ),
  ...MORE,
];
