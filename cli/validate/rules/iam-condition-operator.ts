import { closest } from "../../../lib/suggestions";
import type { Problem } from "../finding";
import { fillGaps, isFullyKnown } from "../../terraform/values/located-value";
import type { Rule } from "../rule";
import { checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantsOf } from "../iam/grants";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = (
  "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike NumericEquals " +
  "NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals DateEquals " +
  "DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals Bool BinaryEquals IpAddress " +
  "NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null"
).split(" ");

/** Operators that compare `*` and `?` literally. */
const LITERAL = /^String(Not)?Equals(IgnoreCase)?$/i;

export const conditionOperator: Rule = {
  id: "iam-condition-operator",
  title: "Conditions use an operator that IAM has and that fits the value",
  severity: "error",
  why:
    "IAM rejects a policy with an unknown operator, but only at apply. `StringEquals` compares `*` literally, " +
    "so the condition is hardly ever met; wildcards need `StringLike`. The rule checks the policies of the " +
    "connector's roles.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  check: checkStatements(connectorAndTrustPolicies, (statement, place) =>
    statement.conditions
      .filter(({ operator }) => isFullyKnown(operator))
      .flatMap(({ operator, key, values }): Problem[] => {
        const plain = operator
          .replace(/^(ForAllValues|ForAnyValue):/i, "")
          .replace(/IfExists$/i, "");
        if (!OPERATORS.some((each) => each.toLowerCase() === plain.toLowerCase())) {
          const [similar] = closest(plain, OPERATORS, 1);
          return [
            {
              message: `${place}: IAM has no condition operator "${operator}".`,
              fix: `Did you mean ${operator.replace(plain, similar ?? "StringEquals")}?`,
              range: key.range,
              affected: { grants: grantsOf(statement), hasNoEffect: true },
            },
          ];
        }
        return values
          .filter(({ text }) => LITERAL.test(plain) && /[*?]/.test(fillGaps(text, "")))
          .map(({ text, range }) => ({
            message: `${place}: ${operator} compares ${key.text} with "${text}" literally: the wildcard has no effect.`,
            fix: `Use ${operator.replace(/Equals(IgnoreCase)?/i, "Like")}, or write the full value.`,
            range,
            severity: "warning",
          }));
      }),
  ),
};
