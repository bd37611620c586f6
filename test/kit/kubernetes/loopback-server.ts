import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { readAll } from "../forwarding";

export interface LoopbackRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The same as it came. */
  readonly bytes: Buffer;
}

export interface LoopbackResponse {
  /** @default 200 */
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves http on a free port of 127.0.0.1; does not keep this process alive. */
export async function startLoopbackServer(
  answer: (request: LoopbackRequest) => LoopbackResponse | Promise<LoopbackResponse>,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    readAll(incoming)
      .then((body) =>
        answer({
          method: incoming.method ?? "GET",
          path: incoming.url ?? "/",
          headers: incoming.headers,
          body: body.toString("utf8"),
          bytes: body,
        }),
      )
      .then(({ status = 200, type = "text/plain", headers, body }) =>
        response.writeHead(status, { "Content-Type": type, ...headers }).end(body),
      )
      .catch((error: Error) => response.writeHead(500).end(error.message));
  });
  server.on("connection", (socket) => {
    sockets.add(socket.unref());
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.ref();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
