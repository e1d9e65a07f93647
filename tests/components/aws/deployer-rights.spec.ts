import assert from "node:assert/strict";
import { deploy } from "../../../components/deploy.ts";
import { platforms } from "../../../components/index.ts";
import { least } from "../../../config/docs.ts";
import { parseSettings } from "../../../config/parse.ts";
import { type Deployment, deployed } from "../../support/mocks.ts";
import { statementsOf } from "./statements.ts";

/** What IAM calls the services whose name in the SDK is another, or which are several. */
const services: Readonly<Record<string, readonly string[]>> = {
  accessanalyzer: ["access-analyzer"],
  cfg: ["config"],
  cloudwatch: ["cloudwatch", "events", "logs"],
  ebs: ["ec2"],
  vpc: ["ec2"],
};

/** Everything that production can have. */
const everything = {
  ...least("aws"),
  "honua:environment": "production",
  "honua:alerts": { emails: ["oncall@example.com"], slack: { channel: "C0123456789", workspace: "T0123456789" } },
  "honua:audit": { threatDetection: true, configurationHistory: true },
  "honua:edge": { ddosProtection: "advanced" },
  "honua:github": { subjectPrefix: "repo:owner/repository" },
};

describe("the rights of who deploys", () => {
  let made: Deployment<unknown>;
  before(async () => {
    const platform = await platforms.aws();
    made = await deployed(() => deploy(platform, parseSettings(everything, "production")));
  });

  it("are for every service that the program makes something of", () => {
    const rights = statementsOf(made.one("aws:iam/policy:Policy", "honua-production-identity-github-deployer"));
    const changes = Object.values(rights)
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(Describe|Get|List)/.test(action));
    const modules = made.resources
      .map(({ type }) => /^aws:(\w+)\//.exec(type)?.[1])
      .filter((name) => name !== undefined);
    const used = new Set(modules.flatMap((name) => services[name] ?? [name]));
    for (const service of used) {
      assert.ok(
        changes.some((action) => action.startsWith(`${service}:`)),
        service,
      );
    }
    assert.ok(used.size > 15);
  });

  it("are for everything that the program names", () => {
    for (const { type, name, inputs } of made.resources.filter(({ type }) => type.startsWith("aws:"))) {
      const given = inputs["name"] ?? inputs["identifier"] ?? inputs["replicationGroupId"];
      // As far as the stack's prefix goes: what is not called Honua's would be refused.
      if (typeof given === "string" && !type.startsWith("aws:guardduty/"))
        assert.match(given, /honua/, `${type} ${name}`);
    }
  });

  it("let it make every role of the program, which all have the boundary that it must give", () => {
    for (const { name, inputs } of made.ofType("aws:iam/role:Role")) {
      if (name.includes("-github-")) continue;
      assert.equal(inputs["permissionsBoundary"], "arn:aws:iam::123456789012:policy/honua-production-boundary", name);
    }
  });
});
