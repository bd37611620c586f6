import { ENDPOINT_VARIABLE, TOKEN_VARIABLE } from "./settings";

/** Why Apono's API gave no answer that can be read. */
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

/** A question that Apono's API did not answer. Says nothing of the connector. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";

  constructor(
    readonly kind: ApiFailureKind,
    /** What happened, as a sentence. */
    message: string,
    /** What to do, as a sentence. */
    readonly fix: string,
    /** Whether the same question may be answered a moment later. */
    readonly isTransient = false,
    /** Seconds that the API asks to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** An answer that is not what was asked for, by its status. Shows nothing that the answer holds: that may be the token. */
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
        `Make a new token in Apono, and set ${TOKEN_VARIABLE} to it. It is another one than the connector's.`,
      );
    case 403:
      return new ApiFailure(
        "forbidden",
        `The token in ${TOKEN_VARIABLE} may not read ${path} (403).`,
        "Give its user or service account a role in Apono that may read connectors.",
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
            "Try again in a minute. If it goes on, look at Apono's status page.",
            true,
            retryAfter,
          )
        : new ApiFailure(
            "unexpected",
            `${endpoint} answered ${path} with ${status}.`,
            `Correct ${ENDPOINT_VARIABLE} if it is set; else report it, with this message.`,
          );
  }
}

/** @param seconds that the API asks to wait; undefined where it does not say */
export const throttled = (endpoint: string, seconds: number | undefined): ApiFailure =>
  new ApiFailure(
    "throttled",
    `${endpoint} answers too many requests (429)${seconds === undefined ? "" : `, and asks to wait ${seconds} seconds`}.`,
    "Try again later, or when less asks the API with this token.",
    true,
    seconds,
  );

/** @param target scheme and host of the redirect */
export const redirected = (endpoint: string, target: string): ApiFailure =>
  new ApiFailure(
    "redirect",
    `${endpoint} redirects to another host, ${target}. The token was not sent there.`,
    `If ${target} is Apono's API, set ${ENDPOINT_VARIABLE} to it; else look at what answers in its place, such as a proxy's sign-in page.`,
  );

export const redirectedAgain = (endpoint: string): ApiFailure =>
  new ApiFailure(
    "redirect",
    `${endpoint} redirects to itself again and again.`,
    `Correct ${ENDPOINT_VARIABLE} if it is set; else look at what answers in its place, such as a proxy's sign-in page.`,
  );

/** @param isHtml whether a page came in place of data */
export const notJson = (endpoint: string, status: number, isHtml: boolean): ApiFailure =>
  new ApiFailure(
    "not-json",
    `${endpoint} answered with ${isHtml ? "a web page" : "something other than JSON"} (${status}).`,
    `Correct ${ENDPOINT_VARIABLE} if it is set: it is the API's address, not the web console's. Else a proxy or portal answers in its place: open the address in a browser.`,
  );

export const unexpectedShape = (endpoint: string, path: string): ApiFailure =>
  new ApiFailure(
    "unexpected",
    `${endpoint} answered ${path} with JSON of another shape than documented.`,
    `Correct ${ENDPOINT_VARIABLE} if it is set; else look for a newer version of this command.`,
  );

export const timedOut = (endpoint: string, seconds: number): ApiFailure =>
  new ApiFailure(
    "timeout",
    `${endpoint} did not answer within ${seconds} seconds.`,
    "Try again. If it goes on, look at the network, and at a firewall or proxy in between.",
    true,
  );

/** @param proxy host and port @param reason a code, such as `ECONNREFUSED` or `HTTP 407` */
export const proxyFailed = (endpoint: string, proxy: string, reason: string): ApiFailure =>
  new ApiFailure(
    "proxy",
    `${endpoint} can't be reached through the proxy in HTTPS_PROXY, ${proxy} (${reason}).`,
    reason === "HTTP 407"
      ? "Set HTTPS_PROXY with the proxy's user and password: http://user:password@host:port"
      : "Correct HTTPS_PROXY, have the proxy allow the host, or name the host in NO_PROXY.",
  );

/** Nothing answers at the address. @param code of the system, such as `ENOTFOUND` */
export const unreachable = (endpoint: string, code: string): ApiFailure =>
  new ApiFailure(
    "unreachable",
    `${endpoint} can't be reached (${code}).`,
    unreachableFix(code),
    true,
  );

function unreachableFix(code: string): string {
  if (/CERT|UNABLE_TO|TLS|SSL|SELF_SIGNED/.test(code))
    return "Something on the way shows a certificate of its own: set NODE_EXTRA_CA_CERTS to the file with its authority.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `The name has no address from here: correct ${ENDPOINT_VARIABLE}, or look at DNS. Behind a proxy, set HTTPS_PROXY.`;
  return "Look at the network and at a firewall in between. Behind a proxy, set HTTPS_PROXY.";
}
