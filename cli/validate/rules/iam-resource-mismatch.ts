import { actionInfo, resourceTypesOf } from "../../iam/actions";
import { breadthOf } from "../../iam/breadth";
import type { Problem } from "../finding";
import { isFullyKnown } from "../../terraform/values/located-value";
import type { Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { listed, checkStatements, connectorPolicies } from "../iam/statement-checks";
import { grantOf, grantsOf } from "../iam/grants";

export const resourceMismatch: Rule = {
  id: "iam-resource-mismatch",
  title: "An action stands with a resource that it can work on",
  severity: "warning",
  why:
    "Each action works on certain types of resource; AWS ignores it on any other without a word, so that the statement " +
    "grants nothing (or a denial denies nothing). `s3:GetObject` wants objects (`arn:aws:s3:::bucket/*`), not the " +
    'bucket; actions that list across an account want `"*"`. What is neither an ARN nor `"*"` IAM refuses outright. ' +
    "Checked are policies of the roles that the connector has, for actions without wildcards.",
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  check: checkStatements(connectorPolicies, async (statement, place) => [
    ...noArns(statement, place),
    ...(await mismatched(statement, place)),
  ]),
};

/** What stands for a resource, but is no ARN. */
const noArns = (statement: Statement, place: string): Problem[] =>
  [...statement.resources, ...statement.notResources]
    .filter(({ text }) => !isResource(text))
    .map(({ text, range }) => ({
      message: `${place}: "${text}" is not a resource: IAM takes an ARN, or "*".`,
      fix: `Write its ARN, such as ${/^[a-z0-9.-]+$/.test(text) ? `arn:aws:s3:::${text}` : "arn:aws:s3:::bucket/*"}.`,
      range,
      severity: "error",
      affected: { grants: grantsOf(statement), hasNoEffect: true },
    }));

const isResource = (text: string): boolean => /^(\*|arn:.*|\$\{.*)$/s.test(text);

/** Actions that none of the statement's resources is for. */
async function mismatched(statement: Statement, place: string): Promise<Problem[]> {
  const { resources, actions } = statement;
  const arns = resources.map(({ text }) => text);
  // What isn't known, or everything, fits anything.
  if (arns.length === 0 || arns.some((arn) => /^(\*|\$\{)/.test(arn))) return [];
  // IAM refuses the policy.
  if (!arns.every(isResource)) return [];
  const found = await Promise.all(
    actions
      .filter(({ text }) => isFullyKnown(text) && !/[*?]/.test(text))
      .map(async (action) => ((await fits(action.text, arns)) ? [] : [action])),
  );
  const wrong = found.flat();
  if (wrong.length === 0) return [];
  const fix = await typesFor(wrong[0]!.text);
  return [
    {
      message: `${place}: ${listed(wrong.map(({ text }) => text))} can't work on ${listed(resources.map(({ text }) => text))}, so that ${statement.effect === "Deny" ? "nothing is denied" : "nothing is granted"} of ${wrong.length === 1 ? "it" : "them"}.`,
      fix,
      range: resources[0]!.range,
      affected: { grants: wrong.map((each) => grantOf(statement, each)), hasNoEffect: true },
    },
  ];
}

/** An action that doesn't exist is another rule's matter. */
async function fits(action: string, arns: readonly string[]): Promise<boolean> {
  if ((await actionInfo(action)) === undefined) return true;
  return (await Promise.all(arns.map((arn) => breadthOf(action, arn)))).some(
    (breadth) => breadth !== undefined,
  );
}

/** What to write for an action. */
async function typesFor(action: string): Promise<string> {
  const types = await resourceTypesOf(action);
  return types.length === 0
    ? `Write Resource = "*" for ${action}, in a statement of its own: it can't be limited to a resource.`
    : `For ${action} write the ARN of ${types.length === 1 ? "a" : "one of"} ${types.map(({ name, arn }) => `${name} (${arn})`).join(", ")}.`;
}
