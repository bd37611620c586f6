import { actionInfo, dataVersion, expandAction, similarActions } from "../../iam/actions";
import { hasWildcard } from "../../iam/wildcards";
import type { Problem } from "../finding";
import { isFullyKnown } from "../../terraform/values/located-value";
import type { Rule } from "../rule";
import { checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantOf } from "../iam/grants";

/** Actions in AWS's own examples that its reference no longer lists. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
const LEGACY = new Set(["sns:receive"]);

export const unknownAction: Rule = {
  id: "iam-unknown-action",
  title: "Every action in a policy exists",
  severity: "error",
  why:
    "IAM accepts an action that doesn't exist; it grants nothing, and denying it denies nothing. Mostly it is " +
    "a typo. The rule checks the policies and trust policies of the connector's roles. It doesn't know " +
    "actions that AWS added after this version of the command: suppress the rule for these, with that reason.",
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  check: checkStatements(connectorAndTrustPolicies, async (statement, place) => {
    const found = [...statement.actions, ...statement.notActions].map(async (action) => {
      const wrong = await problemOf(action.text);
      if (wrong === undefined) return [];
      const problem = { ...wrong, message: `${place}: ${wrong.message}`, range: action.range };
      // NotAction grants nothing of what it lists.
      return statement.actions.includes(action)
        ? [{ ...problem, affected: { grants: [grantOf(statement, action)], hasNoEffect: true } }]
        : [problem];
    });
    return (await Promise.all(found)).flat();
  }),
};

async function problemOf(action: string): Promise<Pick<Problem, "message" | "fix"> | undefined> {
  if (action === "*" || !isFullyKnown(action)) return undefined;
  if (!action.includes(":"))
    return {
      message: `"${action}" is not a valid action: the service prefix is missing.`,
      fix: `Write ${await suggested(`*:${action}`, `service:${action}`)}.`,
    };
  if (hasWildcard(action)) {
    if ((await expandAction(action)).length > 0) return undefined;
    return {
      message: `"${action}" matches no AWS action.`,
      fix: `Use a pattern that does, such as ${await suggested(action, "s3:Get*")}, or leave it out.`,
    };
  }
  if (LEGACY.has(action.toLowerCase()) || (await actionInfo(action)) !== undefined)
    return undefined;
  const similar = await similarActions(action);
  const { updated } = await dataVersion();
  return {
    message: `AWS has no action "${action}" (as of ${updated}).`,
    fix:
      similar.length === 0
        ? "Look it up in the Service Authorization Reference, or remove it."
        : `Did you mean ${similar.join(", or ")}?`,
  };
}

/** The closest existing action. */
async function suggested(pattern: string, otherwise: string): Promise<string> {
  const [expanded] = hasWildcard(pattern) ? await expandAction(pattern) : [];
  const [similar] = await similarActions(pattern.replace(/[*?]/g, ""));
  return `"${expanded ?? similar ?? otherwise}"`;
}
