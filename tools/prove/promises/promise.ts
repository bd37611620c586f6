import type { Target } from "../target";

/** What stands behind a promise, strongest first. */
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

/** A test that shows a promise. */
export interface TestProof {
  /** `emulator`: real Terraform and AWS provider before the emulator. `Terraform`: Terraform alone. `code`: neither. */
  readonly kind: "real Kubernetes" | "emulator" | "Terraform" | "code";
  /** From the project's root. */
  readonly file: string;
  /** The test's name, as it is written in the file. */
  readonly test: string;
}

/** A step of `npm run prove`, for whoever has an account. */
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

/** What the compiler refuses. */
export interface TypeProof {
  readonly kind: "type check";
  /** Where the type is, from the project's root. */
  readonly file: string;
}

export type Proof = TestProof | StepProof | PageProof | TypeProof;

/** Something that a README promises. */
export interface Promised {
  /** Small letters and hyphens. */
  readonly id: string;
  /** The promise, as a sentence. */
  readonly promise: string;
  /** Where it is made: file and heading, such as `docs/guides/ecs.md#rotating-the-token`. */
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
