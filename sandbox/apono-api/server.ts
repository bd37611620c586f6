import {
  type LoopbackRequest,
  type LoopbackResponse,
  startLoopbackServer,
} from "../kubernetes/loopback-server";
import type { Env } from "../processes";
import type { ApiConnector } from "./connectors";

/** A call that the API got. */
export interface AponoCall {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

/** Apono's API on loopback, as far as connectors are concerned. */
export interface AponoApiServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Points the command line and Apono's Terraform provider at it, with the token that it takes. */
  readonly env: Env;
  /** Every call so far. */
  readonly calls: readonly AponoCall[];
  /** What it knows from now on. A function is asked at each call, with the number of calls before it. */
  knows(connectors: readonly ApiConnector[] | ((calls: number) => readonly ApiConnector[])): void;
  /** Answers the next call with this; several wait their turn. `"never"`: with nothing at all. */
  answerNext(...answers: readonly (LoopbackResponse | "never")[]): void;
  /** Forgets connectors, calls and answers. */
  reset(): void;
  stop(): Promise<void>;
}

const PATH = "/api/admin/v3/connectors";

/** Starts Apono's API on a free port of 127.0.0.1. @param token that it takes */
export async function startAponoApi(token: string): Promise<AponoApiServer> {
  const calls: AponoCall[] = [];
  const answers: (LoopbackResponse | "never")[] = [];
  let known: (calls: number) => readonly ApiConnector[] = () => [];
  const answer = ({ method, path, headers }: LoopbackRequest) => {
    const before = calls.length;
    calls.push({ method, path, authorization: headers.authorization });
    const next = answers.shift();
    if (next === "never") return new Promise<LoopbackResponse>(() => undefined);
    if (next !== undefined) return next;
    if (headers.authorization !== `Bearer ${token}`) return json({ message: "Unauthorized" }, 401);
    return answerOf(method, new URL(path, "http://localhost"), known(before));
  };
  const { endpoint, stop } = await startLoopbackServer(answer);
  return {
    endpoint,
    env: { APONO_ENDPOINT: endpoint, APONO_PERSONAL_TOKEN: token },
    calls,
    knows: (connectors) => {
      known = typeof connectors === "function" ? connectors : () => connectors;
    },
    answerNext: (...next) => void answers.push(...next),
    reset: () => {
      calls.length = answers.length = 0;
      known = () => [];
    },
    stop,
  };
}

function answerOf(method: string, url: URL, connectors: readonly ApiConnector[]): LoopbackResponse {
  if (method !== "GET") return json({ message: "Method not allowed" }, 405);
  if (url.pathname === PATH) return pageOf(url.searchParams, connectors);
  const id = url.pathname.startsWith(`${PATH}/`)
    ? decodeURIComponent(url.pathname.slice(PATH.length + 1))
    : undefined;
  const found = connectors.find((connector) => connector.id === id);
  return found === undefined ? json({ message: "Not found" }, 404) : json(found);
}

function pageOf(query: URLSearchParams, connectors: readonly ApiConnector[]): LoopbackResponse {
  const limit = Number(query.get("limit") ?? 100);
  const from = Number(query.get("page_token") ?? 0);
  const wanted = query.getAll("status");
  const matching = connectors.filter(
    ({ status }) => wanted.length === 0 || wanted.includes(status),
  );
  const next = from + limit < matching.length ? String(from + limit) : null;
  return json({
    items: matching.slice(from, from + limit),
    pagination: { next_page_token: next },
  });
}

/** An answer in JSON. */
export const json = (body: object, status = 200): LoopbackResponse => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});
