/** Computed outputs of functions, APIs, tables and buckets. */
import type { SynthesisContext } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { ACCOUNT, regionOf } from "../account.ts";
import { characters, text } from "../template.ts";
import { related, type FormatTable } from "./common.ts";

const region = ({ inputs, cloud }: SynthesisContext) => regionOf(inputs, cloud);

const invokeArn = (functionArn: string) =>
  `arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
const FUNCTION = "arn:{partition}:lambda:{region}:{account}:function:{name}";

// https://docs.aws.amazon.com/general/latest/gr/s3.html: the zone of us-east-1 stands for those of every region.
const BUCKET_ZONE = "Z3AQBSTGFYJSTF";

const websiteDomain = "s3-website-{region}.amazonaws.com";
const website: FormatTable[string] = { websiteDomain, websiteEndpoint: `{bucket}.${websiteDomain}` };

const bucket: FormatTable[string] = {
  bucketDomainName: "{id}.s3.amazonaws.com",
  bucketRegionalDomainName: "{id}.s3.{region}.amazonaws.com",
  bucketRegion: "{region}",
  hostedZoneId: () => BUCKET_ZONE,
  websiteDomain: () => "",
  websiteEndpoint: () => "",
  requestPayer: () => "BucketOwner",
};

const objectOf: FormatTable[string] = {
  versionId: () => "",
  contentType: () => "application/octet-stream",
  storageClass: () => "STANDARD",
};

export const workloads: FormatTable = {
  "s3:Bucket": bucket,
  "s3:BucketV2": bucket,
  "s3:BucketObject": objectOf,
  "s3:BucketObjectv2": objectOf,
  "s3:BucketWebsiteConfiguration": website,
  "s3:BucketWebsiteConfigurationV2": website,
  "s3:AccessPoint": {
    alias: "{name}-{alnum:34}-s3alias",
    domainName: "{name}-{account}.s3-accesspoint.{region}.amazonaws.com",
    hasPublicAccessPolicy: () => false,
    networkOrigin: ({ inputs }) => (inputs["vpcConfiguration"] ? "VPC" : "Internet"),
  },
  "lambda:Alias": { invokeArn: ({ id, ...context }) => apiPath(id, region({ id, ...context })) },
  "lambda:EventSourceMapping": {
    uuid: "{id}",
    functionArn: ({ inputs, cloud, ...rest }) => {
      const name = text({ inputs }, "functionName");
      return name.startsWith("arn:")
        ? name
        : `arn:aws:lambda:${region({ inputs, cloud, ...rest })}:${ACCOUNT}:function:${name}`;
    },
    state: () => "Enabled",
    stateTransitionReason: () => "USER_INITIATED",
    lastProcessingResult: () => "No records processed",
  },
  "lambda:Function": {
    invokeArn: invokeArn(FUNCTION),
    qualifiedArn: `${FUNCTION}:$LATEST`,
    qualifiedInvokeArn: invokeArn(`${FUNCTION}:$LATEST`),
    responseStreamingInvokeArn: `arn:{partition}:apigateway:{region}:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`,
    version: () => "$LATEST",
    sourceCodeHash: ({ hex }) => Buffer.from(hex(64, "code"), "hex").toString("base64"),
    sourceCodeSize: () => 1024,
    signingJobArn: () => "",
    signingProfileVersionArn: () => "",
    architectures: () => ["x86_64"],
  },
  "lambda:FunctionUrl": {
    functionArn: "arn:{partition}:lambda:{region}:{account}:function:{functionName}",
    functionUrl: (context) =>
      `https://${characters(context, "alnum", 32, "url")}.lambda-url.${region(context)}.on.aws/`,
    urlId: (context) => characters(context, "alnum", 32, "url"),
  },
  "lambda:LayerVersion": {
    layerArn: "arn:{partition}:lambda:{region}:{account}:layer:{layerName}",
    version: () => "1",
    sourceCodeSize: () => 1024,
  },
  "apigateway:RestApi": {
    executionArn: "arn:{partition}:execute-api:{region}:{account}:{id}",
    rootResourceId: "{alnum:10}",
  },
  "apigateway:Resource": {
    path: ({ inputs, cloud }) => {
      const parent = related({ inputs, cloud }, "parentId", "apigateway:Resource");
      return `${String(parent?.outputs["path"] ?? "")}/${text({ inputs }, "pathPart")}`;
    },
  },
  "apigateway:Stage": {
    executionArn: "arn:{partition}:execute-api:{region}:{account}:{restApi}/{stageName}",
    invokeUrl: "https://{restApi}.execute-api.{region}.amazonaws.com/{stageName}",
    webAclArn: () => "",
  },
  "apigateway:DomainName": {
    cloudfrontDomainName: "d{alnum:13}.cloudfront.net",
    cloudfrontZoneId: () => "Z2FDTNDATAQYW2",
    regionalDomainName: "d-{alnum:10}.execute-api.{region}.amazonaws.com",
    regionalZoneId: "Z{ALNUM:13}",
  },
  "apigateway:ApiKey": { value: "{mixed:40}" },
  "apigatewayv2:Api": {
    apiEndpoint: (context) =>
      `${context.inputs["protocolType"] === "WEBSOCKET" ? "wss" : "https"}://${context.id}.execute-api.${region(context)}.amazonaws.com`,
    executionArn: "arn:{partition}:execute-api:{region}:{account}:{id}",
  },
  "apigatewayv2:Stage": {
    executionArn: "arn:{partition}:execute-api:{region}:{account}:{apiId}/{name}",
    invokeUrl: (context) => {
      const name = text(context, "name");
      return `https://${text(context, "apiId")}.execute-api.${region(context)}.amazonaws.com/${name === "$default" ? "" : name}`;
    },
  },
  "apigatewayv2:DomainName": {
    apiMappingSelectionExpression: () => "$request.basepath",
    domainNameConfiguration: (context) => ({
      hostedZoneId: `Z${characters(context, "ALNUM", 13, "zone")}`,
      targetDomainName: `d-${characters(context, "alnum", 10, "target")}.execute-api.${region(context)}.amazonaws.com`,
    }),
  },
  "autoscaling:Group": { warmPoolSize: () => 0, predictedCapacity: () => 0 },
  "sfn:StateMachine": { status: () => "ACTIVE", stateMachineVersionArn: () => "", revisionId: () => "" },
  "cognito:UserPool": {
    endpoint: "cognito-idp.{region}.amazonaws.com/{id}",
    domain: () => "",
    customDomain: () => "",
    estimatedNumberOfUsers: () => 0,
  },
  "cognito:UserPoolClient": {
    clientSecret: (context) =>
      context.inputs["generateSecret"] === true ? characters(context, "alnum", 52, "secret") : "",
  },
  "cognito:UserPoolDomain": {
    cloudfrontDistribution: "d{alnum:13}.cloudfront.net",
    cloudfrontDistributionArn: "d{alnum:13}.cloudfront.net",
    cloudfrontDistributionZoneId: () => "Z2FDTNDATAQYW2",
    s3Bucket: () => "",
    version: "{digits:14}",
  },
  "codebuild:Project": { badgeUrl: () => "", publicProjectAlias: () => "" },
  "dynamodb:Table": {
    streamArn: (context) =>
      context.inputs["streamEnabled"] === true ? `${tableArn(context)}/stream/2026-01-01T00:00:00.000` : "",
    streamLabel: ({ inputs }) => (inputs["streamEnabled"] === true ? "2026-01-01T00:00:00.000" : ""),
    readCapacity: () => 0,
    writeCapacity: () => 0,
  },
  "efs:FileSystem": {
    dnsName: "{id}.efs.{region}.amazonaws.com",
    name: ({ inputs }) => valuesAt(inputs, "tags.Name")[0] ?? "",
    numberOfMountTargets: () => 0,
    sizeInBytes: () => [{ value: 0, valueInIa: 0, valueInStandard: 0 }],
    performanceMode: () => "generalPurpose",
    availabilityZoneId: () => "",
    availabilityZoneName: () => "",
  },
  "efs:MountTarget": {
    dnsName: "{fileSystemId}.efs.{region}.amazonaws.com",
    mountTargetDnsName: "{region}a.{fileSystemId}.efs.{region}.amazonaws.com",
    fileSystemArn: "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{fileSystemId}",
    networkInterfaceId: "eni-{hex:17}",
    availabilityZoneName: "{region}a",
  },
  "efs:AccessPoint": {
    fileSystemArn: "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{fileSystemId}",
  },
  "kinesis:Stream": { shardCount: () => 1 },
  "opensearch:Domain": {
    domainId: "{account}/{domainName}",
    endpoint: "search-{domainName}-{alnum:26}.{region}.es.amazonaws.com",
    dashboardEndpoint: "search-{domainName}-{alnum:26}.{region}.es.amazonaws.com/_dashboards",
  },
};

const apiPath = (functionArn: string, where: string) =>
  `arn:aws:apigateway:${where}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

const tableArn = (context: SynthesisContext) =>
  `arn:aws:dynamodb:${region(context)}:${ACCOUNT}:table/${text(context, "name")}`;
