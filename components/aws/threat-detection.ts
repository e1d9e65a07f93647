import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * What GuardDuty looks at beside the account's events, DNS and network. Without its agents on the nodes: those bring an
 * endpoint into the network that Pulumi does not know of, and that a destroy would trip over.
 * https://docs.aws.amazon.com/guardduty/latest/ug/how-does-runtime-monitoring-work.html
 */
const features: Readonly<Record<string, string>> = {
  "eks-audit-logs": "EKS_AUDIT_LOGS",
  malware: "EBS_MALWARE_PROTECTION",
  "rds-logins": "RDS_LOGIN_EVENTS",
  s3: "S3_DATA_EVENTS",
};

/** GuardDuty: watches for attacks. One per account and region. */
export class AwsThreatDetection extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:ThreatDetection", name, {}, opts);
    const detector = new aws.guardduty.Detector(
      name,
      { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
      { parent: this },
    );
    for (const [role, feature] of Object.entries(features)) {
      new aws.guardduty.DetectorFeature(
        `${name}-${role}`,
        { detectorId: detector.id, name: feature, status: "ENABLED" },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
