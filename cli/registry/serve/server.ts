import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { ModulePackage } from "../package/packages";
import { MODULES_PATH, type RegistryResponse, answer } from "./protocol";

export interface ServeOptions {
  /** Address to listen on. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Key and certificate as PEM, for https. @default - http */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  /** Called for each answered request. */
  readonly onAnswer?: (line: string) => void;
}

export interface ServedRegistry {
  /** Without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Time limit for receiving a request, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;

/** Serves packages by the module registry protocol until it is stopped. @throws a system error if the port is in use */
export async function serveRegistry(
  packages: readonly ModulePackage[],
  { host, port, tls, onAnswer }: ServeOptions,
): Promise<ServedRegistry> {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const result = answer(packages, {
      method: request.method ?? "",
      url: request.url ?? "",
      bodyLength: bodyLength(request),
    });
    onAnswer?.(`${result.status} ${request.method} ${request.url?.slice(0, 200)}`);
    send(response, result, request.method === "HEAD");
    // Don't read the rest of the body.
    if (result.status === 413) request.destroy();
  };
  const limits = { requestTimeout: REQUEST_TIMEOUT, headersTimeout: REQUEST_TIMEOUT };
  const server = tls
    ? createTlsServer({ ...limits, ...tls }, handle)
    : createServer(limits, handle);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    url: `${tls ? "https" : "http"}://${name}:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * The `host` block for Terraform's CLI configuration. Without it, Terraform discovers services only over https on port
 * 443. https://developer.hashicorp.com/terraform/cli/config/config-file
 */
export const hostBlock = (hostname: string, url: string): string =>
  `host "${hostname}" {\n  services = {\n    "modules.v1" = "${url}${MODULES_PATH}"\n  }\n}`;

function bodyLength({ headers }: IncomingMessage): number {
  if (headers["transfer-encoding"] !== undefined) return Infinity;
  return Number(headers["content-length"] ?? 0);
}

function send(
  response: ServerResponse,
  { status, headers, body }: RegistryResponse,
  headOnly: boolean,
): void {
  const content = Buffer.isBuffer(body)
    ? body
    : Buffer.from(body === undefined ? "" : `${JSON.stringify(body)}\n`);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "X-Content-Type-Options": "nosniff",
    ...headers,
    ...(status === 204 ? {} : { "Content-Length": String(content.length) }),
  });
  response.end(headOnly || status === 204 ? undefined : content);
}
