import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { SlackChannel } from "../contract/monitoring.ts";

export interface GcpAlertChannelsArgs extends Scoped {
  readonly emails: readonly string[];
  readonly slack?: SlackChannel;
}

/** Who is told: everybody by mail, and a Slack channel. */
export class GcpAlertChannels extends pulumi.ComponentResource {
  /** Slack's first. */
  readonly ids: pulumi.Output<string>[];

  constructor(name: string, args: GcpAlertChannelsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:AlertChannels", name, {}, opts);
    const mails = args.emails.map((email) => this.mail(name, email, args));
    this.ids = args.slack?.token === undefined ? mails : [this.post(name, args.slack, args), ...mails];
    this.registerOutputs({ ids: this.ids });
  }

  private mail(name: string, email: string, { scope: project }: GcpAlertChannelsArgs): pulumi.Output<string> {
    return new gcp.monitoring.NotificationChannel(
      `${name}-${email.replace(/[^\w-]+/g, "-")}`,
      { project, displayName: email, type: "email", labels: { email_address: email } },
      { parent: this },
    ).id;
  }

  private post(
    name: string,
    { channel, token }: SlackChannel,
    { scope: project }: GcpAlertChannelsArgs,
  ): pulumi.Output<string> {
    const channelName = `#${channel.replace(/^#/, "")}`;
    return new gcp.monitoring.NotificationChannel(
      `${name}-slack`,
      {
        project,
        displayName: channelName,
        type: "slack",
        labels: { channel_name: channelName },
        sensitiveLabels: { authToken: token },
      },
      { parent: this },
    ).id;
  }
}
