import { ENDPOINT_VARIABLE, TOKEN_VARIABLE } from "./settings";

/** Why a call of Apono's API failed. */
export type ApiFailureKind =
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "throttled"
  | "server-error"
  | "timeout"
  | "redirect"
  | "not-json"
  | "unexpected"
  | "proxy"
  | "unreachable";

/** A failed call of Apono's API. Says nothing about the connector. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";

  constructor(
    readonly kind: ApiFailureKind,
    /** What happened, as a sentence. */
    message: string,
    /** What to do, as a sentence. */
    readonly fix: string,
    /** Whether a retry may succeed. */
    readonly isTransient = false,
    /** Seconds that the API asks to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** A failure by HTTP status. Never shows the response's body: it may contain the token. */
export function statusFailure(
  status: number,
  endpoint: string,
  path: string,
  retryAfter?: number,
): ApiFailure {
  switch (status) {
    case 401:
      return new ApiFailure(
        "unauthorized",
        `${endpoint} does not accept the token in ${TOKEN_VARIABLE} (401).`,
        `Create a new API token in Apono, and set ${TOKEN_VARIABLE} to it. It is not the connector's token.`,
      );
    case 403:
      return new ApiFailure(
        "forbidden",
        `The token in ${TOKEN_VARIABLE} is not allowed to read ${path} (403).`,
        "Give its user or service account a role in Apono that can read connectors.",
      );
    case 404:
      return new ApiFailure(
        "not-found",
        `${endpoint} has no ${path} (404).`,
        `Correct ${ENDPOINT_VARIABLE}, or unset it.`,
      );
    default:
      return status >= 500
        ? new ApiFailure(
            "server-error",
            `${endpoint} failed to answer (${status}).`,
            "Try again in a minute. If it keeps failing, see Apono's status page.",
            true,
            retryAfter,
          )
        : new ApiFailure(
            "unexpected",
            `${endpoint} answered ${path} with ${status}.`,
            `Correct ${ENDPOINT_VARIABLE} if it is set; otherwise report this message.`,
          );
  }
}

/** @param seconds that the API asks to wait; undefined if it does not say */
export const throttled = (endpoint: string, seconds: number | undefined): ApiFailure =>
  new ApiFailure(
    "throttled",
    `${endpoint} received too many requests (429)${seconds === undefined ? "" : `; it asks to wait ${seconds} seconds`}.`,
    "Try again later, or when this token is used less.",
    true,
    seconds,
  );

/** @param target scheme and host of the redirect */
export const redirected = (endpoint: string, target: string): ApiFailure =>
  new ApiFailure(
    "redirect",
    `${endpoint} redirects to another host, ${target}; the token was not sent there.`,
    `If ${target} is Apono's API, set ${ENDPOINT_VARIABLE} to it; otherwise find out what responds instead of the API, such as a proxy's sign-in page.`,
  );

export const redirectedAgain = (endpoint: string): ApiFailure =>
  new ApiFailure(
    "redirect",
    `${endpoint} redirects in a loop.`,
    `Correct ${ENDPOINT_VARIABLE} if it is set; otherwise find out what responds instead of the API, such as a proxy's sign-in page.`,
  );

/** @param isHtml whether the response is a web page */
export const notJson = (endpoint: string, status: number, isHtml: boolean): ApiFailure =>
  new ApiFailure(
    "not-json",
    `${endpoint} answered with ${isHtml ? "a web page" : "something other than JSON"} (${status}).`,
    `Correct ${ENDPOINT_VARIABLE} if it is set: it must be the API's address, not the web console's. Otherwise a proxy or portal responds instead: open the address in a browser.`,
  );

export const unexpectedShape = (endpoint: string, path: string): ApiFailure =>
  new ApiFailure(
    "unexpected",
    `${endpoint} answered ${path} with JSON that does not match the API's documentation.`,
    `Correct ${ENDPOINT_VARIABLE} if it is set; otherwise use a newer version of this command.`,
  );

export const timedOut = (endpoint: string, seconds: number): ApiFailure =>
  new ApiFailure(
    "timeout",
    `${endpoint} did not answer within ${seconds} seconds.`,
    "Try again. If it keeps failing, check the network, and any firewall or proxy in between.",
    true,
  );

/** @param proxy host and port @param reason a code, such as `ECONNREFUSED` or `HTTP 407` */
export const proxyFailed = (endpoint: string, proxy: string, reason: string): ApiFailure =>
  new ApiFailure(
    "proxy",
    `${endpoint} can't be reached through the proxy in HTTPS_PROXY, ${proxy} (${reason}).`,
    reason === "HTTP 407"
      ? "Set HTTPS_PROXY with the proxy's user and password: http://user:password@host:port"
      : "Correct HTTPS_PROXY, allow the host in the proxy, or add the host to NO_PROXY.",
  );

/** The endpoint can't be reached. @param code a system error code, such as `ENOTFOUND` */
export const unreachable = (endpoint: string, code: string): ApiFailure =>
  new ApiFailure(
    "unreachable",
    `${endpoint} can't be reached (${code}).`,
    unreachableFix(code),
    true,
  );

function unreachableFix(code: string): string {
  if (/CERT|UNABLE_TO|TLS|SSL|SELF_SIGNED/.test(code))
    return "A proxy or firewall presents its own certificate: set NODE_EXTRA_CA_CERTS to the file with its CA certificate.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `The host name does not resolve: correct ${ENDPOINT_VARIABLE}, or check DNS. Behind a proxy, set HTTPS_PROXY.`;
  return "Check the network, and any firewall in between. Behind a proxy, set HTTPS_PROXY.";
}
