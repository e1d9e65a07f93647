/** Machine images and the public parameters that name them. */
import { createHash } from "node:crypto";
import type { Invoke, Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { ACCOUNT, CREATED, partitionOf, regionOf } from "../account.ts";

/** Owners that publish under a name: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami.html */
const OWNERS: Readonly<Record<string, string>> = { amazon: "137112412989", self: ACCOUNT };

/** An image id that is the same for the same question. */
export const imageId = (question: string): string =>
  `ami-${createHash("sha256").update(question).digest("hex").slice(0, 17)}`;

const filterOf = (args: Values, name: string): string | undefined => {
  const filters = Array.isArray(args["filters"]) ? args["filters"].filter(isRecord) : [];
  const values = filters.find((filter) => filter["name"] === name)?.["values"];
  return Array.isArray(values) ? String(values[0]) : undefined;
};

const isArm = (text: string) => /arm64|aarch64/.test(text);

export const getAmi: Invoke = (args, { cloud }) => {
  const region = regionOf(args, cloud);
  const pattern = filterOf(args, "name") ?? String(args["nameRegex"] ?? "image-*");
  const id = imageId(JSON.stringify([region, args["owners"], args["filters"], args["nameRegex"]]));
  const [owner = "amazon"] = Array.isArray(args["owners"]) ? args["owners"].map(String) : [];
  const snapshotId = id.replace("ami-", "snap-");
  const rootDeviceName = /ubuntu|debian/.test(pattern) ? "/dev/sda1" : "/dev/xvda";
  return {
    ...args,
    id,
    imageId: id,
    arn: `arn:${partitionOf(region)}:ec2:${region}::image/${id}`,
    name: pattern.replace(/\*+/g, "20260101"),
    architecture: filterOf(args, "architecture") ?? (isArm(pattern) ? "arm64" : "x86_64"),
    virtualizationType: "hvm",
    blockDeviceMappings: [
      {
        deviceName: rootDeviceName,
        noDevice: "",
        virtualName: "",
        ebs: { snapshot_id: snapshotId, volume_size: "8", volume_type: "gp3" },
      },
    ],
    bootMode: "uefi-preferred",
    creationDate: CREATED,
    deprecationTime: "",
    description: pattern,
    enaSupport: true,
    hypervisor: "xen",
    imageLocation: `${owner}/${pattern}`,
    imageOwnerAlias: owner,
    imageType: "machine",
    imdsSupport: "v2.0",
    kernelId: "",
    ownerId: OWNERS[owner] ?? owner,
    platform: /windows/i.test(pattern) ? "windows" : "",
    platformDetails: /windows/i.test(pattern) ? "Windows" : "Linux/UNIX",
    productCodes: [],
    public: owner !== "self",
    ramdiskId: "",
    region,
    rootDeviceName,
    rootDeviceType: "ebs",
    rootSnapshotId: snapshotId,
    sriovNetSupport: "simple",
    state: "available",
    stateReason: {},
    tags: {},
    tpmSupport: "",
    usageOperation: "RunInstances",
  };
};

/** The value of a parameter that AWS publishes, nothing where the name is not of that kind. */
export function publicParameter(args: Values, region: string): Values | undefined {
  const name = String(args["name"]);
  if (!name.startsWith("/aws/service/")) return undefined;
  const arn = `arn:${partitionOf(region)}:ssm:${region}::parameter${name}`;
  const value = /ami|image_id|image-id/.test(name) ? imageId(name + region) : "latest";
  const text = name.endsWith("/recommended") ? JSON.stringify({ image_id: value }) : value;
  return { id: name, arn, name, type: "String", value: text, insecureValue: text, version: 1 };
}
