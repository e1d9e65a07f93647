import { Config, getStack } from "@pulumi/pulumi";
import { PolicyPack } from "@pulumi/policy";
import { environmentOf } from "./environment.ts";
import { toPolicies } from "./policies.ts";
import { families } from "./rules/index.ts";

const environment = environmentOf(getStack(), new Config("honua").get("environment"));

new PolicyPack("honua", {
  displayName: "Honua's guardrails",
  enforcementLevel: "mandatory",
  policies: families.flatMap((family) => toPolicies(family, environment)),
});
