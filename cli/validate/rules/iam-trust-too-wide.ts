import { coversAction } from "../../iam/wildcards";
import type { Problem } from "../finding";
import { connectorRoles } from "../policies";
import { describeRole } from "../policies/connector-roles";
import { isFullyKnown } from "../../terraform/values/located-value";
import type { Condition, Policy, Principal, Role, Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { listed, placeOf, uniqueProblems } from "../iam/statement-checks";

export const trustTooWide: Rule = {
  id: "iam-trust-too-wide",
  title: "A role trusts one principal only",
  severity: "error",
  needsAllFiles: true,
  why: `Everybody whom a role's trust policy lets in has all permissions of the role.

- Don't trust everybody (\`*\`) or a whole identity provider. Check the subject (\`…:sub\`) and audience (\`…:aud\`) of an OIDC
  provider's tokens, and the pool (\`…:aud\`) and sign-in (\`…:amr\`) of Cognito's.
- Trust one principal. Trust a whole account (\`…:root\`) only with a condition on the caller (\`aws:PrincipalArn\`) or an
  \`sts:ExternalId\`. Trust an AWS service only with a condition on the account that it acts for (\`aws:SourceAccount\`,
  \`aws:SourceArn\`): otherwise anybody's resources in that service can be used to get in (the confused deputy problem).`,
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  check: (workspace) =>
    uniqueProblems(
      connectorRoles(workspace).flatMap((role) =>
        role.trust.flatMap((policy) => [
          ...policy.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((statement) => problemsOf(policy, statement)),
          ...several(role, policy),
        ]),
      ),
    ),
};

function problemsOf(policy: Policy, statement: Statement): Problem[] {
  const place = placeOf(policy, statement);
  const excluded = statement.notPrincipals.slice(0, 1).map(({ value }) => ({
    message: `The trust policy of ${place} trusts everybody except the listed principals (NotPrincipal).`,
    fix: "Name the trusted principal with Principal.",
    range: value.range,
  }));
  return [
    ...excluded,
    ...statement.principals.flatMap((principal) => {
      const wide =
        ofEverybody(principal, statement) ??
        ofProvider(principal, statement) ??
        ofAccount(principal, statement) ??
        ofService(principal, statement);
      return wide === undefined
        ? []
        : [
            {
              ...wide,
              message: `The trust policy of ${place} ${wide.message}`,
              range: principal.value.range,
            },
          ];
    }),
  ];
}

type Wide = Omit<Problem, "range"> | undefined;

function ofEverybody({ value }: Principal, { conditions }: Statement): Wide {
  if (value.text !== "*") return undefined;
  if (conditions.some(isAboutCaller))
    return {
      message: "trusts everybody in AWS (*) under a condition.",
      fix: "Name the trusted principal: its role's ARN, or its account with the condition.",
      severity: "warning",
    };
  return {
    message: "trusts everybody in AWS (*).",
    fix: "Name the trusted principal: its role's ARN, or its account with a condition on aws:PrincipalArn.",
  };
}

function ofAccount({ type, value }: Principal, { conditions }: Statement): Wide {
  const isAccount = type === "AWS" && /^(\d{12}|arn:.*:root)$/.test(value.text);
  return !isAccount || conditions.some(isAboutCaller)
    ? undefined
    : {
        message: `trusts a whole account (${value.text}).`,
        fix: "Add a condition ArnEquals on aws:PrincipalArn with the role's ARN.",
      };
}

function ofService({ type, value }: Principal, { conditions }: Statement): Wide {
  return type !== "Service" || conditions.some(isAboutSource)
    ? undefined
    : {
        message: `trusts ${value.text} for every account.`,
        fix: "Add a condition StringEquals on aws:SourceAccount with your account ID.",
        severity: "warning",
      };
}

function ofProvider({ type, value }: Principal, statement: Statement): Wide {
  const { actions, conditions } = statement;
  const byWeb = actions.some(({ text }) => coversAction(text, "sts:AssumeRoleWithWebIdentity"));
  if (type !== "Federated" || !byWeb) return undefined;
  // Cognito identifies callers by the pool and by whether they have signed in.
  // https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
  const isPool = /cognito-identity/.test(value.text);
  if (
    isPool &&
    ["aud", "amr"].every((name) => conditions.some(({ key }) => key.text.endsWith(`:${name}`)))
  )
    return undefined;
  const subject = conditions.find(({ key }) => /:(sub|.*_id)$/.test(key.text));
  if (subject === undefined)
    return {
      message: `trusts every identity of ${value.text}.`,
      fix: 'Add a condition StringEquals on "<provider>:sub", such as system:serviceaccount:<namespace>:<name>.',
    };
  const open = subject.values.find(({ text }) => isAnySubject(text, subject));
  if (open !== undefined)
    return {
      message: `trusts every identity of ${value.text} whose subject matches "${open.text}".`,
      fix: /eks|system:serviceaccount/i.test(`${value.text} ${open.text}`)
        ? "Name the namespace and the service account, with StringEquals."
        : "Name the full subject, with StringEquals.",
    };
  return conditions.some(({ key }) => /:aud$/.test(key.text))
    ? undefined
    : {
        message: `doesn't check the audience of tokens of ${value.text}.`,
        fix: 'Add a condition StringEquals on "<provider>:aud" with sts.amazonaws.com.',
        severity: "warning",
      };
}

/** Reports several principals, or several callers in conditions. */
function several(role: Role, policy: Policy): Problem[] {
  const principals = policy.statements.filter(({ effect }) => effect === "Allow").flatMap(trusted);
  const different = [...new Set(principals)];
  // A condition may choose one of them.
  if (different.length < 2 || !policy.isComplete) return [];
  return [
    {
      message: `The trust policy of ${describeRole(role)} trusts ${different.length} principals: ${listed(different)}.`,
      fix: "Trust only the connector; make a separate role for anyone else.",
      range: policy.range,
      severity: "warning",
    },
  ];
}

/** The callers in a statement's conditions; its principals if there are none. */
function trusted({ principals, conditions }: Statement): string[] {
  const named = conditions
    .filter(({ key, operator }) => isKey(key.text, "aws:PrincipalArn") && !/Not/.test(operator))
    .flatMap(({ values }) => values.map(({ text }) => text));
  return named.length > 0 ? named : principals.map(({ value }) => value.text);
}

const isKey = (key: string, ...names: readonly string[]) =>
  names.some((name) => key.toLowerCase() === name.toLowerCase());

const isAboutCaller = ({ key, operator, values }: Condition): boolean =>
  !/Not/.test(operator) &&
  values.every(({ text }) => text !== "*") &&
  isKey(
    key.text,
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "sts:ExternalId",
    "aws:userid",
    "aws:SourceAccount",
    "aws:SourceArn",
  );

const isAboutSource = ({ key }: Condition): boolean =>
  isKey(
    key.text,
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    // EKS Pod Identity: the cluster's ARN contains the account.
    "aws:RequestTag/eks-cluster-arn",
  );

/** Whether a subject has a wildcard for a whole namespace, repository or more. */
const isAnySubject = (text: string, { operator }: Condition): boolean =>
  /Like/i.test(operator) && isFullyKnown(text) && /^\*|:\*(:|$)/.test(text);
