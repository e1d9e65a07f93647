/** The parts of an AWS platform, as values: what the specs of the others are given. */
import { cacheOf, clusterOf, databaseOf, keyOf, networkOf, registryOf } from "../../support/parts.ts";

export const accountId = "123456789012";

export const awsKey = (purpose: string, region = "us-east-1") =>
  keyOf(`arn:aws:kms:${region}:${accountId}:key/${purpose}`);

export const network = networkOf({
  networkId: "vpc-1",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b", "subnet-public-c"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b", "subnet-private-c"],
  databaseSubnetIds: ["subnet-database-a", "subnet-database-b", "subnet-database-c"],
  endpointSubnetIds: ["subnet-private-a", "subnet-private-b", "subnet-private-c"],
  egressIds: ["nat-a", "nat-b", "nat-c"],
});

const issuer = "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

export const cluster = clusterOf({
  clusterName: "honua-production",
  clusterId: `arn:aws:eks:us-east-1:${accountId}:cluster/honua-production`,
  endpoint: "https://EXAMPLED539D4633E53DE1B71EXAMPLE.gr7.us-east-1.eks.amazonaws.com",
  kubeconfig: "{}",
  kubeconfigCommand: "aws eks update-kubeconfig --name honua-production --region us-east-1",
  issuer,
  issuerId: `arn:aws:iam::${accountId}:oidc-provider/${issuer.slice("https://".length)}`,
  clientId: "sg-cluster",
});

export const database = databaseOf({
  instanceId: "honua-production-database",
  replicaIds: ["honua-production-database-replica-1", "honua-production-database-replica-2"],
  host: "honua-production-database.abc.us-east-1.rds.amazonaws.com",
  port: 5432,
  replicaHosts: ["honua-production-database-replica-1.abc.us-east-1.rds.amazonaws.com"],
  maxConnections: 5000,
  storageGiB: 500,
  databaseName: "honua",
  secretName: "honua/production/database",
});

export const cache = cacheOf({
  cacheId: "honua-production-cache",
  nodeIds: ["honua-production-cache-0001-001", "honua-production-cache-0002-001", "honua-production-cache-0003-001"],
  host: "clustercfg.honua-production-cache.abc.use1.cache.amazonaws.com",
  port: 6379,
  authentication: "password",
  secretName: "honua/production/cache",
});

export const registry = registryOf({
  registryId: `arn:aws:ecr:us-east-1:${accountId}:repository/honua/*`,
  repositoryUrls: { agent: `${accountId}.dkr.ecr.us-east-1.amazonaws.com/honua/agent` },
  loginCommand: "aws ecr get-login-password",
});
