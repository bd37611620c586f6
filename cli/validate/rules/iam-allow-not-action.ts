import { listed, checkStatements, connectorPolicies } from "../iam/statement-checks";
import { grantsOf } from "../iam/grants";
import type { Rule } from "../rule";

export const allowNotAction: Rule = {
  id: "iam-allow-not-action",
  title: "Policies list what they allow, not what they exclude",
  severity: "error",
  why:
    "`NotAction` with `Allow` grants every other action of every service, including those that AWS adds " +
    "later; `NotResource` does the same for resources. Use both with `Deny` only. The rule checks the " +
    "policies of the connector's roles.",
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
        message: `${place} allows everything except ${listed(values.map(({ text }) => text))} (${name}).`,
        fix: `List what is needed with ${instead}, or deny with Effect = "Deny".`,
        range: values[0]!.range,
        affected: { grants: grantsOf(statement) },
      })),
  ),
};
