import { z } from "zod";
import type { Cloud } from "../../components/tables/clouds.ts";
import type { Context } from "./context.ts";
import { section, text } from "./forms.ts";

const addresses = "a list of 1 to 10 e-mail addresses";

export const alertsSection = ({ cloud }: Context) =>
  section({
    emails: z
      .array(z.email({ error: "an e-mail address" }), { error: addresses })
      .min(1, { error: addresses })
      .max(10, { error: addresses }),
    slack: slack(cloud),
  });

/** What each cloud needs to write into a channel, beside the channel. */
const needs: Readonly<Record<Cloud, "workspace" | "token">> = { aws: "workspace", azure: "token", gcp: "token" };

function slack(cloud: Cloud | undefined) {
  const needed = cloud && needs[cloud];
  return section({
    channel: text("the channel's id on AWS, elsewhere its name", /^[\w#-]+$/).optional(),
    workspace: text("the id of a workspace, such as T0123456789", /^T[A-Z0-9]{8,}$/).optional(),
    // Encrypted, as the stack's file has it, until the engine hands it over.
    token: z.union([z.string(), z.object({ secure: z.string() })], { error: "a secret text" }).optional(),
  }).check(({ value, issues }) => {
    if (value.channel === undefined || needed === undefined || value[needed] !== undefined) return;
    issues.push({ code: "custom", path: [needed], input: undefined, message: `what ${cloud} needs to write to Slack` });
  });
}
