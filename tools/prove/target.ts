import type { ModuleName } from "../../modules/module-names";
import type { Caller } from "../../cli/doctor/caller-identity";
import type { Price } from "./prices";
import type { Step } from "./step";
import type { RunContext } from "./run-context";

type Env = Readonly<Record<string, string | undefined>>;

/** Options of the command line. */
export interface ProveOptions {
  /** Folder for the state of runs. */
  readonly state: string;
  /** Folder for the report. @default - no report */
  readonly report?: string;
  /** Skip the confirmation. */
  readonly yes?: boolean;
  /** Treat UNKNOWN results as failures. */
  readonly strict?: boolean;
  /** ecs: create a VPC with a public subnet for the run. */
  readonly makeNetwork?: boolean;
  /** org: IDs of units, or of the root. */
  readonly unit?: readonly string[];
}

/** The result of {@link Target.prepare}. */
export interface Prepared {
  /** Variables of the stack, in addition to the caller's. */
  readonly variables: Env;
  /** What was created or found, as a sentence. */
  readonly summary: string;
}

/** A stack that can be proven in an account. */
export interface Target {
  readonly name: "ecs" | "eks" | "org";
  readonly stack: ModuleName;
  /** Which input is missing, and how to give it; undefined if none is. */
  missing(options: ProveOptions, env: Env): string | undefined;
  /** The resources to create, one line each. */
  creates(options: ProveOptions, caller: Caller): readonly string[];
  readonly prices: readonly Price[];
  /** How long a run takes on AWS, in minutes. */
  readonly minutes: string;
  /** Creates or finds the prerequisites of the stack. */
  prepare(context: RunContext, options: ProveOptions): Promise<Prepared>;
  readonly steps: readonly Step<RunContext>[];
  /** Remaining resources after the destroy that `AwsView` can't see, by name. */
  remaining?(context: RunContext): Promise<readonly string[]>;
}
