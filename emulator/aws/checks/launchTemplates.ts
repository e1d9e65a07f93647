/** What EC2 refuses of launch templates: volumes, metadata, user data. */
import type { Candidate, Check, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { among, between, matching, notTogether, rule, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_";
const EBS = `${API}LaunchTemplateEbsBlockDeviceRequest.html`;
const METADATA = `${API}LaunchTemplateInstanceMetadataOptionsRequest.html`;
const TEMPLATE = "ec2:LaunchTemplate";
const VOLUMES = "blockDeviceMappings[].ebs";

interface Limits {
  readonly size: readonly [number, number];
  readonly iops?: readonly [number, number];
}

const TYPES: Readonly<Record<string, Limits>> = {
  gp2: { size: [1, 16384] },
  gp3: { size: [1, 65536], iops: [3000, 80000] },
  io1: { size: [4, 16384], iops: [100, 64000] },
  io2: { size: [4, 65536], iops: [100, 256000] },
  st1: { size: [125, 16384] },
  sc1: { size: [125, 16384] },
  standard: { size: [1, 1024] },
};

function volumesFit({ inputs }: Candidate): Finding {
  for (const volume of valuesAt(inputs, VOLUMES).filter(isRecord)) {
    const finding = flawOfVolume(volume);
    if (finding) return { property: `${VOLUMES}.${finding[0]}`, reason: finding[1] };
  }
  return undefined;
}

function flawOfVolume({
  volumeType,
  volumeSize,
  iops,
  throughput,
  encrypted,
  kmsKeyId,
}: Values): [string, string] | undefined {
  if (kmsKeyId !== undefined && encrypted !== undefined && /^(false)?$/.test(String(encrypted)))
    return ["kmsKeyId", "needs encrypted"];
  if (kmsKeyId !== undefined && encrypted === undefined) return ["kmsKeyId", "needs encrypted"];
  const limits = TYPES[String(volumeType)];
  if (!limits) return undefined;
  if (typeof volumeSize === "number" && (volumeSize < limits.size[0] || volumeSize > limits.size[1]))
    return ["volumeSize", `${volumeSize} is not between ${limits.size.join(" and ")} for ${String(volumeType)}`];
  if (typeof throughput === "number" && volumeType !== "gp3")
    return ["throughput", `is for gp3 only, not for ${String(volumeType)}`];
  if (typeof iops !== "number") return undefined;
  if (!limits.iops) return ["iops", `cannot be given with ${String(volumeType)}`];
  return iops < limits.iops[0] || iops > limits.iops[1]
    ? ["iops", `${iops} is not between ${limits.iops.join(" and ")} for ${String(volumeType)}`]
    : undefined;
}

/** Most bytes of user data before they are encoded. */
const MAX_USER_DATA = 16384;

function userDataIsEncoded(candidate: Candidate): Finding {
  const text = textOf(candidate, "userData");
  if (text === undefined || text === "") return undefined;
  const compact = text.replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 !== 0)
    return { property: "userData", reason: "is not in base64, which a launch template wants" };
  const size = Buffer.from(compact, "base64").length;
  return size > MAX_USER_DATA
    ? { property: "userData", reason: `is ${size} bytes long; ${MAX_USER_DATA} are allowed` }
    : undefined;
}

export const launchTemplates: readonly Check[] = [
  matching(
    TEMPLATE,
    "name",
    /^[a-zA-Z0-9().\-/_]{3,128}$/,
    "3 to 128 letters, digits and ().-/_",
    `${API}CreateLaunchTemplate.html`,
  ),
  among(TEMPLATE, `${VOLUMES}.volumeType`, Object.keys(TYPES), EBS),
  rule(TEMPLATE, EBS, volumesFit),
  between(TEMPLATE, `${VOLUMES}.throughput`, 125, 2000, EBS),
  among(TEMPLATE, "metadataOptions.httpTokens", ["optional", "required"], METADATA),
  among(TEMPLATE, "metadataOptions.httpEndpoint", ["enabled", "disabled"], METADATA),
  among(TEMPLATE, "metadataOptions.instanceMetadataTags", ["enabled", "disabled"], METADATA),
  between(TEMPLATE, "metadataOptions.httpPutResponseHopLimit", 1, 64, METADATA),
  notTogether(TEMPLATE, "networkInterfaces", ["vpcSecurityGroupIds"], `${API}RequestLaunchTemplateData.html`),
  notTogether(TEMPLATE, "instanceType", ["instanceRequirements"], `${API}RequestLaunchTemplateData.html`),
  rule(TEMPLATE, `${API}RequestLaunchTemplateData.html (InvalidUserData.Malformed)`, userDataIsEncoded),
];
