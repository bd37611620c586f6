import type { Finding } from "../finding";

/** What Terraform or OpenTofu says of a run's roots. */
export interface EngineResult {
  readonly findings: readonly Finding[];
  /** Folders whose syntax it has read. */
  readonly folders: readonly string[];
  /** What it could not look at, and what to do about it. */
  readonly notes: readonly string[];
}
