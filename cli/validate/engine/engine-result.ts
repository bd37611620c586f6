import type { Finding } from "../finding";

/** What Terraform or OpenTofu reports. */
export interface EngineResult {
  readonly findings: readonly Finding[];
  /** Folders whose syntax it checked. */
  readonly folders: readonly string[];
  /** What it could not check, and the fix. */
  readonly notes: readonly string[];
}
