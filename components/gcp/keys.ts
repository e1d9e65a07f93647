import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";
import type { EncryptionKey, KeyPurpose, Keys, KeysArgs } from "../contract/keys.ts";
import { keyDeletionDays } from "../tables/environments.ts";
import { placeOf } from "./place.ts";
import { type AgentService, serviceAgent } from "./service-agents.ts";

/** The services that encrypt and decrypt with the key of each purpose. */
const users: Readonly<Record<KeyPurpose, readonly AgentService[]>> = {
  alerts: [],
  audit: ["storage"],
  backup: ["gkebackup"],
  cache: ["redis"],
  cluster: ["container"],
  database: ["sqladmin"],
  logs: ["logging"],
  registry: ["artifactregistry"],
  secrets: ["secretmanager"],
  // Nodes boot from encrypted disks, too, and Compute Engine makes all of them.
  volumes: ["compute"],
};

const daySeconds = 24 * 60 * 60;
const rotationDays = 90;
/** The same everywhere: it cannot be changed later, and a key must stay when its protection is lifted. */
const destroyDays = keyDeletionDays.protected;

/** Cloud KMS keys that rotate every 90 days, each usable only by the services of its purpose, in the services' region. */
export class GcpKeys extends pulumi.ComponentResource implements Keys {
  private readonly keys: ReadonlyMap<KeyPurpose, EncryptionKey>;

  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Keys", name, {}, opts);
    // A ring's name can never be used again, so that its own is made up: a stack can be destroyed and made anew.
    const ring = new gcp.kms.KeyRing(
      name,
      { project: args.scope, location: args.region ?? placeOf(this).region },
      { parent: this },
    );
    this.keys = new Map(
      args.purposes.map((purpose) => [purpose, this.createKey(`${name}-${purpose}`, purpose, ring, args)]),
    );
    this.registerOutputs({ keyIds: Object.fromEntries([...this.keys].map(([purpose, { id }]) => [purpose, id])) });
  }

  keyFor(purpose: KeyPurpose): EncryptionKey {
    const key = this.keys.get(purpose);
    if (key === undefined)
      throw new Error(`No key was asked for ${purpose}; there are keys for ${[...this.keys.keys()].join(", ")}`);
    return key;
  }

  private createKey(name: string, purpose: KeyPurpose, ring: gcp.kms.KeyRing, args: KeysArgs): EncryptionKey {
    const key = new gcp.kms.CryptoKey(
      name,
      {
        keyRing: ring.id,
        purpose: "ENCRYPT_DECRYPT",
        rotationPeriod: `${rotationDays * daySeconds}s`,
        destroyScheduledDuration: `${destroyDays * daySeconds}s`,
      },
      { parent: this, protect: args.durability === "protected" },
    );
    const grants = users[purpose].map(
      (service) =>
        new gcp.kms.CryptoKeyIAMMember(
          `${name}-${service}`,
          {
            cryptoKeyId: key.id,
            role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
            member: serviceAgent(name, service, args.scope, { parent: this }),
          },
          { parent: this },
        ),
    );
    return { id: after(key.id, ...grants) };
  }
}
