import assert from "node:assert/strict";
import { AwsNetwork } from "../../../components/aws/network.ts";
import type { NetworkArgs } from "../../../components/contract/network.ts";
import { type MockedResource, deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { accountId, awsKey } from "./parts.ts";

const args: NetworkArgs = {
  scope: accountId,
  cidr: "10.1.0.0/16",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  natGateways: "per-zone",
  privateEndpoints: "all",
  ddosProtection: "standard",
  logKey: awsKey("logs"),
  logRetentionDays: 30,
};

interface AclRule {
  ruleNo: number;
  cidrBlock: string;
  protocol: string;
  fromPort: number;
  toPort: number;
}

const network = (changes: Partial<NetworkArgs> = {}) => deployed(() => new AwsNetwork("net", { ...args, ...changes }));
const names = (resources: readonly MockedResource[]) => resources.map(({ name }) => name).sort();

describe("AwsNetwork", () => {
  it("has a public, a private and a database subnet in each zone, by which EKS finds its own", async () => {
    const { result, ofType, one } = await network();
    const subnet = "aws:ec2/subnet:Subnet";
    assert.equal(ofType(subnet).length, 9);
    assert.ok(ofType(subnet).every(({ inputs }) => !inputs["mapPublicIpOnLaunch"]));
    const zoneB = one(subnet, "net-private-us-east-1b").inputs;
    assert.equal(zoneB["cidrBlock"], "10.1.32.0/19");
    assert.equal(zoneB["availabilityZone"], "us-east-1b");
    assert.deepEqual(zoneB["tags"], { "kubernetes.io/role/internal-elb": "1" });
    assert.deepEqual(one(subnet, "net-public-us-east-1b").inputs["tags"], { "kubernetes.io/role/elb": "1" });
    assert.deepEqual(await valueOf(result.databaseSubnetIds), [
      "net-database-us-east-1a-id",
      "net-database-us-east-1b-id",
      "net-database-us-east-1c-id",
    ]);
  });

  it("resolves names inside the network", async () => {
    const { inputs } = (await network()).one("aws:ec2/vpc:Vpc", "net");
    assert.deepEqual(
      [inputs["cidrBlock"], inputs["enableDnsSupport"], inputs["enableDnsHostnames"]],
      ["10.1.0.0/16", true, true],
    );
  });

  it("keeps what it has when a zone is added", async () => {
    const before = (await network({ zones: ["us-east-1a", "us-east-1c"] })).ofType("aws:ec2/subnet:Subnet");
    const after = await network({ zones: ["us-east-1b", "us-east-1a", "us-east-1c"] });
    for (const { type, name, inputs } of before) assert.deepEqual(after.one(type, name).inputs, inputs);
  });

  it("leads each private subnet to the NAT gateway of its zone", async () => {
    const { result, ofType, one } = await network();
    assert.equal(ofType("aws:ec2/natGateway:NatGateway").length, 3);
    assert.deepEqual(
      await valueOf(result.egressIds),
      args.zones.map((zone) => `net-nat-${zone}-id`),
    );
    assert.equal(ofType("aws:ec2/eip:Eip").length, 3);
    for (const zone of args.zones) {
      const route = one("aws:ec2/route:Route", `net-private-${zone}`).inputs;
      assert.equal(route["natGatewayId"], `net-nat-${zone}-id`);
      assert.equal(route["routeTableId"], `net-private-${zone}-id`);
      assert.equal(one("aws:ec2/natGateway:NatGateway", `net-nat-${zone}`).inputs["subnetId"], `net-public-${zone}-id`);
    }
  });

  it("gives private subnets out when what is put there finds its way out", async () => {
    const { result } = await network();
    for (const [index, zone] of ["us-east-1a", "us-east-1b", "us-east-1c"].entries()) {
      const needed = await neededFor(result.privateSubnetIds[index]!);
      // The route and the association have the same name.
      assert.equal(needed.filter((name) => name === `net-private-${zone}`).length, 3, needed.join(", "));
    }
  });

  it("leads every private subnet to one NAT gateway where that is asked for, over the same tables", async () => {
    const { ofType } = await network({ natGateways: "single" });
    assert.deepEqual(names(ofType("aws:ec2/natGateway:NatGateway")), ["net-nat-us-east-1a"]);
    const routes = ofType("aws:ec2/route:Route").filter(({ name }) => name.includes("private"));
    assert.deepEqual(
      routes.map(({ inputs }) => inputs["natGatewayId"]),
      args.zones.map(() => "net-nat-us-east-1a-id"),
    );
    assert.deepEqual(
      names(ofType("aws:ec2/routeTable:RouteTable")),
      names((await network()).ofType("aws:ec2/routeTable:RouteTable")),
    );
  });

  it("gives the database tier no way out, and an ACL for its own ports from the private tier", async () => {
    const { ofType, one } = await network();
    assert.ok(ofType("aws:ec2/route:Route").every(({ inputs }) => inputs["routeTableId"] !== "net-database-id"));
    const acl = one("aws:ec2/networkAcl:NetworkAcl", "net-database").inputs;
    assert.equal(acl["subnetIds"].length, 3);
    const rules = (direction: string) =>
      acl[direction].map((rule: AclRule) => [rule.cidrBlock, rule.protocol, rule.fromPort, rule.toPort]);
    assert.deepEqual(rules("ingress").slice(0, 2), [
      ["10.1.0.0/19", "tcp", 5432, 5432],
      ["10.1.0.0/19", "tcp", 6379, 6379],
    ]);
    assert.deepEqual(rules("egress")[0], ["10.1.0.0/19", "tcp", 1024, 65535]);
    for (const direction of ["ingress", "egress"]) {
      const numbers = acl[direction].map((rule: AclRule) => rule.ruleNo);
      assert.equal(new Set(numbers).size, numbers.length);
      assert.ok(acl[direction].every((rule: AclRule) => rule.cidrBlock !== "0.0.0.0/0"));
    }
  });

  it("stays within the 20 rules of an ACL in six zones", async () => {
    const zones = [..."abcdef"].map((letter) => `us-east-1${letter}`);
    const acl = (await network({ zones })).one("aws:ec2/networkAcl:NetworkAcl", "net-database").inputs;
    assert.ok(acl["ingress"].length <= 20 && acl["egress"].length <= 20);
  });

  it("closes the default security group", async () => {
    const { inputs } = (await network()).one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net-default");
    assert.deepEqual([inputs["ingress"], inputs["egress"]], [[], []]);
  });

  it("records all traffic in an encrypted log group that only the flow log's role writes to", async () => {
    const { one } = await network();
    const group = one("aws:cloudwatch/logGroup:LogGroup", "net-flow-logs").inputs;
    assert.deepEqual(
      [group["kmsKeyId"], group["retentionInDays"]],
      ["arn:aws:kms:us-east-1:123456789012:key/logs", 30],
    );
    const { trafficType, iamRoleArn } = one("aws:ec2/flowLog:FlowLog", "net-flow-logs").inputs;
    assert.deepEqual([trafficType, iamRoleArn], ["ALL", "arn:aws:iam::123456789012:role/net-flow-logs"]);
    const [write] = JSON.parse(one("aws:iam/rolePolicy:RolePolicy", "net-flow-logs").inputs["policy"]).Statement;
    assert.ok(
      write.Resource.every((arn: string) => arn.includes("net-flow-logs")),
      JSON.stringify(write),
    );
    const [trust] = JSON.parse(one("aws:iam/role:Role", "net-flow-logs").inputs["assumeRolePolicy"]).Statement;
    assert.equal(trust.Condition.StringEquals["aws:SourceAccount"], "123456789012");
  });

  it("reaches AWS's services over private endpoints, open to HTTPS from the network only", async () => {
    const { ofType, one } = await network();
    const endpoints = ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
    const gateways = endpoints.filter(({ inputs }) => inputs["vpcEndpointType"] === "Gateway");
    assert.deepEqual(names(gateways), ["net-endpoints-dynamodb", "net-endpoints-s3"]);
    assert.equal(gateways[0]!.inputs["routeTableIds"].length, 3);
    const ecr = one("aws:ec2/vpcEndpoint:VpcEndpoint", "net-endpoints-ecr.dkr").inputs;
    assert.equal(ecr["serviceName"], "com.amazonaws.us-east-1.ecr.dkr");
    assert.equal(ecr["privateDnsEnabled"], true);
    assert.equal(ecr["subnetIds"].length, 3);
    const { inputs } = one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "net-endpoints-https");
    assert.deepEqual([inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]], ["10.1.0.0/16", 443, 443]);
  });

  it("refuses other accounts' credentials at the endpoints, but for web identities and AWS's own buckets", async () => {
    const endpoints = (await network()).ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
    const open = endpoints.filter(({ inputs }) => inputs["policy"] === undefined);
    assert.deepEqual(names(open), ["net-endpoints-s3", "net-endpoints-sts"]);
    for (const { inputs } of endpoints.filter((endpoint) => !open.includes(endpoint))) {
      const [statement] = JSON.parse(inputs["policy"]).Statement;
      assert.equal(statement.Condition.StringEquals["aws:PrincipalAccount"], "123456789012");
    }
  });

  it("has only the endpoints that are worth their price where that is asked for", async () => {
    const endpoints = (await network({ privateEndpoints: "essential" })).ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
    assert.deepEqual(
      names(endpoints),
      ["dynamodb", "ecr.api", "ecr.dkr", "s3", "secretsmanager"].map((service) => `net-endpoints-${service}`),
    );
  });
});
