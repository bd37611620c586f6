import { Agent, request } from "node:https";
import { RuntimeFailure } from "../runtime";

/** A cluster's API endpoint and credentials. */
export interface ClusterAccess {
  readonly clusterName: string;
  /** `https://…` */
  readonly endpoint: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
}

/** Timeout of a request, in milliseconds. */
const TIMEOUT = 15_000;
/** Largest response, in bytes: more than the objects of a namespace. */
const LARGEST = 50_000_000;

/** A read-only client of a Kubernetes API. */
export class KubernetesApi {
  constructor(private readonly access: ClusterAccess) {}

  /** @throws RuntimeFailure if the request fails */
  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.text(path)) as T;
  }

  /** @throws RuntimeFailure if the request fails */
  async text(path: string): Promise<string> {
    const { clusterName, endpoint } = this.access;
    const { status, body } = await this.ask(path).catch((error: NodeJS.ErrnoException) => {
      throw new RuntimeFailure(
        "unanswered",
        `The API of the cluster ${clusterName}, ${endpoint}, can't be reached (${error.code ?? error.name}).`,
        "Run the command where the API can be reached: a private endpoint is reachable only from its VPC.",
      );
    });
    if (status === 200) return body;
    const [resource] = path.split("?") as [string];
    throw status === 401
      ? new RuntimeFailure(
          "unanswered",
          `The cluster ${clusterName} rejects the AWS identity in use (401).`,
          "Create an access entry for it in the cluster, or choose another identity with --profile.",
        )
      : new RuntimeFailure(
          "unanswered",
          `The cluster ${clusterName} answered ${resource} with ${status}.`,
          status === 403
            ? "Give the AWS identity in use an access policy that allows reading, such as AmazonEKSViewPolicy."
            : "Try the same with kubectl.",
        );
  }

  private ask(path: string): Promise<{ readonly status: number; readonly body: string }> {
    const { endpoint, authority, token } = this.access;
    return new Promise((resolve, reject) => {
      const asked = request(
        `${endpoint}${path}`,
        {
          agent: new Agent({ ca: authority }),
          signal: AbortSignal.timeout(TIMEOUT),
          headers: { accept: "application/json", authorization: `Bearer ${token}` },
        },
        (response) => {
          let body = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            body += part;
            if (body.length > LARGEST) response.destroy(new Error("too large"));
          });
          response.on("error", reject);
          response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
        },
      );
      asked.on("error", reject);
      asked.end();
    });
  }
}
