import type { Dispatcher } from "undici";
import { type ApiFailure, proxyFailed, timedOut, unreachable } from "./failure";
import type { ApiSettings } from "./settings";

/** An HTTP response. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Largest response, in bytes: more than the API ever sends. */
const LARGEST = 20_000_000;

/** GET requests to Apono's API, through the environment's proxy. Follows no redirects. */
export class Http {
  private dispatcher: Dispatcher | undefined;
  /** Host and port of the proxy, without user and password. */
  private proxy: string | undefined;

  /** @param timeout of a request with its response, in milliseconds */
  constructor(
    private readonly settings: ApiSettings,
    private readonly timeout: number,
  ) {}

  /**
   * @param url must have the endpoint's origin: the token is sent there
   * @throws ApiFailure if there is no response; the signal's reason if it is aborted
   */
  async get(url: URL, signal?: AbortSignal): Promise<HttpAnswer> {
    const { request } = await import("undici");
    const dispatcher = await this.open();
    signal?.throwIfAborted();
    const own = new AbortController();
    const end = () => own.abort();
    signal?.addEventListener("abort", end, { once: true });
    const timer = setTimeout(end, this.timeout);
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher,
        signal: own.signal,
        headers: { authorization: `Bearer ${this.settings.token}`, accept: "application/json" },
      });
      return { status: statusCode, headers, body: await body.text() };
    } catch (error) {
      signal?.throwIfAborted();
      throw own.signal.aborted
        ? timedOut(this.settings.endpoint, this.timeout / 1000)
        : this.failure(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    }
  }

  async close(): Promise<void> {
    await this.dispatcher?.destroy();
  }

  private async open(): Promise<Dispatcher> {
    if (this.dispatcher !== undefined) return this.dispatcher;
    const [{ Agent, ProxyAgent }, { getProxyForUrl }] = await Promise.all([
      import("undici"),
      import("proxy-from-env"),
    ]);
    const proxy = getProxyForUrl(this.settings.endpoint);
    const limits = { maxResponseSize: LARGEST };
    if (proxy === "") return (this.dispatcher = new Agent(limits));
    if (!/^https?:$/.test(URL.canParse(proxy) ? new URL(proxy).protocol : ""))
      throw proxyFailed(
        this.settings.endpoint,
        "whose address is invalid",
        "not an http or https URL",
      );
    this.proxy = new URL(proxy).host;
    return (this.dispatcher = new ProxyAgent({ uri: proxy, ...limits }));
  }

  /** Uses error codes only: messages may contain the proxy's password. */
  private failure(error: unknown): ApiFailure {
    const { code, cause, name, message } = Object(error) as Error & {
      code?: string;
      cause?: { code?: string };
    };
    const reason = cause?.code ?? code ?? name;
    const { endpoint } = this.settings;
    if (this.proxy === undefined) return unreachable(endpoint, reason);
    const status = /^Proxy response \((\d+)\)/.exec(message)?.[1];
    return proxyFailed(endpoint, this.proxy, status === undefined ? reason : `HTTP ${status}`);
  }
}
