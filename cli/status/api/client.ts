import type { Clock } from "../clock";
import { type Connector, connectorOf, pageOf } from "./answers";
import {
  ApiFailure,
  notJson,
  redirected,
  redirectedAgain,
  statusFailure,
  throttled,
  unexpectedShape,
} from "./failure";
import { Http, type HttpAnswer } from "./http";
import type { ApiSettings } from "./settings";

/** Options of the client. */
export interface ApiOptions {
  readonly clock: Clock;
  /** Called with the current step. */
  readonly progress: (what: string) => void;
  /** Aborts calls and pauses. */
  readonly signal?: AbortSignal;
  /** Timeout of a call, in milliseconds. @default 20000 */
  readonly timeout?: number;
}

const CONNECTORS = "/api/admin/v3/connectors";

/** Attempts per call, for failures that may be transient. */
const ATTEMPTS = 4;
/** Longest Retry-After that is respected, in seconds. */
const LONGEST_PAUSE = 60;
/** Redirects that are followed, all within the API's own host. */
const REDIRECTS = 3;
/** Pages of a list, as a limit in case the API never ends it. */
const PAGES = 1000;

/** A read-only client of Apono's API. */
export class AponoApi {
  private readonly http: Http;

  constructor(
    private readonly settings: ApiSettings,
    private readonly options: ApiOptions,
  ) {
    this.http = new Http(settings, options.timeout ?? 20_000);
  }

  /** A connector; undefined if the API has none with this id. @throws ApiFailure */
  async connector(id: string): Promise<Connector | undefined> {
    const path = `${CONNECTORS}/${encodeURIComponent(id)}`;
    const answer = await this.ask(path);
    if (answer === undefined) return undefined;
    const connector = connectorOf(answer);
    if (connector === undefined) throw unexpectedShape(this.settings.endpoint, path);
    return connector;
  }

  /** Every connector. @throws ApiFailure */
  async connectors(): Promise<Connector[]> {
    const found: Connector[] = [];
    let next: string | null = null;
    for (let page = 0; page < PAGES; page++) {
      const query = new URLSearchParams({ limit: "100" });
      if (next !== null) query.set("page_token", next);
      const answer = await this.ask(`${CONNECTORS}?${query}`);
      if (answer === undefined) throw statusFailure(404, this.settings.endpoint, CONNECTORS);
      const read = pageOf(answer);
      const connectors = read?.items.map(connectorOf);
      if (read === undefined || connectors?.some((each) => each === undefined))
        throw unexpectedShape(this.settings.endpoint, CONNECTORS);
      found.push(...(connectors as Connector[]));
      if (read.next === null) break;
      next = read.next;
    }
    return found;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /** @returns the JSON, or undefined for a 404 */
  private async ask(path: string): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.read(await this.get(path), path);
      } catch (error) {
        if (!(error instanceof ApiFailure) || !error.isTransient || attempt === ATTEMPTS)
          throw error;
        await this.pause(error, attempt);
      }
    }
  }

  private async get(path: string): Promise<HttpAnswer> {
    const { endpoint } = this.settings;
    let url = new URL(endpoint + path);
    for (let redirects = 0; ; redirects++) {
      this.options.progress("calling Apono's API");
      const answer = await this.http.get(url, this.options.signal);
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status > 399 || typeof location !== "string") return answer;
      const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (target?.origin !== url.origin)
        throw redirected(endpoint, target === undefined ? "an invalid URL" : target.origin);
      if (redirects === REDIRECTS) throw redirectedAgain(endpoint);
      url = target;
    }
  }

  private read({ status, headers, body }: HttpAnswer, path: string): unknown {
    const { endpoint } = this.settings;
    const [place] = path.split("?") as [string];
    if (status === 429) throw throttled(endpoint, this.secondsIn(headers["retry-after"]));
    if (status === 401 || status === 403 || status >= 500)
      throw statusFailure(status, endpoint, place, this.secondsIn(headers["retry-after"]));
    const json = parsed(body);
    if (json === undefined) throw notJson(endpoint, status, /^\s*<(!doctype|html)/i.test(body));
    if (status === 404) return undefined;
    if (status === 200) return json;
    throw statusFailure(status, endpoint, place);
  }

  /** @throws ApiFailure if the API asks for a longer pause than LONGEST_PAUSE */
  private async pause(failure: ApiFailure, attempt: number): Promise<void> {
    const seconds = failure.retryAfter ?? 2 ** (attempt - 1);
    if (seconds > LONGEST_PAUSE) throw failure;
    this.options.progress(`${failure.message} Retrying in ${seconds} s`);
    await this.options.clock.sleep(seconds * 1000, this.options.signal);
  }

  /** Parses a Retry-After header, seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
  private secondsIn(header: string | string[] | undefined): number | undefined {
    if (typeof header !== "string") return undefined;
    if (/^\d+$/.test(header)) return Number(header);
    const at = Date.parse(header);
    return Number.isNaN(at)
      ? undefined
      : Math.max(0, Math.ceil((at - this.options.clock.now()) / 1000));
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
