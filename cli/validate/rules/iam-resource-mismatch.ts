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
  title: "Actions are granted on resources that they apply to",
  severity: "warning",
  why:
    "Each action applies to certain resource types; AWS silently ignores it on any other, so the statement " +
    "grants nothing (or denies nothing). `s3:GetObject` needs objects (`arn:aws:s3:::bucket/*`), not the " +
    'bucket; actions that list across an account need `"*"`. IAM rejects a resource that is neither an ARN ' +
    'nor `"*"`. The rule checks the policies of the connector\'s roles, for actions without wildcards.',
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  check: checkStatements(connectorPolicies, async (statement, place) => [
    ...noArns(statement, place),
    ...(await mismatched(statement, place)),
  ]),
};

/** Resources that are not ARNs. */
const noArns = (statement: Statement, place: string): Problem[] =>
  [...statement.resources, ...statement.notResources]
    .filter(({ text }) => !isResource(text))
    .map(({ text, range }) => ({
      message: `${place}: "${text}" is not a valid resource: IAM accepts an ARN or "*".`,
      fix: `Write its ARN, such as ${/^[a-z0-9.-]+$/.test(text) ? `arn:aws:s3:::${text}` : "arn:aws:s3:::bucket/*"}.`,
      range,
      severity: "error",
      affected: { grants: grantsOf(statement), hasNoEffect: true },
    }));

const isResource = (text: string): boolean => /^(\*|arn:.*|\$\{.*)$/s.test(text);

/** Actions that apply to none of the statement's resources. */
async function mismatched(statement: Statement, place: string): Promise<Problem[]> {
  const { resources, actions } = statement;
  const arns = resources.map(({ text }) => text);
  // Unknown resources and "*" fit every action.
  if (arns.length === 0 || arns.some((arn) => /^(\*|\$\{)/.test(arn))) return [];
  // IAM rejects the policy: reported above.
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
      message: `${place}: ${listed(wrong.map(({ text }) => text))} ${wrong.length === 1 ? "doesn't" : "don't"} apply to ${listed(resources.map(({ text }) => text))}, so the statement doesn't ${statement.effect === "Deny" ? "deny" : "grant"} ${wrong.length === 1 ? "it" : "them"}.`,
      fix,
      range: resources[0]!.range,
      affected: { grants: wrong.map((each) => grantOf(statement, each)), hasNoEffect: true },
    },
  ];
}

/** An action that doesn't exist counts as fitting: iam-unknown-action reports it. */
async function fits(action: string, arns: readonly string[]): Promise<boolean> {
  if ((await actionInfo(action)) === undefined) return true;
  return (await Promise.all(arns.map((arn) => breadthOf(action, arn)))).some(
    (breadth) => breadth !== undefined,
  );
}

/** The fix for an action. */
async function typesFor(action: string): Promise<string> {
  const types = await resourceTypesOf(action);
  return types.length === 0
    ? `Move ${action} into a separate statement with Resource = "*": AWS can't limit it to a resource.`
    : `For ${action}, use the ARN of ${types.length === 1 ? "a" : "one of"} ${types.map(({ name, arn }) => `${name} (${arn})`).join(", ")}.`;
}
