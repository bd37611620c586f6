import type { ModuleName } from "../../modules/module-names";
import type { Caller } from "../../cli/doctor/caller-identity";
import type { Price } from "./prices";
import type { Step } from "./step";
import type { World } from "./world";

type Env = Readonly<Record<string, string | undefined>>;

/** What the command line says. */
export interface ProveOptions {
  /** Folder that keeps the state of runs. */
  readonly state: string;
  /** Folder for the report. @default - none is written */
  readonly report?: string;
  /** Make everything without asking. */
  readonly yes?: boolean;
  /** Exit with 1 where something could not be told, too. */
  readonly strict?: boolean;
  /** ecs: make a network for the run. */
  readonly makeNetwork?: boolean;
  /** org: units or the root. */
  readonly unit?: readonly string[];
}

/** What a stack needs, once it is there. */
export interface Prepared {
  /** Variables of the stack, on top of the caller's own. */
  readonly variables: Env;
  /** What was made or found, as a sentence. */
  readonly told: string;
}

/** What can be proven: one stack in an account. */
export interface Target {
  readonly name: "ecs" | "eks" | "org";
  readonly stack: ModuleName;
  /** What is lacking, and how to give it; undefined where nothing is. */
  lacks(options: ProveOptions, env: Env): string | undefined;
  /** What is going to be made, one line each. */
  makes(options: ProveOptions, caller: Caller): readonly string[];
  readonly prices: readonly Price[];
  /** How long it takes, in minutes, where AWS answers. */
  readonly minutes: string;
  /** Makes what the stack needs. */
  prepare(world: World, options: ProveOptions): Promise<Prepared>;
  readonly steps: readonly Step<World>[];
  /** What is still there after destroying, beside what the names in AWS tell. */
  left?(world: World): Promise<readonly string[]>;
}
