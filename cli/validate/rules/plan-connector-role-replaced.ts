import { renameAdvice } from "../plan/renamed-connector";
import type { Problem } from "../finding";
import { textAt } from "../plan/json-value";
import type { Plan, PlannedResource } from "../plan/plan";
import { resourcesOfPlan } from "../policies/resources";
import { rolesIn } from "../policies/roles";
import type { Rule } from "../rule";

export const planConnectorRoleReplaced: Rule = {
  id: "plan-connector-role-replaced",
  title: "A plan keeps the connector's role",
  severity: "error",
  why:
    "The role's ARN is registered with Apono, and roles in other accounts trust it. A trust policy that names " +
    "a role stores the role's unique ID, so a role that is made again under the same name is locked out. " +
    "Mostly a plan replaces the role because its name changes, in an upgrade or with `connectorId` " +
    "(`nameSuffix` and `roleName` keep it), or because the resource was renamed in Terraform (add a `moved` " +
    "block). A role that is only forgotten stays in AWS, unmanaged. The rule checks the roles in plans that " +
    "the connector runs with; for roles that it assumes, the finding is a warning.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles",
  check: (workspace) => workspace.plans.flatMap(problemsOf),
};

function problemsOf(plan: Plan): Problem[] {
  const roles = rolesIn(resourcesOfPlan(plan, "before"));
  const rename = renameAdvice(plan);
  return roles
    .filter(({ use }) => use !== "other")
    .flatMap((role) => {
      const change = plan.changes.find(({ address }) => address === role.address);
      if (change === undefined) return [];
      const problem = problemOf(plan, change);
      if (problem === undefined) return [];
      const isOwn = role.use === "connector";
      return [
        {
          ...problem,
          fix: `${problem.fix}${isOwn ? rename.fix : ""}`,
          message: `The plan ${problem.message.replace("ROLE", isOwn ? `the connector's role ${role.address}` : `${role.address}, a role that the connector assumes`)}${isOwn ? rename.cause : ""}`,
          range: change.range,
          ...(isOwn ? {} : { severity: "warning" as const }),
        },
      ];
    });
}

function problemOf(plan: Plan, change: PlannedResource): Omit<Problem, "range"> | undefined {
  const { actions } = change;
  const name = textAt(change.before, "name") ?? "";
  if (actions.includes("forget"))
    return {
      message: `forgets ROLE: "${name}" stays in AWS, but Terraform no longer manages it.`,
      fix: "Delete the removed block, or import the role into the configuration that should manage it.",
    };
  if (!actions.includes("delete")) return undefined;
  if (actions.includes("create")) {
    const forced = change.replacePaths.map((path) => path.join("."));
    const changed = forced.map((path) => described(path, change));
    return {
      message: `replaces ROLE ("${name}")${changed.length === 0 ? "" : `: ${changed.join(", ")}`}.`,
      fix:
        forced.map((path) => fixFor(path, name)).join(" ") ||
        "Find out why it is tainted, and run terraform untaint.",
    };
  }
  const heir = plan.changes.find(
    (other) =>
      other.type === change.type &&
      other.before === null &&
      other.after !== null &&
      label(other).test(name),
  );
  return {
    message: `destroys ROLE ("${name}").`,
    fix:
      heir === undefined
        ? "To remove it, remove the connector from Apono first. Otherwise, restore its resource in the configuration."
        : `Add a moved block: moved { from = ${change.address}, to = ${heir.address} }.`,
  };
}

/** Matches the old name if a new role may be its successor: it is a connector's role, too. */
const label = (other: PlannedResource): RegExp => {
  const name = textAt(other.after, "name");
  return name === undefined || /apono/i.test(name) || /connector/i.test(other.name) ? /./s : /^$/;
};

function described(path: string, { before, after }: PlannedResource): string {
  const [was, will] = [before, after].map((values) => textAt(values, ...path.split(".")));
  return will === undefined
    ? `${path} ("${was ?? ""}") changes to a value that is known after apply`
    : `${path} changes from "${was ?? ""}" to "${will}"`;
}

function fixFor(path: string, name: string): string {
  const suffix = /^apono-connector-role-(.+)$/.exec(name)?.[1];
  if (path === "name" || path === "name_prefix")
    return suffix === undefined
      ? `Keep the name: roleName = "${name}".`
      : `Keep the name: nameSuffix = "${suffix}", or roleName = "${name}".`;
  return `Keep ${path} unchanged.`;
}
