import { Agent, createServer } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describeCall, matches, type ApiCall, type CallMatcher } from "./aws-calls";
import { forward, readAll, respond, type Answer } from "./forwarding";

export type { ApiCall, CallMatcher } from "./aws-calls";

/** A failure that the proxy answers with instead of passing the call on. */
export interface Fault extends CallMatcher {
  /** HTTP status. @default 500 */
  readonly status?: number;
  /** The answer's body, or `"reset"` to break the connection off without one. @default "" */
  readonly body?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Let the call through, then fail: it was done, and the caller never learns. @default false */
  readonly afterwards?: boolean;
}

/** A call that waits in the proxy. */
export interface HeldCall extends ApiCall {
  /** Lets it go on to its target. */
  release(): void;
}

export interface FaultProxyOptions {
  /** Another answer in place of the target's; undefined lets it be. @default - every answer is the target's */
  readonly rewrite?: (call: ApiCall, answer: Answer) => Answer | undefined;
  /** An answer without asking the target; undefined passes the call on. @default - every call is passed on */
  readonly answer?: (call: ApiCall) => Answer | undefined;
}

/** Stands before an HTTP server, passes calls through unchanged, notes them, and breaks some. */
export interface FaultProxy {
  readonly endpoint: string;
  readonly port: number;
  /** Every call so far, in order of arrival. */
  readonly calls: readonly ApiCall[];
  /** How many calls of each action there were. */
  counts(): Readonly<Record<string, number>>;
  /** Fails the next call that matches; several wait their turn in order. */
  failOnce(fault: Fault): void;
  /**
   * Holds the next call that matches, before its target sees it. Resolves when it has arrived: the
   * moment to kill the caller. A held call whose caller goes away is dropped.
   */
  holdOnce(matcher: CallMatcher): Promise<HeldCall>;
  /** Forgets calls, faults and holds; held calls go on. */
  reset(): void;
  stop(): Promise<void>;
}

interface Hold {
  readonly matcher: CallMatcher;
  readonly arrived: (call: HeldCall) => void;
}

/** Starts a proxy on a free port of 127.0.0.1 before a target such as the emulator's endpoint. */
export async function startFaultProxy(
  target: string,
  options: FaultProxyOptions = {},
): Promise<FaultProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const agent = new Agent({ keepAlive: false });
  const calls: ApiCall[] = [];
  const faults: Fault[] = [];
  const holds: Hold[] = [];
  const held = new Set<() => void>();
  const sockets = new Set<Socket>();

  const pass = (incoming: IncomingMessage, body: Buffer): Promise<Answer> =>
    forward(incoming, body, { hostname, port: targetPort, agent });

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const call = describeCall(incoming, body);
    calls.push(call);
    const own = options.answer?.(call);
    if (own !== undefined) return respond(response, own);
    const hold = take(holds, ({ matcher }) => matches(call, matcher));
    if (hold) {
      await new Promise<void>((resolve) => {
        const release = (): void => {
          held.delete(release);
          resolve();
        };
        held.add(release);
        response.once("close", release);
        hold.arrived({ ...call, release });
      });
      if (incoming.socket.destroyed) return;
    }
    const fault = take(faults, (candidate) => matches(call, candidate));
    if (fault === undefined) {
      const given = await pass(incoming, body);
      respond(response, options.rewrite?.(call, given) ?? given);
      return;
    }
    if (fault.afterwards) await pass(incoming, body);
    if (fault.body === "reset") incoming.socket.resetAndDestroy();
    else response.writeHead(fault.status ?? 500, fault.headers).end(fault.body ?? "");
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: Error) => {
      // The target broke off: so do we, as it would without a proxy.
      process.emitWarning(`${incoming.method} ${incoming.url}: ${error.message}`, "FaultProxy");
      incoming.socket.destroy();
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    // Like a server process of the test kit, the proxy does not keep this process alive.
    socket.unref();
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;

  const reset = (): void => {
    calls.length = faults.length = holds.length = 0;
    for (const release of [...held]) release();
  };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    calls,
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { action } of calls) counts[action] = (counts[action] ?? 0) + 1;
      return counts;
    },
    failOnce: (fault) => void faults.push(fault),
    holdOnce: (matcher) => new Promise((arrived) => holds.push({ matcher, arrived })),
    reset,
    stop: () =>
      new Promise((resolve) => {
        server.ref();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        agent.destroy();
      }),
  };
}

function take<T>(from: T[], wanted: (item: T) => boolean): T | undefined {
  const at = from.findIndex(wanted);
  return at < 0 ? undefined : from.splice(at, 1)[0];
}
