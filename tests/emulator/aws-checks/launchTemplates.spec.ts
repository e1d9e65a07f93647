import { launchTemplates } from "../../../emulator/aws/checks/launchTemplates.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks } from "./samples.ts";

const volume = (more: Values = {}): Values => ({
  deviceName: "/dev/xvda",
  ebs: {
    volumeType: "gp3",
    volumeSize: 50,
    iops: 3000,
    throughput: 125,
    encrypted: "true",
    kmsKeyId: "arn:key",
    ...more,
  },
});

describeChecks("launchTemplates", launchTemplates, [
  {
    type: "ec2:LaunchTemplate",
    right: {
      name: "nodes",
      instanceType: "t4g.large",
      vpcSecurityGroupIds: ["sg-1"],
      metadataOptions: {
        httpTokens: "required",
        httpEndpoint: "enabled",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "enabled",
      },
      blockDeviceMappings: [volume()],
      userData: Buffer.from("#!/bin/bash").toString("base64"),
    },
    wrong: [
      [{ name: "n" }, "name"],
      [{ metadataOptions: { httpTokens: "yes" } }, "metadataOptions.httpTokens"],
      [{ metadataOptions: { httpEndpoint: "on" } }, "metadataOptions.httpEndpoint"],
      [{ metadataOptions: { instanceMetadataTags: "on" } }, "metadataOptions.instanceMetadataTags"],
      [{ metadataOptions: { httpPutResponseHopLimit: 0 } }, "metadataOptions.httpPutResponseHopLimit"],
      [{ networkInterfaces: [{ deleteOnTermination: "true" }] }, "vpcSecurityGroupIds"],
      [{ instanceRequirements: { memoryMib: { min: 1 } } }, "instanceRequirements"],
      [{ userData: "#!/bin/bash" }, "userData"],
      [{ userData: Buffer.alloc(16385).toString("base64") }, "userData"],
      [{ blockDeviceMappings: [volume({ volumeType: "ssd" })] }, "blockDeviceMappings[].ebs.volumeType"],
      [{ blockDeviceMappings: [volume({ volumeSize: 100000 })] }, "blockDeviceMappings[].ebs.volumeSize"],
      [{ blockDeviceMappings: [volume({ throughput: 100 })] }, "blockDeviceMappings[].ebs.throughput"],
      [{ blockDeviceMappings: [volume({ iops: 100 })] }, "blockDeviceMappings[].ebs.iops"],
      [
        { blockDeviceMappings: [volume({ volumeType: "gp2", iops: undefined })] },
        "blockDeviceMappings[].ebs.throughput",
      ],
      [
        { blockDeviceMappings: [volume({ volumeType: "gp2", throughput: undefined })] },
        "blockDeviceMappings[].ebs.iops",
      ],
      [{ blockDeviceMappings: [volume({ encrypted: "false" })] }, "blockDeviceMappings[].ebs.kmsKeyId"],
      [{ blockDeviceMappings: [volume({ encrypted: undefined })] }, "blockDeviceMappings[].ebs.kmsKeyId"],
    ],
  },
]);
