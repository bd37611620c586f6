import { didYouMean } from "../../suggest";
import type { Block, SyntaxProblem } from "../model/configuration";

/**
 * How many labels the blocks of a type have; in JSON they are levels of objects.
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

/** The labels of a type, as Terraform's documentation calls them. */
const LABEL_NAMES: Readonly<Record<number, string>> = {
  0: "no label",
  1: "one label, its name",
  2: "two labels, its type and its name",
};

export const unknownBlock = (type: string): Omit<SyntaxProblem, "range"> => ({
  message: `"${type}" is no block that Terraform has.`,
  mend: `${didYouMean(type, Object.keys(LABELS))}The blocks are: ${Object.keys(LABELS).join(", ")}.`,
});

/** What is wrong with the heads of blocks at a file's top. */
export const headProblems = (blocks: readonly Block[]): SyntaxProblem[] =>
  blocks.flatMap(({ type, labels, range }) => {
    const expected = Object.hasOwn(LABELS, type) ? LABELS[type] : undefined;
    if (expected === undefined) return [{ ...unknownBlock(type), range }];
    if (labels.length === expected) return [];
    return [
      {
        message: `A ${type} block has ${LABEL_NAMES[expected]}; this one has ${labels.length}.`,
        range,
      },
    ];
  });
