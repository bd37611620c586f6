import { request } from "node:http";
import type { IncomingMessage, RequestOptions, ServerResponse } from "node:http";

/** What a target answered. */
export interface Answer {
  readonly status: number;
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

/** Sends a request on to its target as it came. */
export function forward(
  incoming: IncomingMessage,
  body: Buffer,
  to: RequestOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { ...to, method: incoming.method, path: incoming.url, setHost: false },
      (response) => {
        readAll(response)
          .then((content) =>
            resolve({
              status: response.statusCode ?? 502,
              rawHeaders: response.rawHeaders,
              body: content,
            }),
          )
          .catch(reject);
      },
    );
    outgoing.on("error", reject);
    setRawHeaders(outgoing, incoming.rawHeaders);
    outgoing.end(body);
  });
}

/** Gives an answer as the target gave it. */
export function respond(response: ServerResponse, { status, rawHeaders, body }: Answer): void {
  response.statusCode = status;
  response.sendDate = false;
  setRawHeaders(response, rawHeaders);
  response.end(body);
}

/** An answer with another body. */
export function withBody(answer: Answer, body: string): Answer {
  const rawHeaders: string[] = [];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    const name = answer.rawHeaders[at] ?? "";
    if (!/^content-length$/i.test(name)) rawHeaders.push(name, answer.rawHeaders[at + 1] ?? "");
  }
  return { ...answer, rawHeaders, body: Buffer.from(body) };
}

/** Raw headers keep their case, order and repetitions, which signatures may depend on. */
function setRawHeaders(
  outgoing: { appendHeader(name: string, value: string): unknown },
  raw: readonly string[],
): void {
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? "";
    // Concern each connection by itself.
    if (/^(connection|keep-alive|transfer-encoding|expect)$/i.test(name)) continue;
    outgoing.appendHeader(name, raw[at + 1] ?? "");
  }
}

/** The whole body. */
export async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
