import { getAllGlobalConditionKeys, iamConditionKeysForService } from "../../iam/reference";
import { partsOf, serviceExists } from "../../iam/actions";
import { closest } from "../../../lib/suggestions";
import type { Rule } from "../rule";
import { isAwsKey, isKnownKey, needsKey } from "../iam/condition-keys";
import { checkStatements, connectorAndTrustPolicies } from "../iam/statement-checks";
import { grantsOf } from "../iam/grants";

export const unknownConditionKey: Rule = {
  id: "iam-unknown-condition-key",
  title: "Every condition key exists",
  severity: "error",
  why:
    "IAM accepts any condition key. A condition on a key that no request contains is never met, so the " +
    "statement doesn't grant or deny what was intended. With `…IfExists` or `ForAllValues:` it is always met, " +
    "and limits nothing. The rule checks the policies of the connector's roles. It doesn't check keys of " +
    "identity providers, such as `token.actions.githubusercontent.com:sub`.",
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
    return "Look it up in the lists of global condition keys and of the service's keys.";
  return `Did you mean ${[similar[0], ...tag].join("/")}?`;
}
