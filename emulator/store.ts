/**
 * The emulated cloud's memory: what exists, kept in a folder so that it survives restarts and kills.
 *
 * Each stack has a journal of its own, to which an operation is one appended line; the engine's lock on the stack makes
 * its writer the only one. A line that a kill cut short never happened. Journals of other stacks are read only when a
 * lookup misses, so the thousandth stack of a folder starts as fast as the first.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { mapSecrets, type Raw, type RawValues, reveal } from "./wire.ts";
import type { CloudResource } from "./model.ts";

/** A resource with its raw values (secrets marked) beside the revealed ones. */
export interface StoredResource extends CloudResource {
  readonly rawInputs: RawValues;
  readonly rawOutputs: RawValues;
  /** It lives on in the cloud, and no stack has it any more. */
  readonly abandoned?: boolean;
}

type Line =
  | (Identity & {
      op: "put";
      urn: string;
      inputs: RawValues;
      outputs: RawValues;
      created: boolean;
      abandoned?: boolean;
    })
  | (Identity & { op: "delete"; urn: string; undone?: boolean });

type Identity = Pick<CloudResource, "type" | "id" | "realm">;

const key = (type: string, id: string) => `${type} ${id}`;

/** `urn:pulumi:<stack>::<project>::…` → the journal's file name. */
const journalOf = (urn: string): string => {
  const [stack = "", project = ""] = urn.slice("urn:pulumi:".length).split("::");
  return `${encodeURIComponent(project)}.${encodeURIComponent(stack)}.ndjson`;
};

export class Store {
  private readonly folder: string;
  private readonly secretKey: Buffer;
  /** By type and id, and then by realm. */
  private readonly resources = new Map<string, Map<string, StoredResource>>();
  private readonly byUrn = new Map<string, StoredResource>();
  private readonly births = new Map<string, number>();
  private readonly deleted = new Set<string>();
  private readonly loaded = new Set<string>();

  constructor(stateDir: string) {
    this.folder = join(stateDir, "cloud");
    mkdirSync(this.folder, { recursive: true });
    this.secretKey = secretKeyOf(this.folder);
  }

  /** Reads the journal of the stack that a URN belongs to. */
  openStackOf(urn: string): void {
    this.load(journalOf(urn));
  }

  /** The resource with that id; where realms have one each, the one with that URN if there is. */
  find(type: string, id: string, urn?: string): StoredResource | undefined {
    const namesakes = this.namesakes(type, id);
    return namesakes.find((resource) => resource.urn === urn) ?? namesakes[0];
  }

  /** The resource with that id in that realm. */
  findIn(realm: string | undefined, type: string, id: string): StoredResource | undefined {
    return this.resources.get(key(type, id))?.get(realm ?? "");
  }

  /** Whether there was a resource with that id in that realm. */
  wasDeleted(realm: string | undefined, type: string, id: string): boolean {
    return this.deleted.has(`${key(type, id)} ${realm ?? ""}`);
  }

  private namesakes(type: string, id: string): StoredResource[] {
    return [...(this.resources.get(key(type, id))?.values() ?? [])];
  }

  /** The live resource with that URN; after a kill there may be one that the engine does not know. */
  findByUrn(urn: string): StoredResource | undefined {
    this.openStackOf(urn);
    return this.byUrn.get(urn);
  }

  all(): StoredResource[] {
    return [...this.resources.values()].flatMap((namesakes) => [...namesakes.values()]);
  }

  /** Reads every other stack's journal too: for lookups that the open ones could not answer. */
  openAll(): void {
    for (const name of readdirSync(this.folder)) if (name.endsWith(".ndjson")) this.load(name);
  }

  /** How often a resource with that URN was created: what makes a replacement's id differ from its predecessor's. */
  birthsOf(urn: string): number {
    return this.births.get(urn) ?? 0;
  }

  put(resource: Omit<StoredResource, "inputs" | "outputs">, created: boolean): void {
    const { type, id, realm, urn, rawInputs, rawOutputs, abandoned } = resource;
    const [inputs, outputs] = [this.seal(rawInputs), this.seal(rawOutputs)];
    this.append({ op: "put", type, id, realm, urn, inputs, outputs, created, abandoned });
    this.remember({ ...resource, inputs: reveal(rawInputs), outputs: reveal(rawOutputs) }, created);
  }

  remove({ type, id, realm, urn }: CloudResource): void {
    this.append({ op: "delete", type, id, realm, urn });
    this.forget({ type, id, realm }, urn);
    this.remain({ type, id, realm });
  }

  /** Forgets a resource as if it had never been created. */
  undo({ type, id, realm, urn }: CloudResource): void {
    this.append({ op: "delete", type, id, realm, urn, undone: true });
    this.forget({ type, id, realm }, urn);
  }

  /** Lets go of a resource that stays in the cloud. */
  abandon(resource: StoredResource): void {
    this.put({ ...resource, abandoned: true }, false);
  }

  private remember(resource: StoredResource, created: boolean): void {
    const place = key(resource.type, resource.id);
    this.resources.set(place, (this.resources.get(place) ?? new Map()).set(resource.realm ?? "", resource));
    if (!resource.abandoned) this.byUrn.set(resource.urn, resource);
    else if (this.byUrn.get(resource.urn)?.id === resource.id) this.byUrn.delete(resource.urn);
    if (created) this.births.set(resource.urn, this.birthsOf(resource.urn) + 1);
  }

  // A replaced resource goes after its successor came: the URN is then the successor's.
  private forget({ type, id, realm = "" }: Identity, urn: string): void {
    this.resources.get(key(type, id))?.delete(realm);
    if (this.byUrn.get(urn)?.id === id) this.byUrn.delete(urn);
  }

  private remain({ type, id, realm = "" }: Identity): void {
    this.deleted.add(`${key(type, id)} ${realm}`);
  }

  private append(line: Line): void {
    this.openStackOf(line.urn);
    appendFileSync(join(this.folder, journalOf(line.urn)), JSON.stringify(line) + "\n");
  }

  private load(name: string): void {
    if (this.loaded.has(name)) return;
    this.loaded.add(name);
    const file = join(this.folder, name);
    if (!existsSync(file)) return;
    const text = readFileSync(file, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
    for (const line of whole.split("\n")) if (line !== "") this.apply(JSON.parse(line) as Line);
  }

  private apply(line: Line): void {
    const { type, id, realm, urn } = line;
    if (line.op === "delete") {
      this.forget(line, urn);
      if (!line.undone) this.remain(line);
      return;
    }
    const rawInputs = this.unseal(line.inputs);
    const rawOutputs = this.unseal(line.outputs);
    const revealed = { inputs: reveal(rawInputs), outputs: reveal(rawOutputs) };
    const { abandoned, created } = line;
    this.remember({ type, id, realm, urn, rawInputs, rawOutputs, abandoned, ...revealed }, created);
  }

  private seal(values: RawValues): RawValues {
    return mapSecrets(values, (value) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", this.secretKey, iv);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value ?? null), "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
    });
  }

  private unseal(values: RawValues): RawValues {
    return mapSecrets(values, (value) => {
      const bytes = Buffer.from(value as string, "base64");
      const decipher = createDecipheriv("aes-256-gcm", this.secretKey, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as Raw;
    });
  }
}

// Secrets must not lie on disk in plain text, and the emulated cloud has no key service to ask: a key per folder.
function secretKeyOf(folder: string): Buffer {
  const file = join(folder, "key");
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(32), { mode: 0o600 });
    if (!existsSync(file)) renameSync(draft, file);
  }
  return readFileSync(file);
}
