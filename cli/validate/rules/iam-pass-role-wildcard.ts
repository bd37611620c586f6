import { coversAction, coversArn } from "../../iam/wildcards";
import { filled } from "../values/located";
import type { Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { concerned } from "../iam/concerned";
import { placeOf, statementsOf, unique } from "../iam/findings";
import { grantOf } from "../iam/grants";
import { isOfSets } from "../iam/permission-sets";

export const passRole: Rule = {
  id: "iam-pass-role-wildcard",
  title: "Only certain roles are passed, or to certain services only",
  severity: "warning",
  why:
    "Who may pass any role to any service has, through a function, an instance or a task of their own, the permissions " +
    "of the most powerful role of the account. Name the roles, or the service with `iam:PassedToService`. Checked are " +
    "policies of the connector's roles, and of those that it may pass or assume; the permission set `iam-access` grants it by design (the connector puts roles into instance " +
    "profiles) and is not reported.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  check: (subject) =>
    unique(
      statementsOf(concerned(subject))
        .filter(({ statement }) => passesAny(statement))
        .flatMap(({ policy, statement }) => {
          const { resources } = statement;
          const wide = resources.find(({ text }) => isAnyRole(text));
          return wide === undefined
            ? []
            : [
                {
                  message: `${placeOf(policy, statement)} lets any role (${wide.text}) be passed to any service.`,
                  mend: "Name the roles in a statement of its own, or ask for the service with a condition on iam:PassedToService.",
                  range: wide.range,
                  about: { grants: passing(statement).map((each) => grantOf(statement, each)) },
                },
              ];
        }),
    ),
};

const passing = ({ actions }: Statement) =>
  actions.filter(({ text }) => coversAction(text, "iam:PassRole"));

const passesAny = (statement: Statement): boolean =>
  statement.effect === "Allow" &&
  passing(statement).length > 0 &&
  !statement.conditions.some(({ key }) => /^iam:PassedToService$/i.test(key.text)) &&
  !isOfSets({
    ...statement,
    actions: passing(statement),
    resources: statement.resources.filter(({ text }) => isAnyRole(text)),
  });

const isAnyRole = (text: string): boolean =>
  coversArn(
    filled(text, "x").replace(/^arn:[^:]*:iam::[^:]*:/, "arn:aws:iam::1:"),
    "arn:aws:iam::1:role/*",
  );
