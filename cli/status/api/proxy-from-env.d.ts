/** The package has no types of its own. */
declare module "proxy-from-env" {
  /** The proxy for an address, by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY of the process; empty without one. */
  export function getProxyForUrl(url: string): string;
}
