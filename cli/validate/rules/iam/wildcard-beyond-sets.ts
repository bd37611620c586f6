import type { Problem } from "../../finding";
import { connectorRoles } from "../../policies";
import { calledRole } from "../../policies/connector";
import { isExact } from "../../policies/located";
import {
  type Attachment,
  type Policy,
  type Role,
  type Statement,
  identityPolicies,
} from "../../policies/policy";
import type { Rule } from "../../rule";
import { CONNECTOR_ROLE, rolePolicy } from "./examples";
import { listed, placeOf, unique } from "./findings";
import { MANAGED_POLICIES, grants, hasAction } from "./permission-sets";

/** AWS managed policies that grant far more than any connector needs. */
const TOO_MUCH =
  /^(AdministratorAccess.*|PowerUserAccess|IAMFullAccess|SystemAdministrator|.*FullAccess.*)$/;

export const wildcardBeyondSets: Rule = {
  id: "iam-wildcard-beyond-sets",
  title: "The connector is granted nothing by wildcard that no permission set grants",
  severity: "error",
  why:
    "The permission sets list what the connector needs, action by action. A wildcard beyond them (`*`, `iam:*`, an " +
    "action of a set on more resources or without the set's condition) lets it do what nobody decided on. What is " +
    "granted beyond the sets without a wildcard is a note. Checked are the policies of the role that the connector " +
    "runs with, and of roles that it assumes: those that trust it, or whose name begins with `apono`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  bad: {
    "main.tf": `${CONNECTOR_ROLE}
${rolePolicy(`Effect   = "Allow"
Action   = "s3:*"
Resource = "*"`)}`,
  },
  good: {
    "main.tf": `${CONNECTOR_ROLE}
${rolePolicy(`Effect   = "Allow"
Action   = ["ec2:DescribeInstances", "ec2:DescribeTags"]
Resource = "*"`)}`,
  },
  check: (subject) =>
    unique(
      connectorRoles(subject).flatMap((role) => [
        ...identityPolicies(role).flatMap((policy) =>
          policy.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((statement) => beyond(role, policy, statement)),
        ),
        ...role.attachments.flatMap((each) => attachedBeyond(role, each)),
      ]),
    ),
};

function beyond(role: Role, policy: Policy, statement: Statement): Problem[] {
  const { actions, resources, conditions } = statement;
  // Allow with NotAction has a rule of its own.
  const open = actions.filter(
    ({ text }) =>
      isExact(text) && !resources.every((resource) => grants(text, resource.text, conditions)),
  );
  const wild = open.filter(({ text }) => /[*?]/.test(text) && !hasAction(text));
  const wide = resources.filter(({ text }) => text.includes("*"));
  const more = open.filter(
    ({ text }) =>
      hasAction(text) && wide.some((resource) => !grants(text, resource.text, conditions)),
  );
  const extra = open.filter(({ text }) => !hasAction(text) && !/[*?]/.test(text));
  const place = `${placeOf(policy, statement)}: ${calledRole(role)}`;
  return [
    ...wild.map(({ text, range }) => ({
      message: `${place} may do ${text === "*" ? "anything (*)" : text}, which no permission set grants.`,
      mend: "List the actions that are needed one by one, or choose one of the module's permissionSets.",
      range,
    })),
    ...(more.length === 0
      ? []
      : [
          {
            message: `${place} may do ${listed(more.map(({ text }) => text))} on ${listed(wide.map(({ text }) => text))}${conditions.length === 0 ? " without a condition" : ""}; the permission sets grant less.`,
            mend: "Use the set's own resources and condition, or name the resources without a wildcard.",
            range: more[0]!.range,
          },
        ]),
    ...(extra.length === 0
      ? []
      : [
          {
            message: `${place} may do ${listed(extra.map(({ text }) => text))}, which no permission set grants.`,
            mend: "Make sure that it is needed; turn the rule off there with the reason.",
            range: extra[0]!.range,
            severity: "note" as const,
          },
        ]),
  ];
}

/** An AWS managed policy that is none of the sets'. */
function attachedBeyond(role: Role, { address, arn }: Attachment): Problem[] {
  const name = /:iam::aws:policy\/(.+)$/.exec(arn.text)?.[1];
  if (name === undefined || !isExact(name) || MANAGED_POLICIES.includes(name)) return [];
  const isFar = TOO_MUCH.test(name.split("/").at(-1)!);
  return [
    {
      message: `${address}: ${calledRole(role)} has the AWS managed policy ${name}, which no permission set grants.`,
      mend: isFar
        ? "Leave it out; choose the module's permissionSets, or attach a policy of your own with the actions that are needed."
        : "Make sure that it is needed; turn the rule off there with the reason.",
      range: arn.range,
      ...(isFar ? {} : { severity: "note" as const }),
    },
  ];
}
