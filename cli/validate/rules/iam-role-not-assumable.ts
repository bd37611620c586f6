import { coversAction, coversArn, overlapsArn } from "../../iam/wildcards";
import type { Problem } from "../finding";
import { allRoles } from "../policies";
import { trustsConnector } from "../policies/connector-roles";
import { isFullyKnown } from "../../terraform/values/located-value";
import type { Role, Statement } from "../policies/policy";
import type { Rule } from "../rule";
import { uniqueProblems } from "../iam/statement-checks";

/** The roles that the connector may assume, by the permission set `remote-management`. */
const ASSUMABLE = "role/apono-*";

export const roleNotAssumable: Rule = {
  id: "iam-role-not-assumable",
  title: "The connector can assume the roles that are meant for it",
  severity: "error",
  why:
    "The connector may assume only roles whose name begins with `apono-`. A path counts as part of the name, unless the " +
    "connector's `roles.assumedRolesPath` (on EKS `role.assumedRolesPath`) is that path. " +
    "The trust policy must allow `sts:AssumeRole`, and must compare `aws:PrincipalArn` with the ARN of a " +
    "role, never of a session. The role that the connector runs with must trust `ecs-tasks.amazonaws.com`, " +
    "`pods.eks.amazonaws.com` or the cluster's OIDC provider. The rule checks the connector's own role and " +
    "roles that trust it.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html",
  check(workspace) {
    const roles = allRoles(workspace);
    return uniqueProblems(
      roles.flatMap((role) => {
        if (role.use === "connector") return nobodysRole(role);
        if (role.use !== "delegated") return [];
        return [
          ...(trustsConnector(role, roles) ? nameProblems(role) : []),
          ...trustProblems(role),
          ...sessions(role),
        ];
      }),
    );
  },
};

/** Checks name and path. */
function nameProblems({ address, name, path }: Role): Problem[] {
  const prefix = path?.text ?? "/";
  const full = `role${prefix}${name?.text ?? "${…}"}`;
  if (coversArn(ASSUMABLE, full) || (!isFullyKnown(full) && overlapsArn(ASSUMABLE, known(full))))
    return [];
  const isPath = prefix !== "/" && isFullyKnown(prefix);
  // The connector's configuration may be elsewhere, and let it assume roles with this path.
  const mayBe = isPath && coversArn(ASSUMABLE, `role/${name?.text}`);
  return [
    {
      ...(mayBe && { severity: "warning" as const }),
      message: `The connector can't assume ${address}, which trusts it: ${isPath ? `its ARN ends in "${full}"` : `its name is "${name?.text}"`}, and the connector may assume "${ASSUMABLE}" only.`,
      fix: isPath
        ? `Set path = "/"${mayBe ? `, or assumedRolesPath = "${prefix}" in the connector's roles` : ""}.`
        : `Start the name with apono-: "apono-${name?.text}".`,
      range: (isPath ? path : name)?.range ?? { ...(name ?? path)!.range },
    },
  ];
}

/** The known beginning of a text, with a wildcard for the rest. */
const known = (text: string) => text.replace(/\$\{.*$/s, "*");

/** Checks that the trust policy allows sts:AssumeRole. */
function trustProblems({ trust, address }: Role): Problem[] {
  return trust
    .filter(({ isComplete, statements }) => isComplete && statements.length > 0)
    .filter(({ statements }) => !statements.some(admits))
    .map(({ range }) => ({
      message: `The trust policy of ${address} lets nobody assume the role: no statement allows sts:AssumeRole.`,
      fix: "Allow sts:AssumeRole with the connector's role as Principal.",
      range,
    }));
}

const admits = ({ effect, actions, notActions }: Statement): boolean =>
  effect === "Allow" &&
  (notActions.length > 0 ||
    actions.some(({ text }) => !isFullyKnown(text) || coversAction(text, "sts:AssumeRole")));

/** Conditions on the ARN of a session, which are never met. */
const sessions = ({ trust, address }: Role): Problem[] =>
  trust
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => /^aws:PrincipalArn$/i.test(key.text) && !/Not/.test(operator))
    .flatMap(({ values }) => values)
    .filter(({ text }) => /:assumed-role\//.test(text))
    .map(({ text, range }) => ({
      message: `The trust policy of ${address} compares aws:PrincipalArn with a session ("${text}"): it is always the ARN of a role.`,
      fix: "Use the role's ARN: arn:aws:iam::<account>:role/<name>.",
      range,
    }));

/** Checks that ECS tasks, EKS pods or an OIDC provider may assume the connector's own role. */
function nobodysRole({ trust, address, range }: Role): Problem[] {
  const allowed = trust
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === "Allow");
  const isOpen = trust.length === 0 || trust.some(({ isComplete }) => !isComplete);
  const lets = allowed.some(({ principals }) =>
    principals.some(
      ({ type, value }) =>
        !isFullyKnown(value.text) ||
        type === "Federated" ||
        value.text === "*" ||
        (type === "Service" && /^(ecs-tasks|pods\.eks)\.amazonaws\.com/.test(value.text)),
    ),
  );
  return isOpen || lets
    ? []
    : [
        {
          message: `The trust policy of the connector's role ${address} trusts neither ECS tasks nor EKS pods, so the connector can't start with it.`,
          fix: "Trust ecs-tasks.amazonaws.com (ECS), pods.eks.amazonaws.com (EKS Pod Identity) or the cluster's OIDC provider.",
          range: trust[0]?.range ?? range,
        },
      ];
}
