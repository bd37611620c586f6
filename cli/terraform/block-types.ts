/**
 * The number of labels by block type; in JSON, labels are levels of objects.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  action: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  terraform: 0,
  locals: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

/** Nested blocks that no rule reads. */
export const ENGINE_ONLY: ReadonlySet<string> = new Set(["validation", "lifecycle"]);
