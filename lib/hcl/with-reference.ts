import type { IResolveContext } from "cdktf";
import { Expression, hcl } from "./expression";

/** A string without a template: its text is not a reference. */
const PLAIN_STRING = /"(?:[^"\\$%]|\\.|[$%](?!\{))*"/g;

/** The start of a reference: to a variable, local value, data source, the resource itself, or another resource. */
const REFERENCE = /\b(var|local|data|each|self|[a-z]+_[a-z0-9_]+)(\.|\[)/;

/** A condition that refers to something even if all its values are plain: Terraform rejects a constant one. */
class ConditionWithReference extends Expression<boolean> {
  constructor(private readonly condition: Expression<boolean>) {
    super();
  }

  resolve(context: IResolveContext): string {
    const text = this.condition.resolve(context);
    return REFERENCE.test(text.replace(PLAIN_STRING, ""))
      ? text
      : hcl`path.module != "" && ${this.condition}`.resolve(context);
  }
}

/** https://developer.hashicorp.com/terraform/language/expressions/custom-conditions */
export const withReference = (condition: Expression<boolean>): Expression<boolean> =>
  new ConditionWithReference(condition);
