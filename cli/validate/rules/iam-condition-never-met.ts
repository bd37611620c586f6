import { conditionKeyInfo } from "../../iam/condition-keys";
import { actionInfo } from "../../iam/actions";
import { type LocatedText, isFullyKnown } from "../../terraform/values/located-value";
import type { Condition, Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { isAwsKey, isKnownKey, needsKey } from "../iam/condition-keys";
import { listed, checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantOf } from "../iam/grants";

export const conditionNeverMet: Rule = {
  id: "iam-condition-never-met",
  title: "Conditions use only keys that requests for the action contain",
  severity: "warning",
  why:
    "Which condition keys a request contains depends on the action: `sts:ExternalId` is in requests for " +
    "`sts:AssumeRole` only, tags of the resource only where AWS lists `aws:ResourceTag` for the action. With " +
    "a condition on any other key the statement never applies: it allows nothing, or denies nothing. Move " +
    "such actions into a separate statement. The rule checks the policies of the connector's roles, for " +
    "actions without wildcards and conditions that fail if the key is absent.",
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
            message: `${place}: requests for ${listed(actions.map(({ text }) => text))} never contain the condition key ${key.text}, so the statement never applies to ${it}.`,
            fix:
              actions.length === statement.actions.length
                ? `Remove the condition, or use a key that AWS lists for ${of}.`
                : "Move these actions into a separate statement without the condition.",
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
