import assert from "node:assert/strict";
import type { EngineEvent } from "../../cli/automation.ts";
import { progressLine } from "../../cli/display/progress.ts";
import { changesOfExisting, outputs, problems, summary } from "../../cli/display/render.ts";
import { Report } from "../../cli/display/report.ts";

const urn = (type: string, name: string) => `urn:pulumi:dev::honua::honua:aws:Network$${type}::${name}`;
const step = (op: string, type: string, name: string, diffs?: string[]) =>
  ({ metadata: { op, urn: urn(type, name), type, diffs } }) as EngineEvent["resOutputsEvent"];

function reportOf(...events: Partial<EngineEvent>[]): Report {
  const report = new Report();
  for (const event of events) report.add({ sequence: 0, timestamp: 0, ...event });
  return report;
}

const diagnostic = (severity: "error" | "warning" | "info", message: string, about?: string) => ({
  diagnosticEvent: { severity, message, urn: about, color: "never" },
});

describe("a run's report", () => {
  const report = reportOf(
    { resOutputsEvent: step("create", "aws:ec2/subnet:Subnet", "a") },
    { resOutputsEvent: step("create", "aws:ec2/subnet:Subnet", "b") },
    { resOutputsEvent: step("create", "aws:ec2/subnet:Subnet", "b") },
    { resOutputsEvent: step("update", "aws:ec2/vpc:Vpc", "main", ["tags", "cidrBlock"]) },
    { resOutputsEvent: step("create-replacement", "aws:kms/key:Key", "key") },
    { resOutputsEvent: step("replace", "aws:kms/key:Key", "key") },
    { resOutputsEvent: step("delete-replaced", "aws:kms/key:Key", "key") },
    { resOutputsEvent: step("same", "aws:kms/key:Key", "other") },
    { resOutputsEvent: step("create", "pulumi:providers:aws", "default") },
  );

  it("counts changes by type, replacements once and the engine's own never", () => {
    const table = summary(report);
    assert.match(table, /aws:ec2:Subnet\s+│\s+2\s+│\s+│\s+│/);
    assert.match(table, /aws:kms:Key\s+│\s+│\s+│\s+1\s+│/);
    assert.match(table, /all\s+│\s+2\s+│\s+1\s+│\s+1\s+│/);
    assert.match(table, /1 resource unchanged/);
  });

  it("lists what happens to existing resources, with the properties", () => {
    assert.match(changesOfExisting(report), /update aws:ec2:Vpc main: tags, cidrBlock/);
    assert.doesNotMatch(changesOfExisting(report), /Subnet/);
  });

  it("says so where nothing changes", () => {
    assert.match(summary(reportOf()), /No changes/);
  });

  it("shows each violation once, with rule, resource and what to do; mandatory ones last", () => {
    const policyEvent = (policyName: string, enforcementLevel: "mandatory" | "warning", message: string) => ({
      policyEvent: {
        policyName,
        enforcementLevel,
        message,
        resourceUrn: urn("aws:kms/key:Key", "key"),
        color: "never",
        policyPackName: "honua",
        policyPackVersion: "1",
        policyPackVersionTag: "1",
      },
    });
    const text = problems(
      reportOf(
        policyEvent("keys-rotate", "mandatory", "Keys rotate.\nSet enableKeyRotation: true.\n"),
        policyEvent("keys-rotate", "mandatory", "Keys rotate.\nSet enableKeyRotation: true.\n"),
        policyEvent("advice", "warning", "Better so."),
        diagnostic("error", "preview failed\n"),
      ),
      "",
    );
    assert.equal(text.match(/keys-rotate/g)?.length, 1);
    assert.match(text, /keys-rotate on aws:kms:Key key\n {2}Keys rotate\.\n {2}Set enableKeyRotation: true\.$/);
  });

  it("shows diagnostics without the echo of the failure, and what Pulumi said where there is nothing else", () => {
    const failed = reportOf(
      diagnostic("error", "creating key: denied", urn("aws:kms/key:Key", "key")),
      diagnostic("error", "update failed"),
    );
    assert.equal(problems(failed, "noise"), "error: aws:kms:Key key\n  creating key: denied");
    assert.equal(problems(reportOf(), "error: no login"), "error: no login");
  });

  it("never shows a secret output", () => {
    const text = outputs({ key: { value: "hush", secret: true }, url: { value: "https://x", secret: false } });
    assert.doesNotMatch(text, /hush/);
    assert.match(text, /key {2}\[secret\]\n {2}url {2}https:\/\/x/);
  });

  it("shows maps among the outputs below their name", () => {
    const urls = { value: { agent: "a/agent", "api-server": "a/api" }, secret: false };
    assert.equal(outputs({ urls }), "Outputs\n  urls\n    agent       a/agent\n    api-server  a/api");
  });

  it("tells while it goes on what takes longest", () => {
    const running = reportOf(
      { resourcePreEvent: step("create", "aws:eks/cluster:Cluster", "honua") },
      { resourcePreEvent: step("create", "aws:kms/key:Key", "key") },
      { resOutputsEvent: step("create", "aws:kms/key:Key", "key") },
    );
    assert.equal(
      progressLine("Deploying dev", running, 40, 65_000),
      "Deploying dev: 1 of 40 resources, 1 min 5 s · creating aws:eks:Cluster honua (0 s)",
    );
  });
});
