/** The gRPC services and messages of the pinned SDK, and the little that serving them needs. */
import * as grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";

export { empty, engine, engineService, grpc, language, languageService, plugin, provider, providerService };

/** A unary method as a function that returns its response or throws. */
export type Method<Request, Response> = (request: Request, call: { getPeer(): string }) => Response | Promise<Response>;

/** An error whose message is the whole story: shown to the user as it is, without a stack. */
export class CloudError extends Error {
  readonly code: grpc.status;

  constructor(message: string, code: grpc.status = grpc.status.UNKNOWN) {
    super(message);
    this.code = code;
  }
}

/** The methods of a service by name. */
export type Methods = { readonly [name: string]: Method<never, unknown> };

const MESSAGE_LIMIT = 400 * 1024 * 1024; // what the engine itself allows (sdk/go/common/util/rpcutil)

/**
 * Serves one gRPC service on a free loopback port; methods that are not given answer UNIMPLEMENTED.
 *
 * @param load Makes the methods when the first of them is called.
 */
export async function serve(
  definition: grpc.ServiceDefinition,
  load: () => Promise<Methods>,
): Promise<{ port: number; close: () => void }> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT });
  let loaded: Promise<Methods> | undefined;
  const methodOf = async (name: string) => (await (loaded ??= load()))[name];
  const handlers = Object.keys(definition).map((name) => [name, handler(name, () => methodOf(name))]);
  server.addService(definition, Object.fromEntries(handlers) as grpc.UntypedServiceImplementation);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { port, close: () => server.forceShutdown() };
}

type Call = grpc.ServerUnaryCall<never, unknown> & grpc.ServerWritableStream<never, unknown>;

function handler(name: string, find: () => Promise<Method<never, unknown> | undefined>) {
  return async (call: Call, callback?: grpc.sendUnaryData<unknown>) => {
    const fail = (error: Partial<grpc.StatusObject>) => (callback ? callback(error, null) : call.emit("error", error));
    try {
      const method = await find();
      if (!method) return fail({ code: grpc.status.UNIMPLEMENTED, details: `${name} is not implemented` });
      const response = await method(call.request, call);
      if (callback) callback(null, response);
      else call.end();
    } catch (error) {
      const code = error instanceof CloudError ? error.code : grpc.status.UNKNOWN;
      const expected = error instanceof CloudError;
      const details =
        error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
      fail({ code, details });
    }
  };
}
