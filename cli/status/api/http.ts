import type { Dispatcher } from "undici";
import { type ApiFailure, proxyFailed, timedOut, unreachable } from "./failure";
import type { ApiSettings } from "./settings";

/** An answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** More than any answer of the API has, in bytes. */
const LARGEST = 20_000_000;

/** Reads from Apono's API, through the proxy that the environment names. Follows no redirect. */
export class Http {
  private dispatcher: Dispatcher | undefined;
  /** Host and port of the proxy, without user and password. */
  private proxy: string | undefined;

  /** @param timeout milliseconds for a whole answer */
  constructor(
    private readonly settings: ApiSettings,
    private readonly timeout: number,
  ) {}

  /**
   * @param url on the endpoint's own origin: the token goes there
   * @throws ApiFailure where there is no answer; the signal's reason when it is aborted
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
      throw proxyFailed(this.settings.endpoint, "its address", "not an http or https URL");
    this.proxy = new URL(proxy).host;
    return (this.dispatcher = new ProxyAgent({ uri: proxy, ...limits }));
  }

  /** Tells codes and no messages: those may have a proxy's password in them. */
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
