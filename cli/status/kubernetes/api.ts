import { Agent, request } from "node:https";
import { RuntimeFailure } from "../runtime";

/** Where a cluster's API is, and who asks. */
export interface ClusterAccess {
  readonly clusterName: string;
  /** `https://…` */
  readonly endpoint: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
}

/** Milliseconds for one answer. */
const TIMEOUT = 15_000;
/** Bytes of one answer: more than the objects of a namespace are. */
const LARGEST = 50_000_000;

/** A Kubernetes API, which is only read. */
export class KubernetesApi {
  constructor(private readonly access: ClusterAccess) {}

  /** @throws RuntimeFailure where the cluster does not answer, or refuses */
  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.text(path)) as T;
  }

  /** @throws RuntimeFailure where the cluster does not answer, or refuses */
  async text(path: string): Promise<string> {
    const { clusterName, endpoint } = this.access;
    const { status, body } = await this.ask(path).catch((error: NodeJS.ErrnoException) => {
      throw new RuntimeFailure(
        "unanswered",
        `The API of the cluster ${clusterName}, ${endpoint}, can't be reached (${error.code ?? error.name}).`,
        "Run the command where the API can be reached: a private endpoint answers within its VPC only.",
      );
    });
    if (status === 200) return body;
    const [resource] = path.split("?") as [string];
    throw status === 401
      ? new RuntimeFailure(
          "unanswered",
          `The cluster ${clusterName} does not know the AWS identity that asks (401).`,
          "Make an access entry for it in the cluster, or choose another with --profile.",
        )
      : new RuntimeFailure(
          "unanswered",
          `The cluster ${clusterName} answered ${resource} with ${status}.`,
          status === 403
            ? "Give the AWS identity that asks an access policy that may view, such as AmazonEKSViewPolicy."
            : "Ask it with kubectl, and see what it says.",
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
