import { renameAdvice } from "../plan/renamed-connector";
import type { Problem } from "../finding";
import { textAt } from "../plan/json-value";
import type { Plan, PlannedResource } from "../plan/plan";
import type { Rule } from "../rule";

/** Resources that a connector needs, and what destroying them means. The role has its own rule. */
const KEPT: Readonly<Record<string, string>> = {
  aws_ecs_service: "the connector stops until the new one runs",
  aws_ecs_cluster: "every service and task in it stops",
  aws_cloudwatch_log_group: "its logs are lost",
  aws_secretsmanager_secret: "tasks can't start until a new one holds the token",
  helm_release: "the connector stops until the new one runs",
};

export const planDestroysConnector: Rule = {
  id: "plan-destroys-connector",
  title: "A plan keeps a running connector",
  severity: "error",
  why:
    "An upgrade keeps the connector's service, cluster, log group and secret. If a plan replaces one of them, " +
    "mostly its name has another suffix than the deployed one (`nameSuffix`), or a module was renamed without " +
    "a `moved` block. If one is only destroyed, with your own cluster or secret in its place, the finding is " +
    "a warning. The rule ignores plans that destroy everything, as `terraform plan -destroy` makes them.",
  source: "https://developer.hashicorp.com/terraform/language/modules/develop/refactoring",
  check: ({ plans }) => plans.filter((plan) => !destroysAll(plan)).flatMap(problemsOf),
};

function problemsOf(plan: Plan): Problem[] {
  const rename = renameAdvice(plan);
  return plan.changes.filter(isOfConnector).flatMap((change): Problem[] => {
    const { address, type, actions, replacePaths, before, after, range } = change;
    const loss = KEPT[type];
    if (loss === undefined || !actions.includes("delete")) return [];
    if (!actions.includes("create"))
      return [
        {
          message: `${address} is destroyed: ${loss}.`,
          fix: "If only its address changed, add a moved block; if it should be destroyed, suppress this rule for the plan, with a reason.",
          range,
          severity: "warning",
        },
      ];
    const causes = replacePaths.map((path) => path.join("."));
    const names = [textAt(before, "name"), textAt(after, "name")];
    const renamed = causes.some((cause) => /^name(_prefix)?$/.test(cause));
    return [
      {
        message: `${address} is replaced${causes.length === 0 ? "" : `, because of ${causes.join(", ")}`}: ${loss}.${rename.cause}`,
        fix:
          renamed && names[0] !== undefined
            ? `Its name is ${names[0]} now${names[1] === undefined ? "" : `, and would be ${names[1]}`}: don't apply this plan; set nameSuffix to the suffix of the deployed names (npx apono-connector modules suffix).`
            : "Don't apply this plan: revert what forces the replacement, and plan again.",
        range,
      },
    ];
  });
}

/** Whether a resource belongs to a connector, by the names in this project's modules and in the public one. */
function isOfConnector({ address, before }: PlannedResource): boolean {
  return (
    /apono/i.test(textAt(before, "name") ?? "") ||
    /(^|\.)(ECSService|ECSCluster|LogsLogGroup|ECSImageCredentials)(\[|$)/.test(address)
  );
}

/** Whether a plan destroys everything. */
const destroysAll = ({ changes }: Plan): boolean => {
  const managed = changes.filter(({ mode }) => mode === "managed");
  return managed.length > 0 && managed.every(({ actions }) => actions.join() === "delete");
};
