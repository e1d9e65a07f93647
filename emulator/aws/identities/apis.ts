/** APIs of both generations. */
import type { Service } from "./model.ts";

export const apis: readonly Service[] = [
  // API Gateway's ARNs name no account.
  {
    module: "apigateway",
    arn: "apigateway:{region}:",
    types: {
      Account: [() => "api-gateway-account"],
      ApiKey: ["{alnum:10}", "/apikeys/{id}"],
      Authorizer: ["{alnum:6}", "/restapis/{restApi}/authorizers/{id}"],
      BasePathMapping: ["{domainName}/{basePath|''}"],
      Deployment: ["{alnum:6}"],
      DomainName: ["{domainName}", "/domainnames/{domainName}"],
      Integration: ["agi-{restApi}-{resourceId}-{httpMethod}"],
      IntegrationResponse: ["agir-{restApi}-{resourceId}-{httpMethod}-{statusCode}"],
      Method: ["agm-{restApi}-{resourceId}-{httpMethod}"],
      MethodResponse: ["agmr-{restApi}-{resourceId}-{httpMethod}-{statusCode}"],
      MethodSettings: ["{restApi}-{stageName}-{methodPath}"],
      Model: ["{alnum:6}"],
      RequestValidator: ["{alnum:6}"],
      Resource: ["{alnum:6}"],
      Response: ["aggr-{restApiId}-{responseType}"],
      RestApi: ["{alnum:10}", "/restapis/{id}"],
      RestApiPolicy: ["{restApiId}"],
      Stage: ["ags-{restApi}-{stageName}", "/restapis/{restApi}/stages/{stageName}"],
      UsagePlan: ["{alnum:6}", "/usageplans/{id}"],
      UsagePlanKey: ["{keyId}"],
      VpcLink: ["{alnum:6}", "/vpclinks/{id}"],
    },
  },
  {
    module: "apigatewayv2",
    arn: "apigateway:{region}:",
    types: {
      Api: ["{alnum:10}", "/apis/{id}"],
      ApiMapping: ["{alnum:6}"],
      Authorizer: ["{alnum:6}"],
      Deployment: ["{alnum:6}"],
      DomainName: ["{domainName}", "/domainnames/{domainName}"],
      Integration: ["{alnum:7}"],
      IntegrationResponse: ["{alnum:7}"],
      Model: ["{alnum:6}"],
      Route: ["{alnum:7}"],
      RouteResponse: ["{alnum:7}"],
      Stage: ["{name}", "/apis/{apiId}/stages/{name}"],
      VpcLink: ["{alnum:6}", "/vpclinks/{id}"],
    },
  },
];
