import type { Problem } from "../../finding";
import { type Block, nestedBlocks, valueOf } from "../../model/configuration";
import { everyExpression } from "../../model/expression";

/**
 * Conditions that ask about nothing: Terraform refuses them, since they always come out the same.
 * https://developer.hashicorp.com/terraform/language/validate
 */
export function conditionProblems({ type, body }: Block): Problem[] {
  const holders = type === "output" ? [body] : nestedBlocks(body, "lifecycle");
  const conditions = [
    ...holders.flatMap((holder) =>
      ["precondition", "postcondition"].flatMap((name) =>
        nestedBlocks(holder, name).map((inner) => ({ name, inner })),
      ),
    ),
    ...(type === "check" ? nestedBlocks(body, "assert") : []).map((inner) => ({
      name: "assert",
      inner,
    })),
  ];
  return conditions.flatMap(({ name, inner }): Problem[] => {
    const condition = valueOf(inner, "condition");
    const refers =
      condition === undefined ||
      [...everyExpression(condition)].some(({ kind }) => kind === "reference");
    return refers
      ? []
      : [
          {
            message: `The condition of a block "${name}" asks about nothing.`,
            mend: "Refer to what it shall hold for, as in var.name or self.id, or take the block out.",
            range: condition.range,
          },
        ];
  });
}
