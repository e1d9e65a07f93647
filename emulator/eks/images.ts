/** The machine images that the components choose among: pulumi-eks, nodejs/eks/nodes/ami.ts and nodegroup.ts */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export type System = "AL2" | "AL2023" | "Bottlerocket";
type Architecture = "arm64" | "x86_64";

interface Image {
  readonly system: System;
  readonly architecture: Architecture;
  readonly gpu?: boolean;
  /** The public parameter that names the newest one: what stands around the version of Kubernetes. */
  readonly parameter: readonly [before: string, after: string];
}

const amazonLinux = (variant: string): Image["parameter"] => [
  "/aws/service/eks/optimized-ami/",
  `/amazon-linux-${variant}/recommended/image_id`,
];
const bottlerocket = (architecture: Architecture, flavour = ""): Image["parameter"] => [
  "/aws/service/bottlerocket/aws-k8s-",
  `${flavour}/${architecture}/latest/image_id`,
];

const IMAGES: Readonly<Record<string, Image>> = {
  AL2_x86_64: { system: "AL2", architecture: "x86_64", parameter: amazonLinux("2") },
  AL2_x86_64_GPU: { system: "AL2", architecture: "x86_64", gpu: true, parameter: amazonLinux("2-gpu") },
  AL2_ARM_64: { system: "AL2", architecture: "arm64", parameter: amazonLinux("2-arm64") },
  AL2023_x86_64_STANDARD: {
    system: "AL2023",
    architecture: "x86_64",
    parameter: amazonLinux("2023/x86_64/standard"),
  },
  AL2023_ARM_64_STANDARD: { system: "AL2023", architecture: "arm64", parameter: amazonLinux("2023/arm64/standard") },
  AL2023_x86_64_NVIDIA: {
    system: "AL2023",
    architecture: "x86_64",
    gpu: true,
    parameter: amazonLinux("2023/x86_64/nvidia"),
  },
  BOTTLEROCKET_ARM_64: { system: "Bottlerocket", architecture: "arm64", parameter: bottlerocket("arm64") },
  BOTTLEROCKET_x86_64: { system: "Bottlerocket", architecture: "x86_64", parameter: bottlerocket("x86_64") },
  BOTTLEROCKET_ARM_64_NVIDIA: {
    system: "Bottlerocket",
    architecture: "arm64",
    gpu: true,
    parameter: bottlerocket("arm64", "-nvidia"),
  },
  BOTTLEROCKET_x86_64_NVIDIA: {
    system: "Bottlerocket",
    architecture: "x86_64",
    gpu: true,
    parameter: bottlerocket("x86_64", "-nvidia"),
  },
};

/** Names that earlier versions of the component had for some of them. */
const ALIASES: Readonly<Record<string, string>> = {
  "amazon-linux-2": "AL2_x86_64",
  "amazon-linux-2-gpu": "AL2_x86_64_GPU",
  "amazon-linux-2-arm": "AL2_ARM_64",
};

const imageNamed = (amiType: string): Image | undefined => IMAGES[ALIASES[amiType] ?? amiType];

const invalid = (propertyPath: string, reason: string) => new pulumi.InputPropertyError({ propertyPath, reason });

/** What the arguments of every kind of node group say about its image. */
export interface ImageArgs {
  readonly amiType?: pulumi.Input<string>;
  readonly operatingSystem?: pulumi.Input<string>;
  readonly gpu?: pulumi.Input<boolean>;
  readonly instanceTypes?: pulumi.Input<pulumi.Input<string>[]>;
}

/** The system that the nodes run; Amazon Linux 2023 where nothing is said. */
export const systemOf = ({ amiType, operatingSystem }: ImageArgs): pulumi.Output<System> =>
  pulumi.all([amiType, operatingSystem]).apply(([type, asked]) => {
    if (!type) return (asked ?? "AL2023") as System;
    const image = imageNamed(type);
    if (!image) throw invalid("amiType", `Cannot determine OS of unknown AMI type: ${type}`);
    if (asked && asked !== image.system) {
      const reason = `Operating system '${asked}' does not match the detected operating system '${image.system}' of AMI type '${type}'.`;
      throw invalid("operatingSystem", reason);
    }
    return image.system;
  });

/** The one architecture of these machine types: of Graviton's, `g` is the first letter after the generation. */
function architectureOf(types: readonly string[]): Architecture {
  const architectures = new Set(
    types.map((type) => {
      const [, family] = /[a-z]+\d+([a-z])?-?[a-z]*\.[a-zA-Z0-9-]+/.exec(type) ?? [];
      if (!/[a-z]+\d+[a-z]?-?[a-z]*\.[a-zA-Z0-9-]+/.test(type)) {
        throw invalid("instanceTypes", `Invalid EC2 instance type: ${type}`);
      }
      return family === "g" ? "arm64" : "x86_64";
    }),
  );
  if (architectures.size > 1) {
    const reason =
      "Cannot determine architecture of instance types. The provided instance types do not share a common architecture";
    throw invalid("instanceTypes", reason);
  }
  return [...architectures][0] ?? "x86_64";
}

/** The AMI type for a system on these machine types. */
export const amiTypeFor = (args: ImageArgs): pulumi.Output<string> =>
  pulumi
    .all([systemOf(args), args.gpu, pulumi.output(args.instanceTypes)])
    .apply(([system, gpu = false, types = []]) => {
      const architecture = architectureOf(types);
      const found = Object.entries(IMAGES).find(
        ([, image]) => image.system === system && (image.gpu ?? false) === gpu && image.architecture === architecture,
      );
      if (found) return found[0];
      throw new Error(`No AMI type found for OS: ${system}, GPU support: ${gpu}, architecture: ${architecture}`);
    });

/** The newest image for a version of Kubernetes. */
export const imageOf = (version: pulumi.Input<string>, args: ImageArgs, parent: pulumi.Resource) =>
  pulumi.all([version, args.amiType ?? amiTypeFor(args)]).apply(([kubernetes, type]) => {
    const image = imageNamed(type);
    if (!image) {
      const reason = `Cannot resolve recommended AMI for AMI type: ${type}. Please provide the AMI ID and userdata.`;
      throw invalid("amiType", reason);
    }
    const name = image.parameter.join(kubernetes);
    return aws.ssm.getParameterOutput({ name }, { parent }).value;
  });
