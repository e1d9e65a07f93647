/** How the checks of one service are tested: right inputs pass, each wrong one is found, and nothing unknown is. */
import assert from "node:assert/strict";
import { checks } from "../../../emulator/gcp/checks/index.ts";
import { token } from "../../../emulator/gcp/tokens.ts";
import { UNKNOWN, type Check, type Value, type Values } from "../../../emulator/model.ts";
import { isRecord, matchesType, withValueAt } from "../../../emulator/paths.ts";
import { validate } from "../../../emulator/validate.ts";
import { shapeOf } from "../../support/shapes.ts";
import { candidate, cloudWith, type Live } from "../support.ts";

/** What is set in the right inputs, by dotted path. */
type Change = Values;

export interface Sample {
  readonly type: string;
  readonly right: Values;
  /** Other changes after which the inputs are right as well. */
  readonly also?: readonly Change[];
  /** Changes, and the property that is then found. */
  readonly wrong: readonly (readonly [change: Change, property: string])[];
  readonly live?: readonly Live[];
  /** The inputs that the resource has before the change; without them it is a new one. */
  readonly before?: Values;
}

export const live = (type: string, id: string, inputs: Values = {}, outputs: Values = {}): Live => ({
  type: token(type),
  id,
  inputs,
  outputs: { name: id.split("/").at(-1), ...outputs },
});

/** A type whose one property has right and wrong texts. */
export const named = (type: string, property: string, right: string, ...wrong: string[]): Sample => ({
  type,
  right: { [property]: right },
  wrong: wrong.map((name) => [{ [property]: name }, property]),
});

const CONFIG = { project: "acme", region: "europe-west1" };

const changed = (inputs: Values, change: Change): Values =>
  Object.entries(change).reduce<Values>((so, [path, value]) => withValueAt<Value>(so, path, value), inputs);

/** @param table the service's checks, each of which must find something wrong in one of the samples. */
export function describeChecks(service: string, table: readonly Check[], samples: readonly Sample[]): void {
  const fired = new Set<Check>();

  function findings({ type, live: around = [], before }: Sample, inputs: Values) {
    const cloud = cloudWith(around, CONFIG);
    const [old] = before ? cloudWith([{ type: token(type), id: "before", inputs: before }]).all() : [];
    return checks.flatMap((row) => {
      const finding = matchesType(row.types, token(type))
        ? row.check(candidate(token(type), inputs, old), cloud)
        : undefined;
      if (finding) fired.add(row);
      return finding ?? [];
    });
  }

  describe(`emulated Google Cloud: checks: ${service}`, () => {
    for (const sample of samples) {
      it(`lets a right ${sample.type} pass`, () => {
        assert.deepEqual(findings(sample, sample.right), []);
        for (const change of sample.also ?? [])
          assert.deepEqual(findings(sample, changed(sample.right, change)), [], JSON.stringify(change));
      });
      for (const [change, property] of sample.wrong) {
        it(`refuses ${sample.type} ${shown(change).slice(0, 80)}`, () => {
          const found = findings(sample, changed(sample.right, change));
          assert.ok(
            found.some((finding) => (finding.property ?? "") === property),
            JSON.stringify(found),
          );
        });
      }
      it(`holds nothing unknown against ${sample.type}`, () => {
        for (const inputs of withUnknowns(sample.right)) assert.deepEqual(findings(sample, inputs as Values), []);
      });
    }

    it("has samples of arguments that the SDK declares", () => {
      const given = samples.flatMap(({ type, right, also = [], wrong }) => [
        ...[{}, ...also].map((change) => ({ type, inputs: changed(right, change), isRight: true })),
        ...wrong.map(([change]) => ({ type, inputs: changed(right, change), isRight: false })),
      ]);
      const faults = given.flatMap(({ type, inputs, isRight }) =>
        validate(shapeOf(token(type)), inputs)
          .filter(({ surplus, reason }) => surplus || (isRight && reason !== "is required"))
          .map(({ property, reason }) => `${type}: ${property} ${reason}`),
      );
      assert.deepEqual([...new Set(faults)], []);
    });

    it("has a sample for every check", () => {
      assert.deepEqual(
        table.filter((row) => !fired.has(row)).map((row) => `${row.types.join(" ")}: ${row.source}`),
        [],
      );
    });
  });
}

const shown = (change: Change) => JSON.stringify(change, (_, value: unknown) => (value === undefined ? "-" : value));

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

export const NETWORK = "projects/acme/global/networks/main";
export const SUBNETWORK = "projects/acme/regions/europe-west1/subnetworks/nodes";
export const network = live("compute:Network", NETWORK, { autoCreateSubnetworks: false });
export const subnetwork = live("compute:Subnetwork", SUBNETWORK, {
  network: NETWORK,
  ipCidrRange: "10.0.0.0/20",
  secondaryIpRanges: [
    { rangeName: "pods", ipCidrRange: "10.4.0.0/14" },
    { rangeName: "services", ipCidrRange: "10.8.0.0/20" },
  ],
});
/** The same for a key in another place, when told so. */
export const keyIn = (location: string) => `projects/acme/locations/${location}/keyRings/honua/cryptoKeys/data`;
export const KEY = keyIn("europe-west1");
export const key = live("kms:CryptoKey", KEY);
export const grantTo = (email: string) =>
  live("kms:CryptoKeyIAMMember", `${KEY} ${email}`, {
    cryptoKeyId: KEY,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: `serviceAccount:${email}`,
  });
