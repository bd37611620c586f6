import type { Problem } from "../finding";
import type { Range } from "../model/range";
import { misfit } from "./misfit";
import type { Scope, Variable } from "./scope";
import type { Shape } from "./shape";
import { typeText } from "./type";
import { refusalsOf } from "./validations";

/**
 * What Terraform has against a value for a variable: by its type, as null, or by its validations.
 *
 * @param scope the module that declares the variable
 * @param what how the value is called
 */
export function givenProblems(
  scope: Scope,
  variable: Variable,
  shape: Shape,
  { what, range }: { readonly what: string; readonly range: Range },
): Problem[] {
  const { type, isNullable, isRequired } = variable;
  const wrong = misfit(shape, type);
  if (wrong !== undefined)
    return [
      {
        message: `${what} takes ${typeText(type)}: ${wrong.path === "" ? "" : `${wrong.path}: `}${wrong.reason}.`,
        mend: "Give it a value of that type.",
        range,
      },
    ];
  if (shape.kind === "null" && !isNullable)
    // In the place of null the default is taken.
    return isRequired
      ? [{ message: `${what} may not be null.`, mend: "Give it a value.", range }]
      : [];
  return refusalsOf(scope, variable, shape).map(({ reason, ...refusal }) => ({
    ...refusal,
    message: `${what} can't be taken: ${reason}`,
    range,
  }));
}
