import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../../components/tables/clouds.ts";
import { isArm } from "../../policy/arm-types.ts";

const armFamilies =
  `a1 c6g c6gd c6gn c7g c7gd c7gn c8g c8gb c8gd c8gn c9g c9gd g5g hpc7g i4g i8g i8ge im4gn is4gen m6g m6gd
  m7g m7gd m8g m8gb m8gd m8gn m9g m9gd r6g r6gd r7g r7gd r8g r8gb r8gd r8gn t4g x2gd x8g`.split(/\s+/);

const machines: Record<Cloud, { arm: string[]; other: string[] }> = {
  aws: {
    arm: [
      "m7gd.16xlarge",
      "a1.metal",
      "db.t4g.medium",
      "db.r7g.2xlarge",
      "db.x2gd.large",
      "cache.r7g.large",
      "cache.c7gn.large",
    ],
    other: [
      "g4dn.xlarge",
      "g5.xlarge",
      "gr6.4xlarge",
      "db.t3.medium",
      "db.serverless",
      "cache.m5.large",
      "m7g",
      "",
      "large",
    ],
  },
  azure: {
    arm: [
      ...["Standard_D4ps_v5", "Standard_D4pds_v5", "Standard_D4pls_v5", "Standard_D4plds_v5", "Standard_E4ps_v5"],
      ...["Standard_E4pds_v5", "Standard_D96ps_v6", "Standard_D4plds_v6", "Standard_E4pds_v6", "Standard_B2ps_v2"],
      ...["Standard_B2pls_v2", "Standard_B2pts_v2", "standard_d4ps_v5"],
    ],
    other: [
      ...["Standard_D4s_v5", "Standard_D4ads_v5", "Standard_DC4s_v3", "Standard_DC4ads_cc_v5", "Standard_E4-2ds_v5"],
      ...[
        "Standard_NP10s",
        "Standard_ND96asr_v4",
        "Standard_NC4as_T4_v3",
        "Standard_PB6s",
        "Standard_B2s",
        "Standard_F8s_v2",
      ],
      ...["Standard_M416-208ms_v2", "Standard_D2", "Basic_A0", "GP_Standard_D4s", ""],
    ],
  },
  gcp: {
    arm: [
      ...["t2a-standard-4", "c4a-standard-4", "c4a-highmem-8-lssd", "c4a-highmem-96-metal", "n4a-standard-4"],
      "https://www.googleapis.com/compute/v1/projects/honua/zones/us-central1-a/machineTypes/t2a-standard-1",
    ],
    other: [
      ...["t2d-standard-4", "c4-standard-4", "c4d-standard-4", "n4-standard-4", "n4d-standard-4", "n2-standard-4"],
      ...["e2-medium", "custom-6-20480", "a2-highgpu-1g", "c3d-standard-8", "t2a", ""],
    ],
  },
};

describe("isArm", () => {
  for (const [cloud, { arm, other }] of Object.entries(machines) as [Cloud, (typeof machines)[Cloud]][]) {
    for (const type of arm) it(`knows ${type} of ${cloud} for ARM`, () => assert.ok(isArm(cloud, type)));
    for (const type of other) it(`does not take "${type}" of ${cloud} for ARM`, () => assert.ok(!isArm(cloud, type)));
  }

  it("is right about every EC2 type that the SDK names", () => {
    const declarations = "node_modules/@pulumi/aws/types/enums/ec2/index.d.ts";
    const text = readFileSync(join(import.meta.dirname, "../..", declarations), "utf8");
    const types = [...text.matchAll(/"([a-z][a-z0-9-]*\.[a-z0-9-]+)"/g)].map(([, type = ""]) => type);
    assert.ok(types.length > 700);
    for (const type of types) assert.equal(isArm("aws", type), armFamilies.includes(type.split(".")[0] ?? ""), type);
  });
});
