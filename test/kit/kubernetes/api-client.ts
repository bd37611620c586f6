import { Agent, request } from "node:https";

/** An object of the API; what is below depends on its kind. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
      readonly controller?: boolean;
    }[];
    readonly finalizers?: readonly string[];
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the API's types would be a dependency of 4 MB for a handful of fields
  readonly [field: string]: any;
}

export interface ApiResponse {
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

export interface RequestOptions {
  /** @default application/json; for PATCH application/merge-patch+json */
  readonly contentType?: string;
}

/** The API refused or failed a request. */
export class KubernetesError extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    const message = (body as { message?: string } | undefined)?.message ?? String(body);
    super(`${method} ${path} answered ${status}: ${message}`);
    this.name = "KubernetesError";
  }
}

/** A caller of one API server: by its paths, such as `/api/v1/namespaces/a/secrets/b`. */
export class KubernetesClient {
  /** @param token bearer token; undefined calls anonymously */
  constructor(
    readonly endpoint: string,
    caCertificate: string,
    private readonly token: string | undefined,
    private readonly agent = new Agent({ ca: caCertificate, keepAlive: true }),
  ) {}

  /** The same server as somebody else. */
  as(token: string | undefined): KubernetesClient {
    return new KubernetesClient(this.endpoint, "", token, this.agent);
  }

  /** Any request. A refusal is an answer, not an exception. */
  request(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<ApiResponse> {
    const { agent, token } = this;
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.endpoint}${path}`,
        {
          agent,
          method,
          headers: {
            Accept: "application/json",
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { "Content-Type": options.contentType ?? type }),
          },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (text += chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, body: parsed(text) }),
          );
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** @throws KubernetesError unless it is there */
  async get<T = KubernetesObject>(path: string): Promise<T> {
    return (await this.call("GET", path)) as T;
  }

  /** The object, or undefined where there is none. */
  async find<T = KubernetesObject>(path: string): Promise<T | undefined> {
    const { status, body } = await this.request("GET", path);
    if (status === 404) return undefined;
    if (status !== 200) throw new KubernetesError("GET", path, status, body);
    return body as T;
  }

  /** The items of a collection such as `/apis/apps/v1/deployments`. */
  async list(path: string): Promise<KubernetesObject[]> {
    return (await this.get<{ items: KubernetesObject[] }>(path)).items;
  }

  /** @param path the collection's */
  async create(path: string, object: KubernetesObject): Promise<KubernetesObject> {
    return (await this.call("POST", path, object)) as KubernetesObject;
  }

  /** Merges some fields into an object. */
  async patch(path: string, fields: object): Promise<KubernetesObject> {
    return (await this.call("PATCH", path, fields)) as KubernetesObject;
  }

  async delete(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  /** Closes idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private async call(method: string, path: string, content?: unknown): Promise<unknown> {
    const { status, body } = await this.request(method, path, content);
    if (status < 200 || status > 299) throw new KubernetesError(method, path, status, body);
    return body;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
