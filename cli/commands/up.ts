import { operationCommand } from "./operation.ts";

export const up = operationCommand(
  {
    name: "up",
    verb: "up",
    applies: true,
    alwaysPlans: true,
    doing: { plan: "Planning", apply: "Deploying" },
    question: "Deploy this to",
    next: [
      ["preview", "shows what a deployment would change"],
      ["refresh", "finds what was changed by other means"],
      ["destroy", "removes everything"],
    ],
  },
  "deploy",
  "Deploy: plan, check the policies, ask, then create and change what differs. Run it again to go on after a failure.",
  "print Pulumi's own events, a JSON object per line, and nothing else, on standard output",
  "npx honua up dev aws --emulated",
);
