import { cannotRun } from "../terminal/errors";

/** An instance of the public module in a state. */
export interface SuffixInState {
  /** The module's address, such as `module.apono`; empty for the root module. */
  readonly module: string;
  /** The suffix of its names in AWS. */
  readonly suffix: string;
}

interface State {
  readonly version?: number;
  readonly resources?: readonly {
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly { readonly attributes?: { readonly id?: unknown } }[];
  }[];
}

/**
 * Reads the public module's random suffixes from a state, as `terraform state pull` prints it.
 *
 * @throws CommandFailure if the text is not a state, or does not contain the public module
 */
export function suffixesIn(text: string): SuffixInState[] {
  const found = (parse(text).resources ?? [])
    .filter(({ type, name }) => type === "random_id" && name === "stackId")
    .flatMap(({ module = "", instances = [] }) =>
      instances.flatMap(({ attributes }) =>
        typeof attributes?.id === "string" ? [{ module, suffix: attributes.id }] : [],
      ),
    );
  if (found.length > 0) return found;
  throw cannotRun(
    "The state does not contain the public module for ECS: it has no random_id.stackId. Pull the state of the " +
      "configuration that uses the module.",
  );
}

function parse(text: string): State {
  try {
    const state = JSON.parse(text) as State | null;
    if (typeof state?.version === "number") return state;
  } catch {
    // Reported below.
  }
  throw cannotRun("The input is not a Terraform state. Give the output of `terraform state pull`.");
}
