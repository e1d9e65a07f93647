import assert from "node:assert/strict";
import { configOf, emulatedCopy, onCloud, syntaxError, withSettings } from "../../cli/stack-file.ts";

const preset = `# Production, as reviewed.
encryptionsalt: v1:real
config:
  # Near the customers.
  aws:region: eu-west-1
  honua:cloud: aws
  honua:environment: production
  honua:network:
    zones: [eu-west-1a, eu-west-1b]
    # Costs less.
    natGateways: single
  honua:recovery:
    region: eu-central-1
`;

describe("a stack file for a second cloud", () => {
  const config = configOf(onCloud(preset, "gcp"));

  it("names the cloud and keeps what is true on every cloud", () => {
    assert.equal(config["honua:cloud"], "gcp");
    assert.equal(config["honua:environment"], "production");
    assert.deepEqual(config["honua:network"], { natGateways: "single" });
  });

  it("drops the other cloud's keys and places", () => {
    assert.equal(config["aws:region"], undefined);
    assert.equal(config["honua:recovery"], undefined);
  });

  it("starts in the first region of the table", () => {
    assert.equal(configOf(onCloud(preset.replaceAll("aws", "gcp"), "aws"))["aws:region"], "us-east-1");
  });

  it("keeps comments", () => {
    assert.match(onCloud(preset, "azure"), /# Production, as reviewed\.[^]*# Costs less\./);
  });
});

describe("a stack file with other settings", () => {
  it("has them beside the others, at any depth, and keeps comments", () => {
    const changed = withSettings(preset, [
      "honua:protection.resources=false",
      "honua:network.natGateways=per-zone",
      "aws:profile=a=b",
    ]);
    const config = configOf(changed);
    assert.deepEqual(config["honua:protection"], { resources: false });
    assert.deepEqual(config["honua:network"], { zones: ["eu-west-1a", "eu-west-1b"], natGateways: "per-zone" });
    assert.equal(config["aws:profile"], "a=b");
    assert.match(changed, /# Near the customers\./);
  });
});

describe("a stack file for an emulated run", () => {
  it("needs no key of the real stack", () => {
    const copy = emulatedCopy(`secretsprovider: awskms://x\nencryptedkey: abc\n${preset}`, undefined);
    assert.doesNotMatch(copy, /secretsprovider|encryptedkey|encryptionsalt/);
  });

  it("keeps the salt that the engine wrote into the earlier copy, and takes everything else anew", () => {
    const copy = emulatedCopy(preset, "encryptionsalt: v1:emulated\nconfig:\n  honua:old: yes\n");
    assert.match(copy, /^encryptionsalt: v1:emulated$/m);
    assert.deepEqual(configOf(copy), configOf(preset));
  });

  it("puts something in the place of encrypted values, at any depth", () => {
    const secrets = "config:\n  honua:a:\n    secure: v1:x\n  honua:b:\n    c:\n      - secure: v1:y\n";
    assert.deepEqual(configOf(emulatedCopy(secrets, undefined)), {
      "honua:a": "emulated-secret",
      "honua:b": { c: ["emulated-secret"] },
    });
  });
});

it("a stack file that is no YAML is told in one line", () => {
  assert.equal(syntaxError(preset), undefined);
  assert.match(syntaxError("config:\n  a: [1\n") ?? "", /^[^\n]+$/);
});
