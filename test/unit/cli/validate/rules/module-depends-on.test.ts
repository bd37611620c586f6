import { moduleDependsOn as rule } from "../../../../../cli/validate/rules/module-depends-on";
import { findings, foundIn } from "../../../../support/validate";

const call = (source: string, dependsOn: string) =>
  `module "apono" {\n  source     = "${source}"\n  depends_on = ${dependsOn}\n}\n`;
const OURS = "acme/apono-ecs-connector/aws";
const EKS = "acme/apono-eks-connector/aws";
const PUBLIC =
  "github.com/apono-io/terraform-modules//aws/connector-with-permissions/stacks/apono-connector";

it.each([
  [
    OURS,
    "Remove it. For routes, set waitFor = [aws_route.x]; for subnets, reference what they need: subnetIds = aws_route_table_association.a[*].subnet_id.",
  ],
  [
    EKS,
    "Remove it, and take the inputs from what must exist first, such as the cluster's name from aws_eks_node_group.this.cluster_name.",
  ],
  [
    PUBLIC,
    "Remove it, and take the inputs from what must exist first, such as subnetIds = aws_route_table_association.a[*].subnet_id.",
  ],
])("finds it on a call of %s", async (source, fix) => {
  const [finding] = await findings(rule, { "main.tf": call(source, "[aws_route.x]") });
  expect(finding).toMatchObject({
    severity: "warning",
    message:
      "module.apono: depends_on on the module replaces the connector, or fails the plan, whenever a change of aws_route.x is pending.",
    fix,
  });
  expect(finding!.range.start).toEqual({ line: 3, column: 16 });
});

it.each([
  call("acme/network/aws", "[aws_route.x]"),
  call(OURS, "[]"),
  call(OURS, "[]").replace("depends_on", "waitFor   "),
])("leaves alone %s", async (text) => {
  expect(await foundIn(rule, text)).toEqual([]);
});
