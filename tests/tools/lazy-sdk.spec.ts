import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const repository = join(import.meta.dirname, "../..");
const script = join(import.meta.dirname, "../../tools/lazy-sdk.js");
const sdk = createRequire(import.meta.url).resolve("@pulumi/pulumi");

describe("Pulumi's SDK, loaded lazily", () => {
  /** What the code prints as JSON, in a process of its own: of this one, the SDK has been loaded already. */
  async function run(code: string): Promise<unknown> {
    const prologue = `
      const sdk = require("node:module").createRequire(${JSON.stringify(sdk)});
      const pulumi = sdk(${JSON.stringify(sdk)});
      const files = (name) => Object.keys(sdk.cache).filter((file) => file.includes("/node_modules/" + name + "/")).length;
      const print = (value) => console.log(JSON.stringify(value));`;
    const args = ["--import", script, "--input-type=commonjs", "--eval", `${prologue}\n${code}`];
    return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
  }

  it("leaves npm's dependency tree aside", async () => {
    const code = `print(["@pulumi/pulumi", "@npmcli/arborist", "pacote"].map(files));`;
    const [ours, placeholder, below] = (await run(code)) as number[];
    assert.ok(ours! > 1);
    assert.deepEqual([placeholder, below], [1, 0]);
  });

  it("hands functions over all the same", async () => {
    const code = `pulumi.runtime.serializeFunction(() => 40 + 2).then(({ text }) => print(text.includes("40 + 2")));`;
    assert.equal(await run(code), true);
  });

  it("has the tree when it is used", async () => {
    const code = `
      const tree = new (sdk("@npmcli/arborist").Arborist)({ path: ${JSON.stringify(repository)} });
      tree.loadActual().then(({ children }) => print(children.has("@pulumi/pulumi")));`;
    assert.equal(await run(code), true);
  });
});
