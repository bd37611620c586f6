import { unusable } from "../terminal/errors";

/** One use of the public module in a state. */
export interface SuffixInState {
  /** The module's address, such as `module.apono`; empty where it is the root. */
  readonly module: string;
  /** What its names in AWS end in. */
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
 * The suffixes that the public module drew, from a state as `terraform state pull` prints it.
 *
 * @throws CommandFailure where the text is no state, or the public module is not in it
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
  throw unusable(
    "There is no random_id.stackId in this state: the public module for ECS is not in it. Pull the state of the " +
      "configuration that uses it.",
  );
}

function parse(text: string): State {
  try {
    const state = JSON.parse(text) as State | null;
    if (typeof state?.version === "number") return state;
  } catch {
    // Said below.
  }
  throw unusable("This is no Terraform state. Give what `terraform state pull` prints.");
}
