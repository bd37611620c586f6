import semver from "semver";
import { type ModulePackage, packageFile } from "../package/packages";

/**
 * Terraform's module registry protocol over packages in memory: a request's path is looked up among what there is, and
 * never leads to a file.
 * https://developer.hashicorp.com/terraform/internals/module-registry-protocol
 */

/** Where the protocol's addresses begin. */
export const MODULES_PATH = "/v1/modules/";

/** Where Terraform asks a host for its services. */
export const DISCOVERY_PATH = "/.well-known/terraform.json";

/** Namespace that the modules are served in. */
export const NAMESPACE = "apono";

/** The provider that a module's address ends in. */
const PROVIDER = "aws";

const ARCHIVES_PATH = "/archives/";

/** Longest path that is looked at. The protocol's own have some 100 characters. */
const MAX_PATH = 1024;

/** What a name in a module's address may be. https://developer.hashicorp.com/terraform/internals/module-registry-protocol#module-addresses */
const NAME = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/;

export interface RegistryRequest {
  readonly method: string;
  /** As it was sent: with the query, still encoded. */
  readonly url: string;
  /** Bytes that the request brings along. */
  readonly bodyLength: number;
}

export interface RegistryResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON for an object. */
  readonly body?: object | Buffer;
}

/** The answer to a request; every refusal says why. */
export function answer(
  packages: readonly ModulePackage[],
  { method, url, bodyLength }: RegistryRequest,
): RegistryResponse {
  if (method !== "GET" && method !== "HEAD") {
    return refuse(405, `${method} is not possible: modules can only be read here.`, {
      Allow: "GET, HEAD",
    });
  }
  if (url.length > MAX_PATH) return refuse(414, `The path is longer than ${MAX_PATH} characters.`);
  if (bodyLength > 0) return refuse(413, "The request has a body, and nothing here takes one.");
  const path = url.split("?")[0] ?? "";
  // Nothing that is served needs an escape; whoever sends one looks for a way around a check.
  if (!path.startsWith("/") || /[^\x21-\x7e]|[%\\]|\/\/|\/\.\.?(\/|$)/.test(path))
    return refuse(400, "The path has characters or parts in it that no module's address has.");
  if (path === DISCOVERY_PATH) return { status: 200, body: { "modules.v1": MODULES_PATH } };
  if (path.startsWith(ARCHIVES_PATH)) return archive(packages, path.slice(ARCHIVES_PATH.length));
  if (path.startsWith(MODULES_PATH)) {
    return moduleAnswer(packages, path.slice(MODULES_PATH.length).split("/"));
  }
  return refuse(404, `There is nothing at ${path}. Modules are below ${MODULES_PATH}.`);
}

/** A module by the name in its address: the module's own, or that of its repository in the public registry. */
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
      `"${odd}" can't be part of a module's address: <namespace>/<name>/<provider>.`,
    );
  }
  const address = `${namespace}/${name}/${provider}`;
  const versions =
    namespace === NAMESPACE && provider === PROVIDER ? packages.filter(isNamed(name)) : [];
  if (versions.length === 0) {
    const served = [...new Set(packages.map(({ module }) => `${NAMESPACE}/${module}/${PROVIDER}`))];
    return refuse(404, `There is no module ${address}. There is: ${served.join(", ")}.`);
  }
  const [version = "", action, ...more] = rest;
  if (version === "versions" && action === undefined) return { status: 200, body: list(versions) };
  if (action !== "download" || more.length > 0) {
    return refuse(404, `Of a module there is …/versions and …/<version>/download.`);
  }
  const wanted = versions.find((each) => each.version === version);
  if (wanted === undefined) {
    const known = versions.map((each) => each.version).join(", ");
    return semver.valid(version) === version
      ? refuse(404, `${address} has no version ${version}. It has: ${known}.`)
      : refuse(400, `"${version}" is no version.`);
  }
  // Relative, so that it holds whatever host and scheme the client came by.
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
