import semver from "semver";
import { type ModulePackage, packageFile } from "../package/packages";

/**
 * Terraform's module registry protocol over packages in memory. Request paths are never used as file paths.
 * https://developer.hashicorp.com/terraform/internals/module-registry-protocol
 */

/** Path prefix of the protocol. */
export const MODULES_PATH = "/v1/modules/";

/** Terraform's service discovery. */
export const DISCOVERY_PATH = "/.well-known/terraform.json";

/** Namespace of the modules. */
export const NAMESPACE = "apono";

/** The provider part of a module's address. */
const PROVIDER = "aws";

const ARCHIVES_PATH = "/archives/";

/** Longest path that is accepted, in characters. The protocol's have about 100. */
const MAX_PATH = 1024;

/**
 * A valid part of a module's address.
 * https://developer.hashicorp.com/terraform/internals/module-registry-protocol#module-addresses
 */
const NAME = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/;

export interface RegistryRequest {
  readonly method: string;
  /** As sent: encoded, with the query. */
  readonly url: string;
  /** Size of the request's body, in bytes. */
  readonly bodyLength: number;
}

export interface RegistryResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON for an object. */
  readonly body?: object | Buffer;
}

/** Answers a request. Every error says why. */
export function answer(
  packages: readonly ModulePackage[],
  { method, url, bodyLength }: RegistryRequest,
): RegistryResponse {
  if (method !== "GET" && method !== "HEAD") {
    return refuse(405, `${method} is not supported: this registry is read-only.`, {
      Allow: "GET, HEAD",
    });
  }
  if (url.length > MAX_PATH) return refuse(414, `The path is longer than ${MAX_PATH} characters.`);
  if (bodyLength > 0) return refuse(413, "The request must not have a body.");
  const path = url.split("?")[0] ?? "";
  // No served path needs escapes: reject them, so that they can't bypass a check.
  if (!path.startsWith("/") || /[^\x21-\x7e]|[%\\]|\/\/|\/\.\.?(\/|$)/.test(path))
    return refuse(
      400,
      "The path contains characters or parts that are not valid in a module's address.",
    );
  if (path === DISCOVERY_PATH) return { status: 200, body: { "modules.v1": MODULES_PATH } };
  if (path.startsWith(ARCHIVES_PATH)) return archive(packages, path.slice(ARCHIVES_PATH.length));
  if (path.startsWith(MODULES_PATH)) {
    return moduleAnswer(packages, path.slice(MODULES_PATH.length).split("/"));
  }
  return refuse(404, `${path} does not exist. Modules are below ${MODULES_PATH}.`);
}

/** Finds a module by the name in its address: its own name, or its name in the public registry. */
const isNamed = (name: string) => (each: ModulePackage) =>
  each.module === name || `apono-${each.module}` === name;

function moduleAnswer(
  packages: readonly ModulePackage[],
  parts: readonly string[],
): RegistryResponse {
  const [namespace = "", name = "", provider = "", ...rest] = parts;
  const odd = [namespace, name, provider].find((part) => !NAME.test(part));
  if (odd !== undefined) {
    return refuse(
      400,
      `"${odd}" is not valid in a module's address: <namespace>/<name>/<provider>.`,
    );
  }
  const address = `${namespace}/${name}/${provider}`;
  const versions =
    namespace === NAMESPACE && provider === PROVIDER ? packages.filter(isNamed(name)) : [];
  if (versions.length === 0) {
    const served = [...new Set(packages.map(({ module }) => `${NAMESPACE}/${module}/${PROVIDER}`))];
    return refuse(404, `There is no module ${address}. Available modules: ${served.join(", ")}.`);
  }
  const [version = "", action, ...more] = rest;
  if (version === "versions" && action === undefined) return { status: 200, body: list(versions) };
  if (action !== "download" || more.length > 0) {
    return refuse(404, `Supported paths of a module: …/versions and …/<version>/download.`);
  }
  const wanted = versions.find((each) => each.version === version);
  if (wanted === undefined) {
    const known = versions.map((each) => each.version).join(", ");
    return semver.valid(version) === version
      ? refuse(404, `${address} has no version ${version}. Available versions: ${known}.`)
      : refuse(400, `"${version}" is not a valid version.`);
  }
  // Relative, so that it works with any host and scheme that the client uses.
  return {
    status: 204,
    headers: { "X-Terraform-Get": `${ARCHIVES_PATH}${packageFile(wanted)}` },
  };
}

const list = (versions: readonly ModulePackage[]) => ({
  modules: [{ versions: versions.map(({ version }) => ({ version })) }],
});

function archive(packages: readonly ModulePackage[], file: string): RegistryResponse {
  const wanted = packages.find((each) => packageFile(each) === file);
  if (wanted === undefined) return refuse(404, `There is no package ${file}.`);
  return {
    status: 200,
    headers: { "Content-Type": "application/gzip" },
    body: wanted.archive,
  };
}

const refuse = (
  status: number,
  reason: string,
  headers?: Readonly<Record<string, string>>,
): RegistryResponse => ({ status, headers, body: { errors: [reason] } });
