import { getAllGlobalConditionKeys, iamConditionKeysForService } from "../../iam/reference";
import { partsOf, serviceExists } from "../../iam/actions";
import { closest } from "../../terminal/suggestions";
import type { Rule } from "../rule";
import { isAwsKey, isKnownKey, needsKey } from "../iam/condition-keys";
import { checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantsOf } from "../iam/grants";

/** IAM takes any key, and a condition on one that no request has is never met. */
export const unknownConditionKey: Rule = {
  id: "iam-unknown-condition-key",
  title: "Every condition key is one that AWS has",
  severity: "error",
  why:
    "IAM takes any key. A condition on one that no request has is never met: what was meant to be granted isn't, and " +
    "what was meant to be denied is allowed; with `…IfExists` or `ForAllValues:` it is always met, and limits nothing. " +
    "Checked are the policies of roles that the connector has. Keys of an identity provider, such as `token.actions.githubusercontent.com:sub`, are " +
    "its own and are not looked at.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  check: checkStatements(connectorAndTrustPolicies, async (statement, place) => {
    const found = statement.conditions.filter(isAwsKey).map(async (condition) => {
      const { key, operator } = condition;
      if (await isKnownKey(key.text)) return [];
      return [
        {
          message: `${place}: AWS has no condition key "${key.text}" (in ${operator}).`,
          fix: await fixFor(key.text),
          range: key.range,
          affected: { grants: grantsOf(statement), hasNoEffect: needsKey(condition) },
        },
      ];
    });
    return (await Promise.all(found)).flat();
  }),
};

async function fixFor(key: string): Promise<string> {
  const [service] = partsOf(key);
  const [name, ...tag] = key.split("/");
  const known = [
    ...(await getAllGlobalConditionKeys()),
    ...((await serviceExists(service)) ? await iamConditionKeysForService(service) : []),
  ];
  const similar = closest(name!, [...new Set(known.map((each) => each.split("/")[0]!))], 1);
  if (similar.length === 0)
    return "Look it up in the list of global condition keys, or in that of the service.";
  return `Did you mean ${[similar[0], ...tag].join("/")}?`;
}
