import { hcl, rawHcl, withReference } from "../../../lib/hcl";
import { render } from "../../support/render";

const rendered = (condition: Parameters<typeof withReference>[0]) =>
  render(withReference(condition));

it.each([
  "var.cpu > 1",
  "local.a == local.b",
  "data.aws_region.current.name != null",
  "self.input.region == 1",
  "aws_iam_role.connector.name != 1",
  'length("${var.name}") > 1',
  "each.value != 1",
  "var.list[0] == 1",
])("leaves a condition with a reference as it is: %s", (condition) => {
  expect(rendered(rawHcl(condition))).toBe(`\${${condition}}`);
});

it.each([
  hcl`contains(${[256, 512]}, ${256})`,
  // No references: text, whatever it looks like.
  hcl`${"var.cpu"} != ${'a "quoted" var.cpu'}`,
  hcl`can(regex("^\\\\d_x.y$", ${"local.a"}))`,
  hcl`alltrue([for s in ${["a"]} : s != ""])`,
])("adds a reference to a constant one", (condition) => {
  expect(rendered(condition)).toMatch(/^\$\{path\.module != "" && .+\}$/);
});
