import { operationCommand } from "./operation.ts";

export const destroy = operationCommand(
  {
    name: "destroy",
    verb: "destroy",
    applies: true,
    alwaysPlans: true,
    doing: { plan: "Planning the removal of", apply: "Removing" },
    question: "Remove all of this from",
    next: [["up", "deploys it again"]],
  },
  "remove everything that a stack has deployed",
  "Remove everything that a stack has deployed. The stack itself stays, empty.",
  "print Pulumi's own events, a JSON object per line, and nothing else, on standard output",
  "npx honua destroy dev aws --emulated",
);
