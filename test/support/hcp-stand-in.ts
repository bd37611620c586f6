import {
  type LoopbackRequest,
  type LoopbackResponse,
  startLoopbackServer,
} from "../kit/kubernetes/loopback-server";

interface Version {
  status: "pending" | "reg_ingressing" | "ok" | "reg_ingress_failed";
  upload: string;
  archive?: Buffer;
}

/**
 * A private registry that answers as HCP Terraform documents it, with faults on demand.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules
 */
export interface HcpStandIn {
  readonly address: string;
  readonly token: string;
  /** `METHOD path`, in order. */
  readonly requests: string[];
  /** Status by version of a module. */
  statuses(module: string): Record<string, string>;
  /** The next requests of that kind get these answers first. */
  fail(request: RegExp, ...answers: number[]): void;
  /** Every request of that kind gets this answer. */
  instead(request: RegExp, answer: LoopbackResponse): void;
  /** What ends a version's reading of its archive. @default "ok" */
  ingress(status: "ok" | "reg_ingress_failed"): void;
  stop(): Promise<void>;
}

const API = "/api/v2/organizations/acme/registry-modules";

const json = (status: number, body: object): LoopbackResponse => ({
  status,
  type: "application/vnd.api+json",
  body: JSON.stringify(body),
});
const error = (status: number, title: string, detail?: string) =>
  json(status, { errors: [{ status: String(status), title, detail }] });

export async function startHcpStandIn(): Promise<HcpStandIn> {
  const token = "token-of-the-registry";
  const modules = new Map<string, Map<string, Version>>();
  const requests: string[] = [];
  const faults: { request: RegExp; answers: number[] }[] = [];
  const others: { request: RegExp; answer: LoopbackResponse }[] = [];
  let end: "ok" | "reg_ingress_failed" = "ok";
  let uploads = 0;

  function answer({ method, path, headers, body, bytes }: LoopbackRequest): LoopbackResponse {
    const name = `${method} ${path}`;
    requests.push(name);
    const fault = faults.find(({ request, answers }) => request.test(name) && answers.length > 0);
    const status = fault?.answers.shift();
    if (status !== undefined) return error(status, "on demand");
    const other = others.find(({ request }) => request.test(name));
    if (other !== undefined) return other.answer;
    const isOpen = path.startsWith("/object/");
    // An address of an object is a permission by itself: whoever sends the token along gives it away.
    if (isOpen && headers.authorization !== undefined) return error(400, "token given away");
    if (!isOpen && headers.authorization !== `Bearer ${token}`) return error(401, "unauthorized");
    return isOpen ? object(method, path, bytes) : api(method, path, body);
  }

  function object(method: string, path: string, bytes: Buffer): LoopbackResponse {
    const version = [...modules.values()]
      .flatMap((versions) => [...versions.values()])
      .find(({ upload }) => path.startsWith(upload));
    if (version === undefined) return error(404, "not found");
    if (method === "GET" || method === "HEAD")
      return { type: "application/gzip", body: version.archive ?? "" };
    if (method !== "PUT") return error(405, "not allowed");
    version.archive = bytes;
    version.status = "reg_ingressing";
    return { body: "" };
  }

  function api(method: string, path: string, body: string): LoopbackResponse {
    const data = body === "" ? {} : (JSON.parse(body) as { data: Record<string, never> }).data;
    const { attributes = {}, type } = data as {
      type?: string;
      attributes?: Record<string, string>;
    };
    if (method === "POST" && path === API) {
      if (type !== "registry-modules" || attributes["registry-name"] !== "private")
        return error(422, "invalid attribute");
      if (modules.has(attributes["name"]!)) return error(422, "invalid attribute", "Name taken");
      modules.set(attributes["name"]!, new Map());
      return json(201, { data: { type, attributes: { "version-statuses": [] } } });
    }
    // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-an-organization
    if (method === "GET" && path === "/api/v2/organizations/acme")
      return json(200, { data: { id: "acme", type: "organizations" } });
    const listed = /^\/api\/registry\/v1\/modules\/acme\/([^/]+)\/aws\/versions$/.exec(path);
    if (listed) {
      const ready = [...(modules.get(listed[1]!) ?? [])].filter(
        ([, { status }]) => status === "ok",
      );
      return json(200, { modules: [{ versions: ready.map(([version]) => ({ version })) }] });
    }
    const download = /^\/api\/registry\/v1\/modules\/acme\/([^/]+)\/aws\/([^/]+)\/download$/.exec(
      path,
    );
    if (download) {
      const there = modules.get(download[1]!)?.get(download[2]!);
      if (there === undefined) return error(404, "not found");
      return {
        status: 204,
        headers: { "X-Terraform-Get": `${there.upload}?archive=tar.gz` },
        body: "",
      };
    }
    const [, module = "", rest = ""] =
      /^\/api\/v2\/organizations\/acme\/registry-modules\/private\/acme\/([^/]+)\/aws(.*)$/.exec(
        path,
      ) ?? [];
    const versions = modules.get(module);
    if (versions === undefined) return error(404, "not found");
    if (method === "GET" && rest === "") {
      const statuses = [...versions].map(([version, { status }]) => ({ version, status }));
      for (const each of versions.values()) if (each.status === "reg_ingressing") each.status = end;
      return json(200, {
        data: { type: "registry-modules", attributes: { "version-statuses": statuses } },
      });
    }
    if (method === "POST" && rest === "/versions") {
      const { version = "" } = attributes;
      if (type !== "registry-module-versions" || version === "" || versions.has(version))
        return error(422, "invalid attribute", "Version is taken");
      const upload = `/object/${++uploads}`;
      versions.set(version, { status: "pending", upload });
      return json(201, {
        data: { type, attributes: { version }, links: { upload: server.endpoint + upload } },
      });
    }
    if (method === "DELETE" && versions.delete(rest.slice(1))) return { status: 204, body: "" };
    return error(404, "not found");
  }

  const server = await startLoopbackServer(answer);
  return {
    address: server.endpoint,
    token,
    requests,
    statuses: (module) =>
      Object.fromEntries(
        [...(modules.get(module) ?? [])].map(([version, { status }]) => [version, status]),
      ),
    fail: (request, ...answers) => void faults.push({ request, answers }),
    instead: (request, answer) => void others.push({ request, answer }),
    ingress: (status) => void (end = status),
    stop: () => server.stop(),
  };
}
