import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { tagEverything } from "../../components/tagging.ts";
import { type Tags, tagKeys, tagValues, tagsFor } from "../../components/tables/tags.ts";
import { type Cloud, clouds } from "../../components/tables/clouds.ts";
import { deployed } from "../support/mocks.ts";

const tags: Tags = {
  project: "honua",
  environment: "dev",
  owner: "Platform Team",
  costCenter: "R&D/7",
  managedBy: "pulumi",
  dataClassification: "internal",
  compliance: "soc2-iso27001",
};

/** Runs a program below a component whose resources are tagged. */
const tagged = (program: (parent: pulumi.ComponentResource) => void, cloud: Cloud = "aws") =>
  deployed(() => {
    program(
      new pulumi.ComponentResource("test:Parent", "parent", {}, { transformations: [tagEverything(cloud, tags)] }),
    );
  });

describe("tagging", () => {
  it("tags what takes tags, whether or not it has some of its own, which win", async () => {
    const { one } = await tagged((parent) => {
      new aws.ec2.Vpc("bare", {}, { parent });
      new aws.ec2.Vpc("own", { tags: { Owner: "me", "kubernetes.io/role/elb": "1" } }, { parent });
    });
    const expected = tagsFor("aws", tags);
    assert.deepEqual(one("aws:ec2/vpc:Vpc", "bare").inputs["tags"], { ...expected, Name: "bare" });
    assert.deepEqual(one("aws:ec2/vpc:Vpc", "own").inputs["tags"], {
      ...expected,
      Name: "own",
      Owner: "me",
      "kubernetes.io/role/elb": "1",
    });
  });

  it("reaches the children of children", async () => {
    const { one } = await tagged((parent) => {
      const child = new pulumi.ComponentResource("test:Child", "child", {}, { parent });
      new aws.ec2.Vpc("deep", {}, { parent: child });
    });
    assert.equal(one("aws:ec2/vpc:Vpc", "deep").inputs["tags"]["CostCenter"], "R&D/7");
  });

  it("tells launch templates the tags of what is made from them", async () => {
    const { one } = await tagged((parent) => {
      new aws.ec2.LaunchTemplate("template", { tags: { Owner: "me" } }, { parent });
    });
    const { tags: own, tagSpecifications } = one("aws:ec2/launchTemplate:LaunchTemplate", "template").inputs;
    assert.deepEqual(own, { ...tagsFor("aws", tags), Name: "template", Owner: "me" });
    assert.deepEqual(
      tagSpecifications,
      ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags: own })),
    );
  });

  it("leaves the children of other packages' components their names", async () => {
    const { one } = await tagged((parent) => {
      new eks.Cluster("cluster", {}, { parent });
    });
    assert.deepEqual(one("eks:index:Cluster", "cluster").inputs["tags"], tagsFor("aws", tags));
  });

  it("leaves alone what takes no tags", async () => {
    const { one } = await tagged((parent) => {
      new aws.kms.Alias("alias", { targetKeyId: "key" }, { parent });
    });
    assert.ok(!("tags" in one("aws:kms/alias:Alias", "alias").inputs));
  });

  it("tags the repositories that a template makes", async () => {
    const { one } = await tagged((parent) => {
      new aws.ecr.RepositoryCreationTemplate("template", { prefix: "honua", appliedFors: ["REPLICATION"] }, { parent });
    });
    const { inputs } = one("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "template");
    assert.equal(inputs["resourceTags"]["Project"], "honua");
  });

  it("labels Google's resources where each type takes labels, and leaves a channel's configuration alone", async () => {
    const { one } = await tagged((parent) => {
      new gcp.storage.Bucket("bucket", { location: "US" }, { parent });
      new gcp.container.Cluster("cluster", {}, { parent });
      const settings = { tier: "db-custom-2-8192", userLabels: { owner: "me" } };
      new gcp.sql.DatabaseInstance("database", { databaseVersion: "POSTGRES_15", settings }, { parent });
      const labels = { email_address: "oncall@example.com" };
      new gcp.monitoring.NotificationChannel("channel", { type: "email", labels }, { parent });
    }, "gcp");
    const expected = tagsFor("gcp", tags);
    assert.deepEqual(one("gcp:storage/bucket:Bucket", "bucket").inputs["labels"], expected);
    assert.deepEqual(one("gcp:container/cluster:Cluster", "cluster").inputs["resourceLabels"], expected);
    assert.deepEqual(one("gcp:sql/databaseInstance:DatabaseInstance", "database").inputs["settings"], {
      tier: "db-custom-2-8192",
      userLabels: { ...expected, owner: "me" },
    });
    const channel = one("gcp:monitoring/notificationChannel:NotificationChannel", "channel").inputs;
    assert.deepEqual(channel["labels"], { email_address: "oncall@example.com" });
    assert.deepEqual(channel["userLabels"], expected);
  });

  it("writes keys and values as each cloud takes them", () => {
    assert.equal(tagsFor("azure", tags)["CostCenter"], "R&D/7");
    assert.deepEqual(tagsFor("gcp", tags), {
      project: "honua",
      environment: "dev",
      owner: "platform-team",
      "cost-center": "r-d-7",
      "managed-by": "pulumi",
      "data-classification": "internal",
      compliance: "soc2-iso27001",
    });
    assert.ok(Object.keys(tagKeys.gcp).every((tag) => /^[a-z][a-z0-9_-]*$/.test(tagKeys.gcp[tag as keyof Tags])));
  });

  it("allows only values that every cloud writes alike", () => {
    for (const [tag, values] of Object.entries(tagValues)) {
      for (const value of values) {
        const written = clouds.map(
          (cloud) => tagsFor(cloud, { ...tags, [tag]: value })[tagKeys[cloud][tag as keyof Tags]],
        );
        assert.deepEqual(
          written,
          clouds.map(() => value),
        );
      }
    }
  });
});
