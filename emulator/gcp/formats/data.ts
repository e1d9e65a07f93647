/** Stores, databases, caches, keys, secrets and identities. */
import { certificateFor } from "../../certificate.ts";
import { addressIn } from "../../cidr.ts";
import { always, uuid, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext, Value } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { base64Of, digitsOf, publicAddressOf, textAt, uuidOf } from "../../text.ts";
import { agentOf } from "../agents.ts";
import { sameNetwork } from "../places.ts";
import { lastPart, projectOf, PROJECT_NUMBER, regionOf, zonesOf } from "../project.ts";
import { token } from "../tokens.ts";
import { numbered } from "./common.ts";
import { addressInSubnetwork } from "./compute.ts";

/** Addresses of the range that a service peering or endpoint gives out. */
const privateAddressOf = (context: SynthesisContext, salt: string): string =>
  ["10", "64", ...[0, 2].map((at) => parseInt(context.hex(4, salt).slice(at, at + 2), 16) || 2)].join(".");

/** Where Private Service Connect puts an endpoint: in the subnetwork of the network's policy for the class. */
function endpointOf(context: SynthesisContext, salt: string): string {
  const [network] = valuesAt(context.inputs, "pscConfigs[].network");
  const policy = context.cloud.find(
    ({ type, inputs }) =>
      type === token("networkconnectivity:ServiceConnectionPolicy") && sameNetwork(inputs["network"], network),
  );
  const [subnetwork] = valuesAt(policy?.inputs ?? {}, "pscConfig.subnetworks[]");
  return addressInSubnetwork(subnetwork, context, salt);
}

/** An address of the range that the network's peering gives out. */
function peeredAddressOf(context: SynthesisContext, network: Value, salt: string): string {
  const peering = context.cloud.find(
    ({ type, inputs }) => type === token("servicenetworking:Connection") && sameNetwork(inputs["network"], network),
  );
  const names = valuesAt(peering?.inputs ?? {}, "reservedPeeringRanges[]");
  const range = context.cloud.find(
    ({ type, outputs }) => type === token("compute:GlobalAddress") && names.includes(outputs["name"]),
  );
  const block = `${textAt(range?.outputs ?? {}, "address")}/${textAt(range?.outputs ?? {}, "prefixLength")}`;
  return addressIn(block, 2 + (parseInt(context.hex(3, salt), 16) % 250)) || privateAddressOf(context, salt);
}

const sqlPrivateAddress = (context: SynthesisContext) =>
  peeredAddressOf(context, valueAt(context.inputs, "settings.ipConfiguration.privateNetwork"), "sql");

const hasPublic = ({ inputs }: SynthesisContext) => textAt(inputs, "settings.ipConfiguration.ipv4Enabled") !== "false";
const hasPrivate = ({ inputs }: SynthesisContext) => textAt(inputs, "settings.ipConfiguration.privateNetwork") !== "";

const sqlAddresses = (context: SynthesisContext): { ipAddress: string; type: string; timeToRetire: string }[] => [
  ...(hasPublic(context) ? [{ ipAddress: publicAddressOf(context, "sql"), type: "PRIMARY", timeToRetire: "" }] : []),
  ...(hasPrivate(context) ? [{ ipAddress: sqlPrivateAddress(context), type: "PRIVATE", timeToRetire: "" }] : []),
];

const account: Format = ({ inputs, cloud, id }) =>
  `${lastPart(id).split("@")[0] ?? ""}@${projectOf(inputs, cloud)}.iam.gserviceaccount.com`;

/** The credentials file that a key is, base64-encoded as the provider returns it. */
const credentials: Format = (context) => {
  const { inputs, cloud } = context;
  const email = lastPart(textAt(inputs, "serviceAccountId"));
  const file = {
    type: "service_account",
    project_id: projectOf(inputs, cloud),
    private_key_id: context.hex(40, "key"),
    private_key: `-----BEGIN PRIVATE KEY-----\n${base64Of(context, 48, "key")}\n-----END PRIVATE KEY-----\n`,
    client_email: email,
    client_id: digitsOf(context, 21, "client"),
    token_uri: "https://oauth2.googleapis.com/token",
  };
  return Buffer.from(JSON.stringify(file)).toString("base64");
};

const isEncrypted = ({ inputs }: SynthesisContext) =>
  textAt(inputs, "transitEncryptionMode") === "SERVER_AUTHENTICATION";

const cacheCertificates: Format = (context) =>
  isEncrypted(context)
    ? [{ cert: Buffer.from(certificateFor(context.urn), "base64").toString(), serialNumber: "0" }]
    : [];

const storage = "https://www.googleapis.com/storage/v1/b/";

const objectPath = ({ inputs }: SynthesisContext): Value =>
  `${textAt(inputs, "bucket")}/o/${encodeURIComponent(textAt(inputs, "name"))}`;

export const data: Formats = {
  "storage:Bucket": {
    url: ({ id }) => `gs://${id}`,
    selfLink: ({ id }) => storage + id,
    location: ({ inputs }) => textAt(inputs, "location").toUpperCase() || "US",
    storageClass: always("STANDARD"),
  },
  "storage:BucketObject": {
    name: ({ inputs, name }) => textAt(inputs, "name") || name,
    outputName: ({ inputs, name }) => textAt(inputs, "name") || name,
    selfLink: (context) => `${storage}${String(objectPath(context))}`,
    mediaLink: (context) =>
      `https://storage.googleapis.com/download/storage/v1/b/${String(objectPath(context))}?alt=media`,
    md5hash: (context) => base64Of(context, 16, "md5"),
    md5hexhash: ({ hex }) => hex(32, "md5"),
    crc32c: (context) => base64Of(context, 4, "crc"),
    generation: always(1767225600000000),
  },
  "sql:DatabaseInstance": {
    connectionName: ({ inputs, cloud, id }) => `${projectOf(inputs, cloud)}:${regionOf(inputs, cloud)}:${id}`,
    ipAddresses: sqlAddresses,
    firstIpAddress: (context) => sqlAddresses(context)[0]?.ipAddress ?? "",
    publicIpAddress: (context) => (hasPublic(context) ? publicAddressOf(context, "sql") : ""),
    privateIpAddress: (context) => (hasPrivate(context) ? sqlPrivateAddress(context) : ""),
    selfLink: ({ inputs, cloud, id }) =>
      `https://sqladmin.googleapis.com/sql/v1beta4/projects/${projectOf(inputs, cloud)}/instances/${id}`,
    serviceAccountEmailAddress: ({ hex }) =>
      `p${PROJECT_NUMBER}-${hex(6, "sql")}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
    serverCaCerts: (context) => [
      {
        cert: Buffer.from(certificateFor(context.urn), "base64").toString(),
        commonName: "C=US,O=Google\\, Inc,CN=Google Cloud SQL Server CA",
        createTime: "2026-01-01T00:00:00Z",
        expirationTime: "2035-12-30T00:00:00Z",
        sha1Fingerprint: context.hex(40, "ca"),
      },
    ],
    // Only an instance behind Private Service Connect, or with a certificate of the authority service, has one.
    dnsName: (context) =>
      textAt(context.inputs, "settings.ipConfiguration.serverCaMode").endsWith("_CAS_CA") ||
      valuesAt(context.inputs, "settings.ipConfiguration.pscConfigs[].pscEnabled").includes(true)
        ? `${context.hex(12, "dns")}.${context.hex(13, "project")}.${regionOf(context.inputs, context.cloud)}.sql.goog.`
        : "",
  },
  "sql:Database": {
    selfLink: ({ id }) => `https://sqladmin.googleapis.com/sql/v1beta4/${id}`,
    charset: always("UTF8"),
    collation: always("en_US.UTF8"),
  },
  "redis:Instance": {
    host: (context) =>
      context.inputs["connectMode"] === "PRIVATE_SERVICE_ACCESS"
        ? peeredAddressOf(context, context.inputs["authorizedNetwork"], "redis")
        : privateAddressOf(context, "redis"),
    port: (context) => (isEncrypted(context) ? 6378 : 6379),
    authString: (context) => (context.inputs["authEnabled"] === true ? uuidOf(context, "auth") : ""),
    currentLocationId: ({ inputs, cloud }) =>
      textAt(inputs, "locationId") || (zonesOf(regionOf(inputs, cloud))[0] ?? ""),
    locationId: ({ inputs, cloud }) => zonesOf(regionOf(inputs, cloud))[0],
    effectiveReservedIpRange: always("10.64.0.0/29"),
    readEndpoint: (context) =>
      textAt(context.inputs, "readReplicasMode").endsWith("_ENABLED") ? privateAddressOf(context, "read") : "",
    readEndpointPort: always(6379),
    serverCaCerts: cacheCertificates,
    persistenceIamIdentity: always(`serviceAccount:${PROJECT_NUMBER}-compute@developer.gserviceaccount.com`),
    redisVersion: always("REDIS_7_2"),
  },
  "redis:Cluster": {
    discoveryEndpoints: (context) => [
      {
        address: endpointOf(context, "discovery"),
        port: 6379,
        pscConfig: valuesAt(context.inputs, "pscConfigs[]")[0],
      },
    ],
    // One connection for discovery, one for the data.
    pscConnections: (context) =>
      valuesAt(context.inputs, "pscConfigs[].network").flatMap((network) =>
        ["discovery", "data"].map((purpose) => ({
          address: endpointOf(context, purpose),
          network,
          projectId: projectOf(context.inputs, context.cloud),
          pscConnectionId: digitsOf(context, 17, purpose),
          forwardingRule: `https://www.googleapis.com/compute/v1/projects/${projectOf(context.inputs, context.cloud)}/regions/${regionOf(context.inputs, context.cloud)}/forwardingRules/sca-auto-fr-${uuidOf(context, purpose)}`,
        })),
      ),
    managedServerCas: (context) =>
      textAt(context.inputs, "transitEncryptionMode").endsWith("_SERVER_AUTHENTICATION")
        ? [{ caCerts: [{ certificates: [Buffer.from(certificateFor(context.urn), "base64").toString()] }] }]
        : [],
    sizeGb: ({ inputs }) => Math.ceil(Number(inputs["shardCount"] ?? 1) * 13),
    preciseSizeGb: ({ inputs }) => Number(inputs["shardCount"] ?? 1) * 13,
  },
  "memorystore:Instance": {
    discoveryEndpoints: (context) => [{ address: privateAddressOf(context, "discovery"), port: 6379 }],
    name: ({ id }) => id,
  },
  "alloydb:Instance": { ipAddress: (context) => privateAddressOf(context, "alloydb"), state: always("READY") },
  "filestore:Instance": {
    networks: (context) =>
      valuesAt(context.inputs, "networks[]").map(() => ({ ipAddresses: [privateAddressOf(context, "filestore")] })),
  },
  "serviceaccount:Account": {
    email: account,
    member: (context) => `serviceAccount:${String(account(context))}`,
    name: ({ id }) => id,
    uniqueId: (context) => digitsOf(context, 21, "unique"),
  },
  "serviceaccount:Key": {
    name: ({ id }) => id,
    privateKey: credentials,
    publicKey: ({ urn }) => certificateFor(urn),
    validAfter: always("2026-01-01T00:00:00Z"),
    validBefore: always("9999-12-31T23:59:59Z"),
  },
  "iam:WorkloadIdentityPool": { name: numbered },
  "iam:WorkloadIdentityPoolProvider": { name: numbered },
  "secretmanager:Secret": { name: numbered },
  "secretmanager:SecretVersion": { name: numbered, version: always("1") },
  "kms:CryptoKey": {
    primaries: ({ id }) => [{ name: `${id}/cryptoKeyVersions/1`, state: "ENABLED" }],
    purpose: always("ENCRYPT_DECRYPT"),
  },
  "logging:ProjectSink": {
    writerIdentity: ({ inputs }) =>
      inputs["uniqueWriterIdentity"] === false
        ? "serviceAccount:cloud-logs@system.gserviceaccount.com"
        : `serviceAccount:service-${PROJECT_NUMBER}@gcp-sa-logging.iam.gserviceaccount.com`,
  },
  "organizations:IAMCustomRole": { name: ({ id }) => id },
  "organizations:Project": { number: (context) => digitsOf(context, 12, "number") },
  "projects:ServiceIdentity": {
    email: ({ inputs }) => agentOf(textAt(inputs, "service"), PROJECT_NUMBER),
    member: ({ inputs }) => `serviceAccount:${agentOf(textAt(inputs, "service"), PROJECT_NUMBER)}`,
  },
  "bigquery:Dataset": {
    creationTime: always(1767225600000),
    lastModifiedTime: always(1767225600000),
    location: always("US"),
  },
  "container:AttachedCluster": { uid: uuid("uid") },
  "spanner:Instance": { state: always("READY") },
};
