import assert from "node:assert/strict";
import type { aws } from "../../components/aws/index.ts";
import type { Platform } from "../../components/contract/platform.ts";
import { deploy } from "../../components/deploy.ts";
import { platforms } from "../../components/index.ts";
import { environmentNames, environments } from "../../components/tables/environments.ts";
import { images } from "../../components/tables/images.ts";
import { parseSettings } from "../../config/parse.ts";
import { deployed, valueOf } from "../support/mocks.ts";

// What does not hold here does not compile.
type IsPlatform<T> = T extends Platform ? true : false;
type Demanding = new (name: string, args: { readonly resourceGroup: string }) => InstanceType<typeof aws.keys>;
const whole: IsPlatform<typeof aws> = true;
const lacksAPart: IsPlatform<Omit<typeof aws, "registry">> = false;
const asksForMore: IsPlatform<Omit<typeof aws, "keys"> & { keys: Demanding }> = false;

const places = {
  aws: { "aws:region": "us-east-1" },
  azure: { "azure-native:location": "eastus2" },
  gcp: { "gcp:region": "us-central1", "gcp:project": "honua-test" },
} satisfies Record<keyof typeof platforms, Record<string, string>>;

describe("platforms", () => {
  it("are told from incomplete ones by the compiler", () => {
    assert.deepEqual([whole, lacksAPart, asksForMore], [true, false, false]);
  });

  for (const cloud of Object.keys(platforms) as (keyof typeof platforms)[]) {
    for (const environment of environmentNames) {
      describe(`${environment} on ${cloud}`, () => {
        const settings = parseSettings(
          {
            "honua:cloud": cloud,
            "honua:environment": environment,
            "honua:tags": { owner: "platform", costCenter: "engineering" },
            "honua:alerts": { emails: ["oncall@example.com"] },
            "honua:budget": { start: "2026-12" },
            ...places[cloud],
          },
          environment,
        );

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
            assert.equal(new Set(await valueOf(result[tier])).size, environments[environment].zoneCount, tier);
          }
          assert.ok(await valueOf(result.networkId));
          assert.deepEqual(Object.keys(await valueOf(result.repositoryUrls)), [...images]);
          assert.match(await valueOf(result.registryLogin), /docker login/);
          assert.match(result.nextStep, /registryLogin/);
        });

        it("plans the same resources as it makes, with nothing computed known", () => {
          const list = ({ resources }: typeof made) => resources.map(({ type, name }) => `${type} ${name}`).sort();
          assert.deepEqual(list(planned), list(made));
        });

        it("names everything after what it is part of", () => {
          for (const { type, name } of made.resources) assert.match(name, new RegExp(`^honua-${environment}-`), type);
        });

        it(`keeps ${environments[environment].recovery ? "" : "no "}copies in another region`, () => {
          const elsewhere = made.resources.filter(({ inputs }) => inputs["region"] !== undefined);
          assert.equal(elsewhere.length > 0, environments[environment].recovery);
          assert.ok(elsewhere.every(({ inputs }) => inputs["region"] === settings.recovery?.region));
        });
      });
    }
  }
});
