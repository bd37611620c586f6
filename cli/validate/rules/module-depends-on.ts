import { type ModuleCall, callsIn } from "../module-calls/module-calls";
import type { Problem } from "../finding";
import { valueOf } from "../../terraform/configuration";
import { type Expression, everyExpression } from "../../terraform/expression";
import type { Rule } from "../rule";

export const moduleDependsOn: Rule = {
  id: "module-depends-on",
  title: "A connector's module has no depends_on",
  severity: "warning",
  why:
    "With `depends_on` on a module, Terraform reads every data source in the module only after the dependency " +
    "is applied. While a change of the dependency is pending (a tag, one more subnet, a changed route), " +
    "everything that the data sources decide is unknown: the plan replaces the connector's role, secret and " +
    "service, or fails. Delay only what has to wait: with `waitFor` of ecs-connector for routes, or with a " +
    "reference through what must exist first, such as `aws_route_table_association.a[*].subnet_id` for the " +
    "subnets.",
  source: "https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on",
  check: ({ modules }) =>
    modules
      .flatMap(callsIn)
      .filter(({ published, isPublic }) => published !== undefined || isPublic)
      .flatMap((call): Problem[] => {
        const value = valueOf(call.block.body, "depends_on");
        if (value === undefined || (value.kind === "list" && value.items.length === 0)) return [];
        return [
          {
            message: `module.${call.name}: depends_on on the module replaces the connector, or fails the plan, whenever a change of ${called(value)} is pending.`,
            fix: fixFor(call, called(value)),
            range: value.range,
          },
        ];
      }),
};

function fixFor({ published }: ModuleCall, what: string): string {
  if (published === "ecs-connector")
    return `Remove it. For routes, set waitFor = [${what}]; for subnets, reference what they need: subnetIds = aws_route_table_association.a[*].subnet_id.`;
  if (published === "eks-connector")
    return "Remove it, and take the inputs from what must exist first, such as the cluster's name from aws_eks_node_group.this.cluster_name.";
  return "Remove it, and take the inputs from what must exist first, such as subnetIds = aws_route_table_association.a[*].subnet_id.";
}

/** The dependencies as written. */
function called(value: Expression): string {
  const names = [...everyExpression(value)].flatMap((each) =>
    each.kind === "reference"
      ? [[each.root, ...each.steps].join(".")]
      : each.kind === "literal"
        ? [String(each.value)]
        : [],
  );
  return [...new Set(names)].join(", ") || "it";
}
