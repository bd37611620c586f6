import {
  type LoopbackRequest,
  type LoopbackResponse,
  startLoopbackServer,
} from "../kubernetes/loopback-server";
import type { Env } from "../processes";
import { json, notFound, pageOf } from "./answers";
import { CATALOG, catalogEntry } from "./catalog";
import type { ApiConnector } from "./connectors";
import { INTEGRATIONS_PATH, IntegrationBook } from "./integrations";

export { json } from "./answers";

/** A call that the API got. */
export interface AponoCall {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

/** The connectors that there are at a call. @param calls how many there were before */
export type KnownConnectors = (
  calls: number,
) => readonly ApiConnector[] | Promise<readonly ApiConnector[]>;

/** Apono's API on loopback, as far as connectors and their integrations are concerned. */
export interface AponoApiServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Points the command line and Apono's Terraform provider at it, with the token that it takes. */
  readonly env: Env;
  /** Every call so far. */
  readonly calls: readonly AponoCall[];
  /** The integrations that there are. */
  readonly integrations: IntegrationBook;
  /** What it knows from now on. A function is asked at each call, with the number of calls before it. */
  knows(connectors: readonly ApiConnector[] | KnownConnectors): void;
  /** Answers the next call with this; several wait their turn. `"never"`: with nothing at all. */
  answerNext(...answers: readonly (LoopbackResponse | "never")[]): void;
  /** Forgets connectors, integrations, calls and answers. */
  reset(): void;
  stop(): Promise<void>;
}

const PATH = "/api/admin/v3/connectors";
const LIST_PATH = "/api/v2/connectors";

/** Starts Apono's API on a free port of 127.0.0.1. @param token that it takes */
export async function startAponoApi(token: string): Promise<AponoApiServer> {
  const calls: AponoCall[] = [];
  const answers: (LoopbackResponse | "never")[] = [];
  const integrations = new IntegrationBook();
  let known: KnownConnectors = () => [];
  const answer = async ({ method, path, headers, body }: LoopbackRequest) => {
    const before = calls.length;
    calls.push({ method, path, authorization: headers.authorization });
    const next = answers.shift();
    if (next === "never") return new Promise<LoopbackResponse>(() => undefined);
    if (next !== undefined) return next;
    if (headers.authorization !== `Bearer ${token}`) return json({ message: "Unauthorized" }, 401);
    const url = new URL(path, "http://localhost");
    const connectors = await known(before);
    if (url.pathname.startsWith(INTEGRATIONS_PATH))
      return integrations.answer(method, url, body, connectors);
    if (method !== "GET") return json({ message: "Method not allowed" }, 405);
    return connectorAnswer(url, connectors);
  };
  const { endpoint, stop } = await startLoopbackServer(answer);
  return {
    endpoint,
    env: { APONO_ENDPOINT: endpoint, APONO_PERSONAL_TOKEN: token },
    calls,
    integrations,
    knows: (connectors) => {
      known = typeof connectors === "function" ? connectors : () => connectors;
    },
    answerNext: (...next) => void answers.push(...next),
    reset: () => {
      calls.length = answers.length = 0;
      known = () => [];
      integrations.clear();
    },
    stop,
  };
}

function connectorAnswer(url: URL, connectors: readonly ApiConnector[]): LoopbackResponse {
  const { pathname, searchParams } = url;
  if (pathname === PATH) {
    const wanted = searchParams.getAll("status");
    return pageOf(
      searchParams,
      connectors.filter(({ status }) => wanted.length === 0 || wanted.includes(status)),
    );
  }
  // What the Terraform provider's data source asks for.
  if (pathname === LIST_PATH)
    return json(
      connectors.map(({ id, status }) => ({ connector_id: id, status, last_connected: null })),
    );
  const [, type] = /^\/api\/v2\/integrations-catalog\/(.+)$/.exec(pathname) ?? [];
  if (type !== undefined)
    return type in CATALOG ? json(catalogEntry(type, CATALOG[type]!)) : notFound();
  const id = pathname.startsWith(`${PATH}/`)
    ? decodeURIComponent(pathname.slice(PATH.length + 1))
    : undefined;
  const found = connectors.find((connector) => connector.id === id);
  return found === undefined ? notFound() : json(found);
}
