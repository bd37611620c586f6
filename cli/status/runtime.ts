import type { Evidence } from "./evidence";

/** What ECS or Kubernetes says of the connector's instances. */
export interface Runtime {
  readonly kind: "ecs" | "kubernetes";
  /** The service or the deployment. */
  readonly name: string;
  /** Instances that are to run, run, and are about to. */
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** `failed`: it was given up, or rolled back. */
  readonly rollout: "in-progress" | "completed" | "failed";
  /** Version of the image that is to run. */
  readonly version?: string;
}

/** Whoever runs the connector: told to nobody, only asked. */
export interface RuntimeReader {
  /** @throws AwsFailure or RuntimeFailure where it can't be asked */
  look(): Promise<Runtime>;
  /** What it says of why instances don't run, or don't connect; the most telling first. */
  evidence(): Promise<readonly Evidence[]>;
}

/** ECS or Kubernetes can't be asked, or has no connector where it was deployed. */
export class RuntimeFailure extends Error {
  override readonly name = "RuntimeFailure";

  constructor(
    /** `absent`: it answers that there is nothing; `unanswered`: it does not answer. */
    readonly kind: "absent" | "unanswered",
    message: string,
    /** What to do, as a sentence. */
    readonly fix: string,
  ) {
    super(message);
  }
}
