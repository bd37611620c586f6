import { renameAdvice } from "../plan/renamed-connector";
import type { Problem } from "../finding";
import { textAt } from "../plan/json-value";
import type { Plan, PlannedResource } from "../plan/plan";
import type { Rule } from "../rule";

/** What a connector is made of and must not lose, and what its loss means. The role has a rule of its own. */
const KEPT: Readonly<Record<string, string>> = {
  aws_ecs_service: "the connector stops until its successor runs",
  aws_ecs_cluster: "every service and task in it stops",
  aws_cloudwatch_log_group: "its logs are lost",
  aws_secretsmanager_secret: "tasks can't start until a new one holds the token",
  helm_release: "the connector stops until its successor runs",
};

/** Plans that take a running connector away. */
export const planDestroysConnector: Rule = {
  id: "plan-destroys-connector",
  title: "A plan leaves a running connector in place",
  severity: "error",
  why:
    "An upgrade keeps the connector's service, cluster, log group and secret: names and addresses are made for that. A plan that " +
    "replaces one of them has mostly another suffix in its names than what is deployed (`nameSuffix`), or a module that was renamed " +
    "without a `moved` block. One that is only destroyed, with a cluster or a secret of your own in its place, is a warning. A plan " +
    "that destroys everything, as `terraform plan -destroy` makes it, is left alone.",
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
          fix: "If it only has a new address, add a moved block; if it is meant to go, turn this rule off for this plan, with the reason.",
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
            ? `Its name is ${names[0]} now${names[1] === undefined ? "" : `, and would be ${names[1]}`}: set nameSuffix to what the deployed names end in (npx apono-connector modules suffix), and don't apply this plan.`
            : "Don't apply this plan: put back what forces the replacement, and plan again.",
        range,
      },
    ];
  });
}

/** Whether a resource belongs to a connector: by the names that the modules give, ours and the public one. */
function isOfConnector({ address, before }: PlannedResource): boolean {
  return (
    /apono/i.test(textAt(before, "name") ?? "") ||
    /(^|\.)(ECSService|ECSCluster|LogsLogGroup|ECSImageCredentials)(\[|$)/.test(address)
  );
}

/** A plan to destroy: everything goes, nothing comes. */
const destroysAll = ({ changes }: Plan): boolean => {
  const managed = changes.filter(({ mode }) => mode === "managed");
  return managed.length > 0 && managed.every(({ actions }) => actions.join() === "delete");
};
