import type { Problem } from "../finding";
import type { Rule } from "../rule";
import { concerned } from "../iam/concerned";
import { listed, placeOf, statementsOf, unique } from "../iam/findings";
import { grantsOf } from "../iam/grants";

export const allowNotAction: Rule = {
  id: "iam-allow-not-action",
  title: "Policies allow what they name, not all but what they name",
  severity: "error",
  why:
    "`NotAction` with `Allow` grants every action of every service but those few, also all that AWS adds later; " +
    "`NotResource` does so for resources. Both have their place with `Deny`. Checked are policies " +
    "of the roles that the connector has, and of those that it may pass or assume.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  check: (subject) =>
    unique(
      statementsOf(concerned(subject))
        .filter(({ statement }) => statement.effect === "Allow")
        .flatMap(({ policy, statement }): Problem[] =>
          (
            [
              ["NotAction", "Action", statement.notActions],
              ["NotResource", "Resource", statement.notResources],
            ] as const
          )
            .filter(([, , values]) => values.length > 0)
            .map(([name, instead, values]) => ({
              message: `${placeOf(policy, statement)} allows everything but ${listed(values.map(({ text }) => text))} (${name}).`,
              mend: `List what is needed with ${instead}, or deny with Effect = "Deny".`,
              range: values[0]!.range,
              about: { grants: grantsOf(statement) },
            })),
        ),
    ),
};
