/** One provider package on the provider protocol. */
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { fileURLToPath } from "node:url";
import { componentServer } from "./components.ts";
import type { Operations } from "./operations.ts";
import type { Cloud, Invoke, Values } from "./model.ts";
import { CloudError, type Methods, empty, grpc, plugin, provider } from "./protocol.ts";
import { conceal, fromWire, reveal, toWire, type RawValues } from "./wire.ts";

/** What a provider answers, and what it has started. */
export interface Provider {
  readonly methods: Methods;
  close(): void;
}

/** @param version What the provider reports: the version of the installed SDK. */
export function providerOf(operations: Operations, version: string): Provider {
  const { emulation } = operations;
  const clouds = new CloudsByConnection(operations);
  let engineAddress = "";
  const components = emulation.components && componentServer(fileURLToPath(emulation.components), () => engineAddress);

  const methods: Methods = {
    handshake() {
      const response = new provider.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      // Components work with resources, where custom resources are made of their ids.
      response.setAcceptResources(components !== undefined);
      response.setAcceptOutputs(components !== undefined);
      return response;
    },
    attach(request: PluginAttach) {
      engineAddress = request.getAddress();
      return new empty.Empty();
    },
    cancel: () => new empty.Empty(),
    getPluginInfo() {
      const info = new plugin.PluginInfo();
      info.setVersion(version);
      return info;
    },
    getSchema() {
      const response = new provider.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: emulation.package, version }));
      return response;
    },
    checkConfig: (request: messages.CheckRequest) => checked(fromWire(request.getNews()), []),
    diffConfig: () => new provider.DiffResponse(),
    configure(request: messages.ConfigureRequest, call) {
      clouds.configure(call.getPeer(), reveal(fromWire(request.getArgs())));
      const response = new provider.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(components !== undefined);
      response.setAcceptoutputs(components !== undefined);
      response.setSupportspreview(true);
      return response;
    },
    check(request: messages.CheckRequest, call) {
      const { inputs, failures } = operations.check(
        request.getUrn(),
        fromWire(request.getOlds()),
        fromWire(request.getNews()),
        request.getRandomseed_asU8(),
        clouds.of(call.getPeer()),
      );
      return checked(inputs, failures);
    },
    diff(request: messages.DiffRequest) {
      const old = fromWire(request.getOldInputs() ?? request.getOlds());
      const result = operations.diff(
        request.getUrn(),
        old,
        fromWire(request.getNews()),
        request.getIgnorechangesList(),
      );
      return diffResponse(result);
    },
    create(request: messages.CreateRequest, call) {
      const inputs = fromWire(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toWire(operations.plan(request.getUrn(), inputs)));
        return response;
      }
      const resource = operations.create(request.getUrn(), inputs, clouds.of(call.getPeer()));
      response.setId(resource.id);
      response.setProperties(toWire(resource.rawOutputs));
      return response;
    },
    read(request: messages.ReadRequest, call) {
      const response = new provider.ReadResponse();
      const resource = operations.read(request.getUrn(), request.getId(), clouds.of(call.getPeer()));
      if (!resource) return response; // no id: the resource is gone
      response.setId(resource.id);
      response.setProperties(toWire(resource.rawOutputs));
      response.setInputs(toWire(resource.rawInputs));
      return response;
    },
    update(request: messages.UpdateRequest, call) {
      const news = fromWire(request.getNews());
      const response = new provider.UpdateResponse();
      const outputs = request.getPreview()
        ? operations.planUpdate(request.getUrn(), fromWire(request.getOlds()), news, fromWire(request.getOldInputs()))
        : operations.update(request.getUrn(), request.getId(), news, clouds.of(call.getPeer())).rawOutputs;
      response.setProperties(toWire(outputs));
      return response;
    },
    delete(request: messages.DeleteRequest) {
      operations.remove(request.getUrn(), request.getId());
      return new empty.Empty();
    },
    async invoke(request: messages.InvokeRequest, call) {
      const invoke = invokeOf(operations, request.getTok());
      const context = { cloud: clouds.of(call.getPeer()), preview: request.getPreview() };
      const result = await invoke(reveal(fromWire(request.getArgs())), context);
      const response = new provider.InvokeResponse();
      response.setReturn(toWire(conceal(result) as RawValues));
      return response;
    },
    ...(components && { construct: components.construct, call: components.call }),
  };
  return { methods, close: () => components?.close() };
}

/**
 * Two providers of one package, in two regions say, attach to the same port: each has a connection of its own, and
 * what was configured over it holds for what is asked over it.
 */
class CloudsByConnection {
  private readonly clouds = new Map<string, Cloud>();
  private readonly operations: Operations;

  constructor(operations: Operations) {
    this.operations = operations;
  }

  configure(peer: string, config: Values): void {
    this.clouds.set(peer, this.operations.cloud(config));
  }

  of(peer: string): Cloud {
    return this.clouds.get(peer) ?? [...this.clouds.values()].at(-1) ?? this.operations.cloud({});
  }
}

function invokeOf(operations: Operations, token: string): Invoke {
  const { emulation } = operations;
  const invoke = emulation.invokes[token] ?? emulation.invokeOf?.(token);
  if (!invoke) {
    throw new CloudError(
      `the emulator does not know the invoke ${token}; it knows ${Object.keys(emulation.invokes).length} of ${emulation.package}, listed in docs/emulator.md`,
      grpc.status.UNIMPLEMENTED,
    );
  }
  return invoke;
}

function checked(inputs: RawValues, failures: readonly { property?: string; reason: string }[]) {
  const response = new provider.CheckResponse();
  response.setInputs(toWire(inputs));
  for (const { property = "", reason } of failures) {
    const failure = new provider.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

function diffResponse(result: {
  changed: readonly string[];
  replaces: readonly string[];
  deleteBeforeReplace: boolean;
}) {
  const { DiffResponse, PropertyDiff } = provider;
  const response = new DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  response.setChanges(result.changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList([...result.changed]);
  response.setReplacesList([...result.replaces]);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const key of result.changed) {
    const diff = new PropertyDiff();
    diff.setKind(result.replaces.includes(key) ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE);
    diff.setInputdiff(true);
    response.getDetaileddiffMap().set(key, diff);
  }
  return response;
}
