import assert from "node:assert/strict";
import { AwsFoundation } from "../../../components/aws/foundation.ts";
import { deployed, neededFor, valueOf } from "../../support/mocks.ts";

const foundation = () => deployed(() => new AwsFoundation("foundation", { environment: "dev", logRetentionDays: 7 }));

const guard = async (type: string) => (await foundation()).one(type, "foundation").inputs;

describe("AwsFoundation", () => {
  it("is the account", async () => {
    assert.equal(await valueOf((await foundation()).result.scope), "123456789012");
  });

  it("keeps buckets, snapshots and images from becoming public", async () => {
    assert.deepEqual(await guard("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"), {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const snapshots = await guard("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess");
    assert.equal(snapshots["state"], "block-all-sharing");
    const images = await guard("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess");
    assert.equal(images["state"], "block-new-sharing");
  });

  it("encrypts every volume", async () => {
    assert.equal((await guard("aws:ebs/encryptionByDefault:EncryptionByDefault"))["enabled"], true);
  });

  it("gives metadata to machines that ask with a token, and not to their containers", async () => {
    assert.deepEqual(await guard("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"), {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("watches for what others can get at", async () => {
    assert.equal((await guard("aws:accessanalyzer/analyzer:Analyzer"))["type"], "ACCOUNT");
  });

  it("comes before whatever takes its scope", async () => {
    const { result } = await foundation();
    const guards = (await neededFor(result.scope)).filter((name) => name === "foundation");
    assert.equal(guards.length, 6);
  });
});
