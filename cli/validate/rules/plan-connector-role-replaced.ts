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
    "Its ARN is registered with Apono, and roles of other accounts trust it. A trust policy that names a role keeps its " +
    "unique id, not its name: a role that was made again under the same name is locked out of all of them. Mostly a " +
    "plan replaces it because the name changes in an upgrade or with `connectorId` (`nameSuffix` and `roleName` keep it), or because a " +
    "resource was renamed in Terraform (a `moved` block says so). A role that is only forgotten stays in AWS, where " +
    "nothing manages it any more. Checked are roles of plans that the connector runs with; for those that it assumes " +
    "it is a warning.",
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
      message: `forgets ROLE: "${name}" stays in AWS, and Terraform manages it no more.`,
      fix: "Take the removed block away, or move the role into the configuration that is to have it (import).",
    };
  if (!actions.includes("delete")) return undefined;
  if (actions.includes("create")) {
    const forced = change.replacePaths.map((path) => path.join("."));
    const changed = forced.map((path) => described(path, change));
    return {
      message: `replaces ROLE ("${name}")${changed.length === 0 ? "" : `: ${changed.join(", ")}`}.`,
      fix:
        forced.map((path) => fixFor(path, name)).join(" ") ||
        "Find out what taints it, and untaint it.",
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
        ? "If it is to go, take the connector out of Apono first; else put its resource back into the configuration."
        : `Tell Terraform that it is another resource now: moved { from = ${change.address}, to = ${heir.address} }.`,
  };
}

/** Whether a new role may be the heir of one with a name: one of the connector's, too. */
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
  return `Keep ${path} as it is.`;
}
