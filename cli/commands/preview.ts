import { operationCommand } from "./operation.ts";

export const preview = operationCommand(
  {
    name: "preview",
    verb: "up",
    applies: false,
    alwaysPlans: true,
    doing: { plan: "Planning", apply: "" },
    question: "",
    next: [["up", "deploys this"]],
  },
  "show what a deployment would change",
  "Show what a deployment would change, and whether the policies allow it.",
  "print Pulumi's own preview JSON, and nothing else, on standard output",
  "npx honua preview production aws",
);
