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
  /** Version of the configured image. */
  readonly version?: string;
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
