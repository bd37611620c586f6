import type { Attribute, SyntaxProblem } from "../model/configuration";
import { type Expression, partsOf } from "../model/expression";

/** Files of variables hold plain values: nothing that something else decides. */
export const notPlain = ({ name, value }: Attribute): SyntaxProblem[] =>
  computed(value).map(({ range }) => ({
    message: `${name}: this is computed, and a file of variables holds plain values only.`,
    mend: "Write the value itself; compute it in a .tf file.",
    range,
  }));

function computed(expression: Expression): Expression[] {
  if (expression.kind === "reference" || expression.kind === "call") return [expression];
  // Names that a for binds are no references.
  return expression.kind === "for" ? [] : partsOf(expression).flatMap(computed);
}
