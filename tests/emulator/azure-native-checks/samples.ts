/** How the checks of one service are tested: right inputs pass, each wrong one is found, and nothing unknown is. */
import assert from "node:assert/strict";
import { checks } from "../../../emulator/azure-native/checks/index.ts";
import { UNKNOWN, type Check, type CloudResource, type Value, type Values } from "../../../emulator/model.ts";
import { isRecord, matchesType } from "../../../emulator/paths.ts";
import { candidate, cloudWith, type Live } from "../support.ts";

/** Dotted paths and what to put there (undefined takes away), and the property that is then found. */
export type Wrong = readonly [change: Values, property: string];

export interface Sample {
  readonly type: string;
  readonly right: Values;
  readonly wrong: readonly Wrong[];
  /** What is refused of a resource that lives with the right inputs, and accepted of a new one. */
  readonly frozen?: readonly Wrong[];
  readonly live?: readonly Live[];
  /** The inputs that the resource has before the change; without them it is a new one. */
  readonly before?: Values;
}

/** @param table the service's checks, each of which must find something wrong in one of the samples. */
export function describeChecks(service: string, table: readonly Check[], samples: readonly Sample[]): void {
  const fired = new Set<Check>();

  function findings({ type, live = [], before }: Sample, inputs: Values) {
    const old: CloudResource | undefined = before && { ...NEW, type: token(type), inputs: before, outputs: before };
    const cloud = cloudWith([...BASE, ...live]);
    return checks.flatMap((row) => {
      if (!matchesType(row.types, token(type))) return [];
      const finding = row.check(candidate(token(type), inputs, old), cloud);
      if (finding) fired.add(row);
      return finding ?? [];
    });
  }

  function refuses(sample: Sample, [change, property]: Wrong) {
    const found = findings(sample, changed(sample.right, change));
    assert.ok(
      found.some((finding) => finding.property === property),
      JSON.stringify(found),
    );
  }

  describe(`emulated Azure: checks: ${service}`, () => {
    for (const sample of samples) {
      const { type, right, wrong, frozen = [] } = sample;
      it(`lets a right ${type} pass, and nothing of it change`, () => {
        assert.deepEqual(findings(sample, right), []);
        assert.deepEqual(findings({ ...sample, before: right }, right), []);
      });
      for (const mistake of wrong) {
        it(`refuses ${type} ${JSON.stringify(mistake[0]).slice(0, 90)}`, () => refuses(sample, mistake));
      }
      for (const change of frozen) {
        it(`refuses ${type} to change to ${JSON.stringify(change[0]).slice(0, 90)}`, () => {
          refuses({ ...sample, before: right }, change);
          assert.deepEqual(findings(sample, changed(right, change[0])), []);
        });
      }
      it(`holds nothing unknown against ${type}`, () => {
        for (const inputs of withUnknowns(right)) assert.deepEqual(findings(sample, inputs as Values), []);
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

const NEW = { id: "before", urn: "urn:before", outputs: {} };

/** Values in which what lies at dotted paths is another: `a.b.0.c`. */
export function changed(values: Values, change: Values): Values {
  return Object.entries(change).reduce<Values>(
    (result, [path, value]) => put(result, path.split("."), value) as Values,
    values,
  );
}

function put(value: Value, [key = "", ...rest]: readonly string[], what: Value): Value {
  if (Array.isArray(value))
    return value.toSpliced(Number(key), 1, rest.length > 0 ? put(value[Number(key)], rest, what) : what);
  const fields = isRecord(value) ? value : {};
  return { ...fields, [key]: rest.length > 0 ? put(fields[key], rest, what) : what };
}

/** The same value with each of its parts unknown in turn. */
function withUnknowns(value: Value): Value[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      [UNKNOWN as Value, ...withUnknowns(element)].map((other) => value.toSpliced(index, 1, other)),
    );
  }
  if (!isRecord(value)) return [UNKNOWN];
  return Object.keys(value).flatMap((key) =>
    [UNKNOWN as Value, ...withUnknowns(value[key])].map((other): Values => ({ ...value, [key]: other })),
  );
}

const token = (type: string) => `azure-native:${type}`;

export const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
/** The id of something in the group, by its path below the providers. */
export const idOf = (path: string) => `${GROUP}/providers/${path}`;

/** A resource that lives in the group, in West Europe. */
export const live = (type: string, path: string, inputs: Values = {}, outputs: Values = {}): Live => ({
  type: token(type),
  id: idOf(path),
  inputs: { resourceGroupName: "rg", ...inputs },
  outputs: { name: path.split("/").at(-1), location: "westeurope", ...outputs },
});

export const guid = (digit: string) => "00000000-0000-0000-0000-000000000000".replaceAll("0", digit);

const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
export const identityId = (name: string) => idOf(`${IDENTITIES}/${name}`);
/** An identity with a principal and a client id of that digit. */
export const identity = (name: string, digit: string): Live =>
  live(
    "managedidentity:UserAssignedIdentity",
    `${IDENTITIES}/${name}`,
    { resourceName: name },
    { principalId: guid(digit), clientId: guid(`${digit}`).replace(/^./, "c") },
  );

/** Any role, given to the principal of that digit. */
export const grant = (digit: string, scope: string): Live => ({
  type: token("authorization:RoleAssignment"),
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${guid(digit)}`,
  inputs: { principalId: guid(digit), scope },
});

const VNET = "Microsoft.Network/virtualNetworks/v";
export const subnetId = (name: string) => idOf(`${VNET}/subnets/${name}`);
export const vnetId = idOf(VNET);

/** A subnet of the network. */
export const subnet = (name: string, addressPrefix: string, inputs: Values = {}): Live =>
  live("network:Subnet", `${VNET}/subnets/${name}`, {
    virtualNetworkName: "v",
    subnetName: name,
    addressPrefix,
    ...inputs,
  });

/** What stands in every sample's cloud: a group, and a network of it with subnets. */
const BASE: readonly Live[] = [
  { type: token("resources:ResourceGroup"), id: GROUP, inputs: { location: "westeurope" }, outputs: { name: "rg" } },
  live("network:VirtualNetwork", VNET, { virtualNetworkName: "v", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }),
  subnet("nodes", "10.0.0.0/24"),
  subnet("endpoints", "10.0.3.0/24"),
  subnet("db", "10.0.1.0/24", { delegations: [{ serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }] }),
];

/** A name's samples: the right one, and wrong ones. */
export const named = (type: string, property: string, right: string, ...wrong: string[]): Sample => ({
  type,
  right: { [property]: right },
  wrong: wrong.map((name) => [{ [property]: name }, property]),
});
