/** How the checks of one service are tested: right inputs pass, each wrong one is found, and nothing unknown is. */
import assert from "node:assert/strict";
import { checks } from "../../../emulator/aws/checks/index.ts";
import { token } from "../../../emulator/aws/tokens.ts";
import { UNKNOWN, type Check, type Value, type Values } from "../../../emulator/model.ts";
import { isRecord, matchesType } from "../../../emulator/paths.ts";
import { validate } from "../../../emulator/validate.ts";
import { shapeOf } from "../../support/shapes.ts";
import { candidateOf, cloudOf, type Live } from "../aws-cloud.ts";

export interface Sample {
  readonly type: string;
  readonly right: Values;
  /** What is changed in the right inputs, and the property that is then found. */
  readonly wrong: readonly (readonly [change: Values, property: string])[];
  readonly live?: readonly Live[];
  /** The inputs that the resource has before the change; without them it is a new one. */
  readonly before?: Values;
}

/** @param table the service's checks, each of which must find something wrong in one of the samples. */
export function describeChecks(service: string, table: readonly Check[], samples: readonly Sample[]): void {
  const fired = new Set<Check>();

  function findings({ type, live, before }: Sample, inputs: Values, rows = checks) {
    const cloud = cloudOf(live);
    const [old] = before ? cloudOf([{ type, id: "before", inputs: before }]).all() : [];
    return rows.flatMap((row) => {
      const finding = matchesType(row.types, token(type))
        ? row.check(candidateOf(type, inputs, old), cloud)
        : undefined;
      if (finding) fired.add(row);
      return finding ?? [];
    });
  }

  describe(`emulated AWS: checks: ${service}`, () => {
    for (const sample of samples) {
      it(`lets a right ${sample.type} pass`, () => {
        assert.deepEqual(findings(sample, sample.right), []);
        // A sample need not be whole, but what it gives has to exist.
        const faults = validate(shapeOf(token(sample.type)), sample.right);
        assert.deepEqual(
          faults.filter(({ reason }) => reason !== "is required"),
          [],
        );
      });
      for (const [change, property] of sample.wrong) {
        it(`refuses ${sample.type} ${JSON.stringify(change).slice(0, 60)}`, () => {
          const found = findings(sample, { ...sample.right, ...change });
          assert.ok(
            found.some((finding) => (finding.property ?? "") === property),
            JSON.stringify(found),
          );
        });
      }
      it(`holds nothing unknown against ${sample.type}`, () => {
        // What is asked when the resource is made knows everything.
        const early = checks.filter(({ late }) => !late);
        for (const inputs of withUnknowns(sample.right))
          assert.deepEqual(findings(sample, inputs as Values, early), []);
      });
    }

    it("has a sample for every check", () => {
      assert.deepEqual(
        table.filter((row) => !fired.has(row)).map((row) => `${row.types.join(" ")}: ${row.source}`),
        [],
      );
    });
  });
}

/** The same value with each of its parts unknown in turn. */
function withUnknowns(value: Value): Value[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => withUnknowns(element).map((other) => value.toSpliced(index, 1, other)));
  }
  if (!isRecord(value)) return [UNKNOWN];
  return Object.keys(value).flatMap((key) =>
    [UNKNOWN as Value, ...withUnknowns(value[key])].map((other): Values => ({ ...value, [key]: other })),
  );
}

export const ACCOUNT = "123456789012";
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const policy = (...statements: Values[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const allow = (more: Values = {}): Values => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "*",
  ...more,
});
export const keyPolicy = policy({ Effect: "Allow", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" });
export const trust = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });

export const vpc: Live = {
  type: "ec2:Vpc",
  id: "vpc-1",
  inputs: { cidrBlock: "10.0.0.0/16" },
  outputs: { enableDnsHostnames: true },
};
const subnet = (id: string, zone: string, cidrBlock: string): Live => ({
  type: "ec2:Subnet",
  id,
  inputs: { vpcId: "vpc-1", cidrBlock, availabilityZone: `eu-central-1${zone}` },
});
export const subnets = [
  subnet("subnet-a", "a", "10.0.0.0/24"),
  subnet("subnet-a2", "a", "10.0.1.0/24"),
  subnet("subnet-b", "b", "10.0.2.0/24"),
];

const securityGroup = (id: string, vpcId: string): Live => ({ type: "ec2:SecurityGroup", id, inputs: { vpcId } });
/** `sg-1` stands in the subnets' network, `sg-2` does not. */
export const securityGroups = [securityGroup("sg-1", "vpc-1"), securityGroup("sg-2", "vpc-2")];
/** `group`, in that network too. */
export const subnetGroup = (module: string): Live => ({
  type: `${module}:SubnetGroup`,
  id: "group",
  outputs: { vpcId: "vpc-1" },
});
/** A role that the service of that name may take on. */
export const role = (id: string, service: string, ...actions: string[]): Live => ({
  type: "iam:Role",
  id,
  inputs: {
    assumeRolePolicy: policy({
      Effect: "Allow",
      Principal: { Service: service },
      Action: actions.length > 0 ? actions : "sts:AssumeRole",
    }),
  },
  outputs: { arn: `arn:aws:iam::${ACCOUNT}:role/${id}` },
});
