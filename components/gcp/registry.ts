import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import type { Registry, RegistryArgs } from "../contract/registry.ts";
import { GcpKeys } from "./keys.ts";
import { placeOf } from "./place.ts";

/** What the names of Honua's repositories begin with. */
export const repositoryPrefix = "honua-";

const daySeconds = 24 * 60 * 60;

/** Where images are kept. */
interface Home {
  readonly location: pulumi.Output<string>;
  readonly key: EncryptionKey;
}

/**
 * Artifact Registry, with a repository for each image, since access is granted by repository. Tags never move, and what is
 * pushed is scanned, as the project's scanning API is on.
 */
export class GcpRegistry extends pulumi.ComponentResource implements Registry {
  readonly registryId: pulumi.Output<string>;
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  readonly loginCommand: pulumi.Output<string>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Registry", name, {}, opts);
    const { replica } = args;
    const home = replica === undefined ? this.inRegion(args) : this.inManyRegions(name, replica.region, args);
    const host = pulumi.interpolate`${home.location}-docker.pkg.dev`;
    const urls = args.images.map((image) => {
      const { repositoryId } = this.createRepository(`${name}-${image}`, image, home, args);
      return [image, pulumi.interpolate`${host}/${args.scope}/${repositoryId}/${image}`] as const;
    });

    this.registryId = pulumi.interpolate`projects/${args.scope}/locations/${home.location}/repositories/${repositoryPrefix}*`;
    this.repositoryUrls = pulumi.output(Object.fromEntries(urls));
    this.loginCommand = pulumi.interpolate`gcloud auth configure-docker ${host}`;
    this.registerOutputs({
      registryId: this.registryId,
      repositoryUrls: this.repositoryUrls,
      loginCommand: this.loginCommand,
    });
  }

  private inRegion({ key }: RegistryArgs): Home {
    return { location: placeOf(this).region, key };
  }

  /**
   * Google copies no repository from region to region, but keeps one of a multi-region in several of them at once: that
   * outlives a region, and nobody has to copy anything. Its key must live as widely: docs/decisions/gcp-registry.md
   */
  private inManyRegions(name: string, other: string, { scope, durability }: RegistryArgs): Home {
    const region = multiRegionOf(other);
    const purposes = ["registry"] as const;
    const keys = new GcpKeys(`${name}-keys`, { scope, purposes, durability, region }, { parent: this });
    return { location: pulumi.output(region), key: keys.keyFor("registry") };
  }

  private createRepository(name: string, image: string, { location, key }: Home, args: RegistryArgs) {
    return new gcp.artifactregistry.Repository(
      name,
      {
        project: args.scope,
        location,
        repositoryId: `${repositoryPrefix}${image}`,
        description: `Honua's ${image}`,
        format: "DOCKER",
        mode: "STANDARD_REPOSITORY",
        dockerConfig: { immutableTags: true },
        kmsKeyName: key.id,
        vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
        cleanupPolicyDryRun: false,
        cleanupPolicies: cleanupPolicies(args),
      },
      { parent: this, protect: args.durability === "protected" },
    );
  }
}

/** The multi-region that a region lies in: `us`, `europe` or `asia`. https://cloud.google.com/artifact-registry/docs/repositories/repo-locations */
export const multiRegionOf = (region: string): string => region.split("-")[0] ?? region;

/**
 * What is kept wins over what is deleted, so that the newest images stay however old they are, tagged or not: tags do not
 * move here, which leaves few images without one. https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy
 */
const cleanupPolicies = ({ retainedImages, untaggedDays }: RegistryArgs) => [
  {
    id: "delete-untagged",
    action: "DELETE",
    condition: { tagState: "UNTAGGED", olderThan: `${untaggedDays * daySeconds}s` },
  },
  { id: "delete-old", action: "DELETE", condition: { tagState: "TAGGED", olderThan: `${daySeconds}s` } },
  { id: "keep-newest", action: "KEEP", mostRecentVersions: { keepCount: retainedImages } },
];
