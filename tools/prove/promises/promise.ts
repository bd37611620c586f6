import type { Target } from "../target";

/** Kinds of proofs, the strongest first. */
export const KINDS = [
  "real AWS",
  "real Kubernetes",
  "emulator",
  "Terraform",
  "code",
  "type check",
  "page",
] as const;
export type Kind = (typeof KINDS)[number];

/** A test that proves a promise. */
export interface TestProof {
  /** `emulator`: real Terraform and AWS provider against the emulator. `Terraform`: Terraform alone. `code`: neither. */
  readonly kind: "real Kubernetes" | "emulator" | "Terraform" | "code";
  /** Relative to the project's root. */
  readonly file: string;
  /** Name of the test, as in the file. */
  readonly test: string;
}

/** A step of `npm run prove`, which needs an AWS account. */
export interface StepProof {
  readonly kind: "real AWS";
  readonly target: Target["name"];
  readonly step: string;
}

/** A page of AWS's or Terraform's documentation. */
export interface PageProof {
  readonly kind: "page";
  readonly url: string;
}

/** A type that makes the compiler reject everything else. */
export interface TypeProof {
  readonly kind: "type check";
  /** File of the type, relative to the project's root. */
  readonly file: string;
}

export type Proof = TestProof | StepProof | PageProof | TypeProof;

/** A promise of a README or guide. */
export interface Promised {
  /** Lowercase letters and hyphens. */
  readonly id: string;
  /** The promise, as a sentence. */
  readonly promise: string;
  /** File and heading, for example `docs/guides/ecs.md#rotating-the-token`. */
  readonly in: string;
  readonly proofs: readonly Proof[];
}

const testProof =
  (kind: TestProof["kind"]) =>
  (file: string, test: string): TestProof => ({ kind, file: `test/${file}.test.ts`, test });

export const kubernetes = testProof("real Kubernetes");
export const emulator = testProof("emulator");
export const terraform = testProof("Terraform");
export const code = testProof("code");
export const real = (target: Target["name"], step: string): StepProof => ({
  kind: "real AWS",
  target,
  step,
});
export const page = (url: string): PageProof => ({ kind: "page", url });
export const types = (file: string): TypeProof => ({ kind: "type check", file });
