/** What is refused before anything starts: one line each, exit code 2, no stack trace. */
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { honua, repository, scratchFolder } from "../support/honua.ts";

const commands = ["preview", "up", "refresh", "destroy", "pulumi", "emulate", "doctor"];

const fixture = join(repository, "tests/fixtures/stack");

describe("the command line", () => {
  const { path: home, remove } = scratchFolder();
  after(remove);
  const env = { PATH: process.env["PATH"], HOME: home, AWS_EC2_METADATA_DISABLED: "true" };
  const run = (...args: string[]) => honua(args, { env, script: join(fixture, "honua.ts") });

  it("prints its help where nothing is asked", async () => {
    const { code, stdout } = await run();
    assert.equal(code, 0);
    for (const command of commands) assert.match(stdout, new RegExp(`^ {2}${command}\\b`, "m"));
  });

  it("has help with an example for each command", async () => {
    for (const { code, stdout } of await Promise.all(commands.map((command) => run("help", command)))) {
      assert.equal(code, 0);
      assert.match(stdout, /Example:\n {2}\$ npx honua/);
    }
  });

  const refused: readonly [string[], RegExp][] = [
    [["up", "test", "--yes"], /'test' is invalid.*Allowed choices are dev, staging, production/],
    [["up", "dev", "awz", "--yes"], /'awz' is invalid.*Allowed choices are aws, azure, gcp/],
    [["apply", "dev"], /unknown command 'apply'/],
    [["up", "dev", "--emulated"], /add --yes/],
    [["up", "dev", "--emulated", "--json"], /add --yes/],
    [["preview", "dev", "--state-dir", "x"], /use it with --emulated/],
    [["preview", "dev", "--emulated", "--fault", "explode"], /--fault: "explode"/],
    [["preview", "staging", "--emulated"], /Pulumi\.staging\.yaml is missing/],
    [["pulumi", "dev", "--emulated"], /put them after --/],
    [["pulumi", "dev", "stack", "--emulated"], /'stack' is invalid/],
    [["emulate"], /put them after --/],
    [["preview", "dev", "--emulated", "--", "--diff"], /honua pulumi dev --/],
    [["up", "dev", "--yes"], /No credentials for aws.*aws sso login/],
  ];
  for (const [args, message] of refused) {
    it(`refuses: honua ${args.join(" ")}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, "");
      assert.ok(!existsSync(join(home, ".pulumi")));
    });
  }

  it("reports every mistake in the configuration, with key, value and what is allowed", async () => {
    const { path: folder, remove } = scratchFolder();
    try {
      cpSync(fixture, folder, { recursive: true });
      const program = readFileSync(join(folder, "honua.ts"), "utf8");
      writeFileSync(join(folder, "honua.ts"), program.replace("../../../cli", `${repository}/cli`));
      const file = join(folder, "Pulumi.dev.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("us-east-1", "mars-1").replace("owner:", "ownr:"));
      const { code, stdout, stderr } = await honua(["up", "dev", "--emulated", "--yes"], {
        env,
        script: join(folder, "honua.ts"),
      });
      assert.equal(code, 2);
      assert.match(stderr, /^honua: aws:region is "mars-1"; allowed: .*us-east-1/m);
      assert.match(stderr, /^honua: honua:tags\.ownr is not a key/m);
      assert.match(stderr, /^honua: honua:tags\.owner is missing/m);
      assert.equal(stdout, "");
      assert.ok(!existsSync(join(folder, ".honua")));
    } finally {
      remove();
    }
  });
});
