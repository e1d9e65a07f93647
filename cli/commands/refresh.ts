import { operationCommand } from "./operation.ts";

export const refresh = operationCommand(
  {
    name: "refresh",
    verb: "refresh",
    applies: true,
    alwaysPlans: false,
    doing: { plan: "Comparing", apply: "Refreshing" },
    question: "Record this as the state of",
    next: [["preview", "shows what a deployment would change"]],
  },
  "compare the recorded state with the cloud",
  "Compare the recorded state with the cloud, and record what was changed by other means.",
  "print Pulumi's own events, a JSON object per line, and nothing else, on standard output",
  "npx honua refresh staging --yes",
);
