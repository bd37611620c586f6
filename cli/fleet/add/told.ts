import type { ModuleName } from "../../../modules/module-names";
import type { Values } from "./values";

/** What a state tells of a deployment. */
export interface Told {
  readonly module: ModuleName;
  /** Undefined where it does not tell. */
  readonly account?: string;
  readonly region?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Inputs, those with their default too; null: left out. */
  readonly inputs: Values;
  /** ARN of the secret with the token, where others made it. */
  readonly tokenSecretArn?: string;
  /** Inputs that a state does not tell, and that matter. @default - none */
  readonly untold?: readonly string[];
  /** What to know of it. */
  readonly notes: readonly string[];
}
