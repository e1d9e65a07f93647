/**
 * Remote components of a package, served by the SDK's own provider server. Its runtime settings are global to a
 * process, so it gets one of its own, started when the first component is asked for.
 */
import { spawn } from "node:child_process";
import type * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { grpc, providerService } from "./protocol.ts";

const compileCache = join(import.meta.dirname, "../node_modules/.cache/node/components");

export interface ComponentServer {
  construct(request: messages.ConstructRequest): Promise<messages.ConstructResponse>;
  call(request: messages.CallRequest): Promise<messages.CallResponse>;
  close(): void;
}

/** @param script A module that hands its provider to `provider.main` of the SDK. */
export function componentServer(script: string, engineAddress: () => string): ComponentServer {
  let started: Promise<{ client: Client; stop: () => void }> | undefined;
  const client = async () => (await (started ??= start(script, engineAddress()))).client;
  return {
    construct: async (request) => forward(await client(), "construct", request),
    call: async (request) => forward(await client(), "call", request),
    close: () => void started?.then(({ stop }) => stop()),
  };
}

type Client = InstanceType<typeof providerService.ResourceProviderClient>;

async function start(script: string, engineAddress: string): Promise<{ client: Client; stop: () => void }> {
  const child = spawn(process.execPath, [script, engineAddress], {
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the component server ${script} ended with code ${code}`)));
  });
  const client = new providerService.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    client,
    stop: () => {
      client.close();
      child.kill();
    },
  };
}

function forward<Response>(client: Client, method: "construct" | "call", request: unknown): Promise<Response> {
  type Unary = (request: unknown, callback: (error: grpc.ServiceError | null, response: Response) => void) => void;
  return new Promise((resolve, reject) => {
    (client[method] as unknown as Unary).call(client, request, (error, response) =>
      error ? reject(error) : resolve(response),
    );
  });
}
