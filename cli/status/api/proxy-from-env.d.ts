/** Types of the package, which has none. */
declare module "proxy-from-env" {
  /** The proxy for a URL, from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY; empty if there is none. */
  export function getProxyForUrl(url: string): string;
}
