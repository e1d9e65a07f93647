/** Whether a topic of the emulated cloud takes what a service publishes. */
import type { Check, Cloud, CloudResource, Value } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { allows, documentText } from "../policy.ts";
import { token } from "../tokens.ts";
import { hasWrittenPolicy, keyRefuses } from "./keys.ts";
import { late, rule } from "./rules.ts";

const topicOf = (cloud: Cloud, arn: Value): CloudResource | undefined =>
  cloud.ofType(token("sns:Topic")).find(({ id, outputs }) => id === arn || outputs["arn"] === arn);

/** The policy that someone wrote for a topic, on its own or apart. */
function writtenPolicy(cloud: Cloud, topic: CloudResource): string | undefined {
  const apart = cloud.ofType(token("sns:TopicPolicy")).find(({ inputs }) => inputs["arn"] === topic.outputs["arn"]);
  return documentText(apart?.inputs["policy"] ?? topic.inputs["policy"]);
}

/** Why nothing that the service publishes would arrive; nothing where that is not sure. */
function flawOf(cloud: Cloud, topic: CloudResource, service: string): string | undefined {
  const policy = writtenPolicy(cloud, topic);
  if (policy !== undefined && !allows(policy, [service], "SNS:Publish"))
    return `the policy of ${topic.id} does not let ${service} publish (SNS:Publish)`;
  const key = topic.inputs["kmsMasterKeyId"];
  if (typeof key !== "string") return undefined;
  if (/(^|:)alias\/aws\/sns$/.test(key))
    return `${topic.id} is encrypted with alias/aws/sns, which ${service} cannot use: give it a key of your own`;
  return hasWrittenPolicy(cloud, key) && keyRefuses(cloud, key, [service], "kms:Decrypt", "kms:GenerateDataKey")
    ? `the key of ${topic.id} does not let ${service} use it (kms:Decrypt, kms:GenerateDataKey*)`
    : undefined;
}

/**
 * Topics at these paths take what the service publishes. AWS accepts the setting as it is, and never says that nothing
 * arrives.
 */
export const heard = (types: string, paths: readonly string[], service: string, source: string): Check =>
  late(
    rule(types, source, ({ inputs }, cloud) => {
      for (const path of paths) {
        for (const arn of valuesAt(inputs, path)) {
          const topic = topicOf(cloud, arn);
          const reason = topic && flawOf(cloud, topic, service);
          if (reason) return { property: path, reason };
        }
      }
      return undefined;
    }),
  );
