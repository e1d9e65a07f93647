/** The process of a program, with an SDK that only tells how it was started. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import language from "@pulumi/pulumi/proto/language_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { startProgram } from "../../emulator/program.ts";
import { scratchFolder } from "../support/honua.ts";

describe("a program's process", () => {
  const { path: folder, remove } = scratchFolder();
  after(remove);

  function write(file: string, content: string): void {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  function infoOf(directory: string, options: Record<string, struct.JavaScriptValue> = {}) {
    const info = new language.ProgramInfo();
    info.setProgramDirectory(directory);
    info.setOptions(struct.Struct.fromJavaScript(options));
    return info;
  }

  const run = join(folder, "node_modules/@pulumi/pulumi/cmd/run/index.js");
  const tell = `console.log(JSON.stringify({
    argv: process.argv.slice(1), config: process.env.PULUMI_CONFIG, nodeArgs: process.execArgv, cwd: process.cwd(),
    typescript: process.env.PULUMI_NODEJS_TYPESCRIPT, loaded: globalThis.loaded }));`;

  it("runs the SDK's entrypoint in the program's folder, with its options, arguments and environment", async () => {
    write("node_modules/@pulumi/pulumi/cmd/run/index.js", tell);
    const program = startProgram(infoOf(folder, { typescript: false, nodeargs: "--no-deprecation" }));
    const { code } = await program.run(["--monitor", "here", "."], { PULUMI_CONFIG: "{}" });
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(await text(program.output[0]!)), {
      argv: [run, "--monitor", "here", "."],
      config: "{}",
      nodeArgs: ["--no-deprecation"],
      cwd: folder,
      typescript: "false",
    });
  });

  it("has loaded the SDK before it runs", async () => {
    write("node_modules/@pulumi/pulumi/cmd/run/index.js", tell);
    write("node_modules/@pulumi/pulumi/index.js", "globalThis.loaded = true;");
    for (const part of ["cmd/run/instrumentation", "log/index", "runtime/settings"]) {
      write(`node_modules/@pulumi/pulumi/${part}.js`, "");
    }
    write("node_modules/@pulumi/pulumi/runtime/closure/v8Hooks.js", "exports.isInitializedAsync = async () => {};");
    const program = startProgram(infoOf(folder));
    await program.run([], {});
    assert.equal((JSON.parse(await text(program.output[0]!)) as { loaded?: boolean }).loaded, true);
  });

  it("says how the program ended", async () => {
    write("node_modules/@pulumi/pulumi/cmd/run/index.js", "process.exit(32);");
    assert.deepEqual(await startProgram(infoOf(folder)).run([], {}), { code: 32, cause: undefined });
    write("node_modules/@pulumi/pulumi/cmd/run/index.js", "process.kill(process.pid, 'SIGKILL');");
    assert.deepEqual(await startProgram(infoOf(folder)).run([], {}), { code: null, cause: "SIGKILL" });
  });

  it("keeps what the process said before it was told to run", async () => {
    const program = startProgram(infoOf(folder, { nodeargs: "--no-such-option" }));
    const said = await text(program.output[1]!);
    assert.match(said, /bad option: --no-such-option/);
    assert.equal((await program.run([], {})).code, 9);
  });

  it("ends unused when it is stopped", async () => {
    const program = startProgram(infoOf(folder));
    program.stop();
    for (const stream of program.output) assert.equal(await text(stream), "");
  });

  it("is not started where the program has no SDK", () => {
    assert.throws(() => startProgram(infoOf("/")), /Cannot find module '@pulumi\/pulumi\/cmd\/run'/);
  });
});
