import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey, KeyPurpose, Keys, KeysArgs } from "../contract/keys.ts";
import { keyDeletionDays } from "../tables/environments.ts";
import { after } from "../after.ts";
import { recordLogs } from "./log-store.ts";
import { uniqueName } from "./names.ts";
import { type Role, assignRole } from "./role-assignment.ts";
import { subscriptionOf } from "./subscription.ts";

interface KeyUser {
  /** What the identity that services use the key as may do with it. */
  readonly role: Role;
  /** False for services that stay with the version of the key that they are given; they get the newest with each deploy. */
  readonly followsRotation: boolean;
  /** A role that the service needs on the whole vault, which then holds nothing but this key. */
  readonly vaultRole?: Role;
}

const wrapsKeys: KeyUser = { role: "Key Vault Crypto Service Encryption User", followsRotation: true };

const users: Readonly<Record<KeyPurpose, KeyUser>> = {
  alerts: wrapsKeys,
  audit: wrapsKeys,
  backup: wrapsKeys,
  cache: { ...wrapsKeys, followsRotation: false },
  // It makes itself a private link to the vault: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption
  cluster: { role: "Key Vault Crypto User", followsRotation: false, vaultRole: "Key Vault Contributor" },
  database: wrapsKeys,
  logs: wrapsKeys,
  registry: wrapsKeys,
  secrets: wrapsKeys,
  // Its disk encryption set follows rotation, and has to be told a version to begin with.
  volumes: { ...wrapsKeys, followsRotation: false },
};

/**
 * Keys that rotate every year, in Key Vaults that only private endpoints and Azure's own services reach. Each is used as an
 * identity of its own. docs/decisions/azure-keys.md
 */
export class AzureKeys extends pulumi.ComponentResource implements Keys {
  private readonly keys: ReadonlyMap<KeyPurpose, EncryptionKey>;

  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Keys", name, {}, opts);
    const shared = this.createVault(name, args);
    this.keys = new Map(
      args.purposes.map((purpose) => {
        const isAlone = users[purpose].vaultRole !== undefined;
        const vault = isAlone ? this.createVault(`${name}-${purpose}`, args) : shared;
        return [purpose, this.createKey(`${name}-${purpose}`, purpose, vault, args)];
      }),
    );
    this.registerOutputs({ keyIds: Object.fromEntries([...this.keys].map(([purpose, { id }]) => [purpose, id])) });
  }

  keyFor(purpose: KeyPurpose): EncryptionKey {
    const key = this.keys.get(purpose);
    if (key === undefined)
      throw new Error(`No key was asked for ${purpose}; there are keys for ${[...this.keys.keys()].join(", ")}`);
    return key;
  }

  private createVault(name: string, args: KeysArgs): azure.keyvault.Vault {
    const vault = new azure.keyvault.Vault(
      name,
      {
        resourceGroupName: args.scope,
        vaultName: uniqueName(name, "keyVault", this),
        location: args.region,
        properties: {
          tenantId: subscriptionOf(this).tenantId,
          sku: { family: "A", name: "standard" },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: keyDeletionDays[args.durability],
          // Also where it is disposable: storage, disks and databases refuse keys of a vault without it.
          enablePurgeProtection: true,
          publicNetworkAccess: "Disabled",
          networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
        },
      },
      {
        parent: this,
        protect: args.durability === "protected",
        // Said once and for all: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
        ignoreChanges: ["properties.softDeleteRetentionInDays"],
      },
    );
    recordLogs(name, { scope: args.scope, resourceId: vault.id, categoryGroups: ["audit"] }, this);
    return vault;
  }

  private createKey(name: string, purpose: KeyPurpose, vault: azure.keyvault.Vault, args: KeysArgs): EncryptionKey {
    const { role, followsRotation, vaultRole } = users[purpose];
    const key = new azure.keyvault.Key(
      name,
      {
        resourceGroupName: args.scope,
        vaultName: vault.name,
        keyName: purpose,
        properties: {
          kty: "RSA",
          keySize: 3072,
          // Without a date on which versions expire: what was encrypted with an old one can still be read.
          rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] },
        },
      },
      {
        parent: this,
        protect: args.durability === "protected",
        // Deleting a single key takes a way into the vault that only the network has.
        deletedWith: vault,
        // Azure Resource Manager makes keys and changes none: https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
        ignoreChanges: ["properties", "tags"],
      },
    );
    const identity = new azure.managedidentity.UserAssignedIdentity(
      name,
      { resourceGroupName: args.scope, location: args.region },
      { parent: this },
    );
    const { principalId } = identity;
    const grants = [
      assignRole(name, { role, principalId, on: key.id, why: `Encrypts with the key for ${purpose}.` }, this),
    ];
    if (vaultRole !== undefined) {
      const why = "Makes itself a private link to the vault.";
      grants.push(assignRole(`${name}-vault`, { role: vaultRole, principalId, on: vault.id, why }, this));
    }
    return {
      id: after(followsRotation ? key.keyUri : key.keyUriWithVersion, ...grants),
      userId: after(identity.id, ...grants),
      userClientId: after(identity.clientId, ...grants),
      userPrincipalId: identity.principalId,
    };
  }
}

/** The parts of a key's URL: `https://<vault>.vault.azure.net/keys/<name>[/<version>]`. */
export interface KeyPlace {
  readonly vaultName: pulumi.Output<string>;
  readonly vaultUri: pulumi.Output<string>;
  readonly keyName: pulumi.Output<string>;
}

/** Where a key is: for services that want its parts, and for secrets, which are put beside the key for secrets. */
export function vaultOf({ id }: EncryptionKey): KeyPlace {
  const url = id.apply((text) => new URL(text));
  return {
    vaultName: url.apply(({ hostname }) => hostname.split(".")[0] ?? ""),
    vaultUri: url.apply(({ origin }) => `${origin}/`),
    keyName: url.apply(({ pathname }) => pathname.split("/")[2] ?? ""),
  };
}
