/** Organizations, data processing and application services. */
import type { Service } from "./model.ts";

const regional = (module: string, types: Service["types"], arn = module): Service => ({
  module,
  arn: `${arn}:{region}:{account}`,
  types,
});

// The emulated account is the management account of its organization.
const ORGANIZATION = "o-{alnum:10}";

export const analytics: readonly Service[] = [
  {
    module: "organizations",
    arn: "organizations::{account}",
    types: {
      Account: ["{digits:12}", "account/o-exampleorg/{id}"],
      Organization: [ORGANIZATION, "organization/{id}"],
      OrganizationalUnit: ["ou-{alnum:4}-{alnum:8}", "ou/o-exampleorg/{id}"],
      Policy: ["p-{alnum:8}", "policy/o-exampleorg/service_control_policy/{id}"],
      PolicyAttachment: ["{targetId}:{policyId}"],
    },
  },
  regional("appsync", {
    ApiKey: ["{apiId}:da2-{alnum:26}"],
    DataSource: ["{apiId}-{name}", "apis/{apiId}/datasources/{name}"],
    Function: ["{apiId}-{alnum:26}", "apis/{apiId}/functions/{alnum:26}"],
    GraphQLApi: ["{alnum:26}", "apis/{id}"],
    Resolver: ["{apiId}-{type}-{field}", "apis/{apiId}/types/{type}/resolvers/{field}"],
  }),
  regional("athena", {
    Database: ["{name}"],
    NamedQuery: ["{uuid}"],
    Workgroup: ["{name}", "workgroup/{name}"],
  }),
  regional("batch", {
    ComputeEnvironment: ["{arn}", "compute-environment/{name}"],
    JobDefinition: ["{arn}", "job-definition/{name}:1"],
    JobQueue: ["{arn}", "job-queue/{name}"],
  }),
  regional("cloudformation", { Stack: ["{arn}", "stack/{name}/{uuid}"] }),
  regional("glue", {
    CatalogDatabase: ["{account}:{name}", "database/{name}"],
    CatalogTable: ["{account}:{databaseName}:{name}", "table/{databaseName}/{name}"],
    Connection: ["{account}:{name}", "connection/{name}"],
    Crawler: ["{name}", "crawler/{name}"],
    Job: ["{name}", "job/{name}"],
    Trigger: ["{name}", "trigger/{name}"],
  }),
  regional(
    "msk",
    {
      Cluster: ["{arn}", "cluster/{clusterName}/{uuid}-1"],
      Configuration: ["{arn}", "configuration/{name}/{uuid}-1"],
    },
    "kafka",
  ),
  regional("mq", { Broker: ["b-{uuid}", "broker:{brokerName}:{id}"] }),
  regional("redshift", {
    Cluster: ["{clusterIdentifier}", "namespace:{uuid}"],
    ParameterGroup: ["{name}", "parametergroup:{name}"],
    SubnetGroup: ["{name}", "subnetgroup:{name}"],
  }),
  regional("ses", {
    ConfigurationSet: ["{name}", "configuration-set/{name}"],
    DomainIdentity: ["{domain}", "identity/{domain}"],
    EmailIdentity: ["{email}", "identity/{email}"],
  }),
  regional("synthetics", { Canary: ["{name}", "canary:{name}"] }),
  regional("apprunner", {
    Service: ["{arn}", "service/{serviceName}/{hex:32}"],
    VpcConnector: ["{arn}", "vpcconnector/{vpcConnectorName}/1/{hex:32}"],
  }),
];
