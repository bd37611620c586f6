import { conditionKeyInfo } from "../../iam/condition-keys";
import { actionInfo } from "../../iam/actions";
import { type LocatedText, isFullyKnown } from "../../terraform/values/located-value";
import type { Condition, Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { isAwsKey, isKnownKey, needsKey } from "../iam/condition-keys";
import { listed, checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantOf } from "../iam/grants";

/** A key that exists, but that no request for the action has. */
export const conditionNeverMet: Rule = {
  id: "iam-condition-never-met",
  title: "A condition asks only for what requests for the action have",
  severity: "warning",
  why:
    "Which keys a request has depends on the action: `sts:ExternalId` comes with `sts:AssumeRole` only, tags of the " +
    "resource only where AWS lists `aws:ResourceTag` for it. Under a condition on any other key the statement never " +
    "applies: it allows nothing, or denies nothing. Put such actions in a statement of their own. Checked are the " +
    "policies of roles that the connector has, for actions without wildcards and conditions that need the key to be there.",
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  check: checkStatements(connectorAndTrustPolicies, async (statement, place) => {
    const found = statement.conditions
      .filter((each) => isAwsKey(each) && needsKey(each))
      .map(async (condition) => {
        const { key } = condition;
        const actions = (await isKnownKey(key.text)) ? await without(condition, statement) : [];
        if (actions.length === 0) return [];
        const [it, of] = actions.length === 1 ? ["it", "the action"] : ["them", "the actions"];
        return [
          {
            message: `${place}: requests for ${listed(actions.map(({ text }) => text))} never have the condition key ${key.text}, so the statement never applies to ${it}.`,
            fix:
              actions.length === statement.actions.length
                ? `Take the condition out, or ask for a key that AWS lists for ${of}.`
                : "Put these actions in a statement of their own, without the condition.",
            range: key.range,
            affected: {
              grants: actions.map((each) => grantOf(statement, each)),
              hasNoEffect: true,
            },
          },
        ];
      });
    return (await Promise.all(found)).flat();
  }),
};

/** The statement's actions whose requests lack the key. */
async function without({ key }: Condition, { actions }: Statement): Promise<LocatedText[]> {
  const found = await Promise.all(
    actions
      .filter(({ text }) => isFullyKnown(text) && !/[*?]/.test(text))
      .map(async (action) =>
        (await actionInfo(action.text)) === undefined ||
        (await conditionKeyInfo(key.text, action.text)).forAction
          ? []
          : [action],
      ),
  );
  return found.flat();
}
