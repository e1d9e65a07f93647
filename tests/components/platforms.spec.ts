/** What holds of every cloud and environment, whoever builds it. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { aws } from "../../components/aws/index.ts";
import type { Platform } from "../../components/contract/platform.ts";
import { deploy } from "../../components/deploy.ts";
import { platforms } from "../../components/index.ts";
import { environmentNames, environments } from "../../components/tables/environments.ts";
import { images } from "../../components/tables/images.ts";
import { workloads } from "../../components/tables/workloads.ts";
import { least } from "../../config/docs.ts";
import { parseSettings } from "../../config/parse.ts";
import { type MockedResource, deployed, valueOf } from "../support/mocks.ts";

// What does not hold here does not compile.
type IsPlatform<T> = T extends Platform ? true : false;
type Demanding = new (name: string, args: { readonly resourceGroup: string }) => InstanceType<typeof aws.keys>;
const whole: IsPlatform<typeof aws> = true;
const lacksAPart: IsPlatform<Omit<typeof aws, "registry">> = false;
const asksForMore: IsPlatform<Omit<typeof aws, "keys"> & { keys: Demanding }> = false;

const clouds = Object.keys(platforms) as (keyof typeof platforms)[];

/** Whether a resource is in the region that copies go to. */
const isIn = ({ inputs }: MockedResource, region: string | undefined) =>
  [inputs["region"], inputs["location"]].includes(region);

describe("platforms", () => {
  it("are told from incomplete ones by the compiler", () => {
    assert.deepEqual([whole, lacksAPart, asksForMore], [true, false, false]);
  });

  for (const cloud of clouds) {
    for (const environment of environmentNames) {
      describe(`${environment} on ${cloud}`, () => {
        const github = { subjectPrefix: "repo:HonuaIO@1/honua@2" };
        const settings = parseSettings(
          { ...least(cloud), "honua:environment": environment, "honua:github": github },
          environment,
        );
        const preset = environments[environment];

        const run = async (preview: boolean) => {
          const platform = await platforms[cloud]();
          return deployed(() => deploy(platform, settings), { preview });
        };
        let planned: Awaited<ReturnType<typeof run>>;
        let made: typeof planned;
        before(async () => {
          planned = await run(true);
          made = await run(false);
        });

        it("gives an operator everything that the contract promises", async () => {
          const { result } = made;
          for (const tier of ["publicSubnetIds", "privateSubnetIds", "databaseSubnetIds"] as const) {
            const subnets = await valueOf(result[tier]);
            assert.ok(new Set(subnets).size === subnets.length && subnets.length >= 1, tier);
          }
          assert.deepEqual(Object.keys(await valueOf(result.repositoryUrls)), [...images]);
          assert.match(await valueOf(result.registryLogin), /login|configure-docker/);
          assert.match(await valueOf(result.kubeconfigCommand), new RegExp(`honua-${environment}`));
          assert.equal(await valueOf(result.clusterName), `honua-${environment}`);
          assert.deepEqual(Object.keys(result.serviceAccounts).sort(), [...workloads].sort());
          assert.deepEqual(Object.keys(result.github ?? {}), ["reader", "deployer"]);
          assert.equal(
            (await valueOf(result.database["replicaHosts"] as pulumi.Input<string[]>)).length,
            preset.databaseReplicas,
          );
          assert.ok(Object.keys(await valueOf(result.restorePoints)).length > 0);
        });

        it("has outputs that are known once it is made, and none that is secret or empty", async () => {
          const known = await leaves(made.result);
          for (const [path, { value, secret }] of known) {
            assert.ok(value !== undefined && value !== "" && value !== "stub", path);
            assert.ok(!secret, `${path} is secret`);
          }
        });

        it("plans the same resources as it makes, with nothing computed known", () => {
          const list = ({ resources }: typeof made) => resources.map(({ type, name }) => `${type} ${name}`).sort();
          assert.deepEqual(list(planned), list(made));
        });

        it("names everything after what it is part of", () => {
          for (const { type, name } of made.resources) assert.match(name, new RegExp(`^honua-${environment}-`), type);
        });

        it(`keeps ${preset.recovery ? "" : "no "}copies in another region`, () => {
          const farAway = settings.recovery?.region;
          const copies = farAway === undefined ? [] : made.resources.filter((resource) => isIn(resource, farAway));
          assert.equal(copies.length > 0, preset.recovery);
        });
      });
    }
  }
});

interface Leaf {
  readonly value: unknown;
  readonly secret: boolean;
}

/** Every value among the outputs, by its path. */
async function leaves(value: unknown, path = ""): Promise<[string, Leaf][]> {
  if (pulumi.Output.isInstance(value)) {
    const secret = await (value as unknown as { readonly isSecret: Promise<boolean> }).isSecret;
    if (secret) return [[path, { value: "", secret }]];
    return leaves(await valueOf(value), path);
  }
  if (typeof value !== "object" || value === null) return [[path, { value, secret: false }]];
  const inner = Object.entries(value).map(([key, each]) => leaves(each, `${path}.${key}`));
  return (await Promise.all(inner)).flat();
}
