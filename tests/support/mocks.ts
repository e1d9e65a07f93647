/** Runs components without an engine. What resources and calls give back comes from the emulator's tables, as everywhere. */
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { aws } from "../../emulator/aws/index.ts";
import { azureNative } from "../../emulator/azure-native/index.ts";
import { gcp } from "../../emulator/gcp/index.ts";
import { kubernetes } from "../../emulator/kubernetes/index.ts";
import type { Cloud, CloudResource, Emulation } from "../../emulator/model.ts";
import { nameRuleOf } from "../../emulator/naming.ts";
import { random } from "../../emulator/random/index.ts";
import { Shapes } from "../../emulator/shapes/index.ts";
import { synthesize } from "../../emulator/synthesize.ts";
import { repository } from "./honua.ts";

export interface MockedResource {
  readonly type: string;
  readonly name: string;
  /** Values that a preview cannot know are undefined. */
  readonly inputs: pulumi.runtime.MockResourceArgs["inputs"];
  readonly outputs: pulumi.runtime.MockResourceArgs["inputs"];
}

export interface Deployment<T> {
  readonly result: T;
  readonly resources: readonly MockedResource[];
  ofType(type: string): readonly MockedResource[];
  /** The only resource of that type with that name. */
  one(type: string, name: string): MockedResource;
}

const emulations: Readonly<Record<string, Emulation>> = { aws, "azure-native": azureNative, gcp, kubernetes, random };
const shapes = new Shapes({ roots: [repository], cacheDir: join(tmpdir(), "honua-shapes") });
/** Where each provider works. */
const configs: Readonly<Record<string, Cloud["config"]>> = {
  aws: { region: "us-east-1" },
  "azure-native": { location: "centralus" },
  gcp: { region: "us-central1", project: "honua-test" },
};

const cloudOf = (token: string): Cloud => ({
  config: configs[packageOf(token)] ?? {},
  get: () => undefined,
  find: () => undefined,
  ofType: () => [],
  all: () => [],
});

const packageOf = (token: string) => token.split(":")[0] ?? "";

interface MockOptions {
  readonly preview?: boolean;
  /** What is there already, for calls to find. */
  readonly existing?: readonly CloudResource[];
}

/**
 * Runs a program to its end. In a preview nothing that a cloud computes is known, so that a program which waits for such
 * a value fails here as it would there. The id of a resource is its name with `-id` after it, but on clouds where ids are
 * made from what is given: Azure's paths, GCP's.
 */
export async function deployed<T>(
  program: () => T,
  { preview = false, existing = [] }: MockOptions = {},
): Promise<Deployment<T>> {
  const resources: MockedResource[] = [];
  /** What calls find. */
  const living: CloudResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        const remote = remotes[type];
        if (!custom && !remote) return { id: undefined, state: {} };
        const make = remote ?? ((name, inputs) => made(type, name, inputs));
        const unmade = remote ? {} : inputs;
        const outputs = preview ? unmade : make(name, inputs);
        resources.push({ type, name, inputs, outputs });
        const id = remote || preview ? undefined : idOf(type, name, complete(type, name, inputs));
        if (id !== undefined) living.push({ type, id, urn: urnOf(type, name), inputs, outputs });
        return { id, state: outputs };
      },
      call: ({ token, inputs }) => {
        const emulation = emulationOf(token);
        const invoke = emulation?.invokes[token] ?? emulation?.invokeOf?.(token);
        if (invoke === undefined) throw new Error(`The emulator does not know ${token}`);
        return invoke(inputs, { cloud: { ...cloudOf(token), all: () => [...existing, ...living] }, preview });
      },
    },
    "honua",
    "test",
    preview,
  );
  const result = program();
  await pulumi.runtime.disconnect();
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const one = (type: string, name: string) => {
    const found = ofType(type).filter((resource) => resource.name === name);
    if (found[0] !== undefined && found.length === 1) return found[0];
    const names = ofType(type).map((resource) => resource.name);
    throw new Error(`${found.length} resources ${type} ${name}; there are ${names.join(", ")}`);
  };
  return { result, resources, ofType, one };
}

/** Remote components, which register their children elsewhere: what they give back. In a preview all of it is unknown. */
const remotes: Readonly<Record<string, (name: string, inputs: MockedResource["inputs"]) => pulumi.Inputs>> = {
  "eks:index:Cluster": (name, { name: clusterName, version, tags, subnetIds }) => {
    const eksCluster = made("aws:eks/cluster:Cluster", `${name}-eksCluster`, {
      name: clusterName,
      version,
      tags,
      vpcConfig: { subnetIds },
    });
    const url: string = eksCluster["identities"][0].oidcs[0].issuer;
    const oidcProvider = made("aws:iam/openIdConnectProvider:OpenIdConnectProvider", `${name}-oidcProvider`, { url });
    const kubeconfig = { clusters: [{ cluster: { server: eksCluster["endpoint"] }, name: "kubernetes" }] };
    return {
      eksCluster,
      core: { cluster: eksCluster, oidcProvider, kubeconfig },
      clusterSecurityGroupId: eksCluster["vpcConfig"].clusterSecurityGroupId,
      oidcProviderArn: oidcProvider["arn"],
      oidcProviderUrl: url,
      oidcIssuer: url.replace("https://", ""),
      kubeconfig,
      kubeconfigJson: JSON.stringify(kubeconfig),
    };
  },
};

/** A resource's state: what it was given, and what the cloud adds. */
function made(type: string, name: string, inputs: MockedResource["inputs"]): MockedResource["inputs"] {
  const given = complete(type, name, inputs);
  return { ...given, ...outputsOf(type, name, idOf(type, name, given), given) };
}

/** An output's value once it is known. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(output).apply(resolve));
}

/** The options that each resource is made with, by `<type> <name>`. */
export async function optionsIn(run: (opts: pulumi.ComponentResourceOptions) => Promise<unknown>) {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const note: pulumi.ResourceTransformation = ({ type, name, opts }) => {
    options.set(`${type} ${name}`, opts);
    return undefined;
  };
  await run({ transformations: [note] });
  return (resource: string): pulumi.CustomResourceOptions => {
    const found = options.get(resource);
    if (found === undefined) throw new Error(`no ${resource} among ${[...options.keys()].join(", ")}`);
    return found;
  };
}

/** The names of the resources that have to be there before the value is. */
export async function neededFor(output: pulumi.Output<unknown>): Promise<string[]> {
  // The SDK has it, and leaves it out of its declarations.
  const { allResources } = output as unknown as { allResources(): Promise<Set<pulumi.Resource>> };
  return namesOf([...(await allResources())]);
}

export async function namesOf(resources: readonly pulumi.Resource[]): Promise<string[]> {
  const urns = await Promise.all(resources.map(({ urn }) => valueOf(urn)));
  return urns.map((urn) => urn.split("::").at(-1)!);
}

function emulationOf(token: string): Emulation | undefined {
  return emulations[packageOf(token)];
}

/** The inputs with what the provider would fill in, such as Azure's location, and the name that it would make up. */
function complete(type: string, name: string, inputs: MockedResource["inputs"]): MockedResource["inputs"] {
  const emulation = emulationOf(type);
  const defaults = emulation?.defaults?.({ type, name, urn: urnOf(type, name), inputs }, cloudOf(type)) ?? {};
  const rule = emulation && nameRuleOf(emulation, type, shapes.shapeOf(type));
  return { ...defaults, ...(rule && !rule.property.includes(".") && { [rule.property]: name }), ...inputs };
}

function idOf(type: string, name: string, inputs: MockedResource["inputs"]): string {
  const conventions = emulationOf(type)?.conventions?.(type);
  return (
    conventions?.id({
      type,
      name,
      urn: urnOf(type, name),
      inputs,
      cloud: cloudOf(type),
      hex: hexOf(urnOf(type, name)),
    }) ?? `${name}-id`
  );
}

const urnOf = (type: string, name: string) => `urn:pulumi:test::honua::${type}::${name}`;

const hexOf =
  (urn: string) =>
  (length: number, salt = "") =>
    createHash("sha512").update(`${urn} ${salt}`).digest("hex").slice(0, length);

function outputsOf(type: string, name: string, id: string, inputs: MockedResource["inputs"]) {
  const urn = urnOf(type, name);
  return synthesize(shapes.shapeOf(type), emulationOf(type), {
    type,
    name,
    urn,
    id,
    inputs,
    cloud: cloudOf(type),
    hex: hexOf(urn),
  });
}

/** What a secret input holds; throws where the input is not marked as one. */
export function secretIn(input: unknown): string {
  const { value } = input as { readonly value?: unknown };
  if (typeof value !== "string") throw new Error("This is no secret");
  return value;
}
