import { listed, checkStatements, connectorPolicies } from "../iam/statement-checks";
import { grantsOf } from "../iam/grants";
import type { Rule } from "../rule";

export const allowNotAction: Rule = {
  id: "iam-allow-not-action",
  title: "Policies allow what they name, not all but what they name",
  severity: "error",
  why:
    "`NotAction` with `Allow` grants every action of every service but those few, also all that AWS adds later; " +
    "`NotResource` does so for resources. Both have their place with `Deny`. Checked are policies " +
    "of the roles that the connector has.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  check: checkStatements(connectorPolicies, (statement, place) =>
    (
      [
        ["NotAction", "Action", statement.notActions],
        ["NotResource", "Resource", statement.notResources],
      ] as const
    )
      .filter(([, , values]) => statement.effect === "Allow" && values.length > 0)
      .map(([name, instead, values]) => ({
        message: `${place} allows everything but ${listed(values.map(({ text }) => text))} (${name}).`,
        fix: `List what is needed with ${instead}, or deny with Effect = "Deny".`,
        range: values[0]!.range,
        affected: { grants: grantsOf(statement) },
      })),
  ),
};
