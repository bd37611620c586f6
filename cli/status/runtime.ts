import type { Evidence } from "./evidence";

/** The connector's instances, as ECS or Kubernetes reports them. */
export interface Runtime {
  readonly kind: "ecs" | "kubernetes";
  /** The ECS service or the Kubernetes Deployment. */
  readonly name: string;
  /** Number of instances. */
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** `failed`: stopped or rolled back. */
  readonly rollout: "in-progress" | "completed" | "failed";
  /** The configured image. */
  readonly image?: string;
  /** Version of the configured image. */
  readonly version?: string;
  /** Units of an instance: 1024 are a core on ECS, a quantity on Kubernetes. */
  readonly cpu?: string;
  /** MiB of an instance on ECS, a quantity on Kubernetes. */
  readonly memory?: string;
  /** When the current deployment began on ECS, or last went on in Kubernetes; ISO 8601. */
  readonly changedAt?: string;
}

/** A read-only view of what runs the connector. */
export interface RuntimeReader {
  /** @throws AwsFailure or RuntimeFailure if the state can't be read */
  look(): Promise<Runtime>;
  /** Messages that may explain why instances don't run or connect, most relevant first. */
  evidence(): Promise<readonly Evidence[]>;
}

/** The state can't be read, or the deployed service or release does not exist. */
export class RuntimeFailure extends Error {
  override readonly name = "RuntimeFailure";

  constructor(
    /** `absent`: it does not exist; `unanswered`: the request failed. */
    readonly kind: "absent" | "unanswered",
    message: string,
    /** What to do, as a sentence. */
    readonly fix: string,
  ) {
    super(message);
  }
}
