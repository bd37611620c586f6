import { metaArguments } from "../../../../../../cli/validate/rules/schema/meta-arguments";
import { findings } from "../findings";

/** What is found in a resource's body beside another resource. */
const inHcl = (body: string) =>
  findings(
    metaArguments,
    `resource "terraform_data" "a" {\n  count = 1\n}\n\nresource "terraform_data" "b" {\n${body}\n}\n`,
  );

const inJson = (body: object) =>
  findings(metaArguments, {
    "main.tf.json": JSON.stringify({ resource: { terraform_data: { a: {}, b: body } } }),
  });

const lifecycle = (text: string) => `  lifecycle {\n    ${text}\n  }`;

it.each([
  "  depends_on = [terraform_data.a]",
  "  depends_on = [terraform_data.a[0]]",
  // As it was written before 0.12.
  '  depends_on = ["terraform_data.a"]',
  lifecycle("replace_triggered_by = [terraform_data.a[0].id]"),
  lifecycle("ignore_changes = [input]"),
  lifecycle('ignore_changes = ["input"]'),
  lifecycle("ignore_changes = all"),
])("taken: %s", async (body) => {
  expect(await inHcl(body)).toEqual([]);
});

it.each([
  ["  depends_on = terraform_data.a", "depends_on is no list."],
  ["  depends_on = null", "depends_on is no list."],
  ["  depends_on = concat([terraform_data.a])", "depends_on is no list."],
  ["  depends_on = [[terraform_data.a]]", "depends_on lists something that is no address."],
  ["  depends_on = [terraform_data.a[0].id]", "depends_on names a part of terraform_data.a."],
  [lifecycle("replace_triggered_by = terraform_data.a"), "replace_triggered_by is no list."],
  [
    lifecycle('replace_triggered_by = ["terraform_data.a"]'),
    "replace_triggered_by lists something that is no address.",
  ],
  [lifecycle("ignore_changes = input"), "ignore_changes is neither a list nor all."],
  [lifecycle('ignore_changes = "all"'), "ignore_changes is neither a list nor all."],
  [lifecycle("ignore_changes = [all]"), 'terraform_data.b has no attribute "all".'],
])("refused: %s", async (body, message) => {
  expect(await inHcl(body)).toEqual([expect.stringContaining(message)]);
});

it.each([
  [{ depends_on: ["terraform_data.a"] }, undefined],
  [{ lifecycle: { replace_triggered_by: ["terraform_data.a"] } }, undefined],
  [{ lifecycle: { ignore_changes: "all" } }, undefined],
  [{ depends_on: "terraform_data.a" }, "depends_on is no list."],
  [{ depends_on: ["${terraform_data.a}"] }, "depends_on lists something that is no address."],
  [{ lifecycle: { replace_triggered_by: "terraform_data.a" } }, "replace_triggered_by is no list."],
  [{ provider: "${terraform}" }, "provider names no provider."],
  [
    { lifecycle: { ignore_changes: ["${input}"] } },
    "ignore_changes lists something that is no attribute.",
  ],
  [{ lifecycle: { ignore_changes: "${all}" } }, "ignore_changes is neither a list nor all."],
])("in JSON %j: %s", async (body, message) => {
  expect(await inJson(body)).toEqual(
    message === undefined ? [] : [expect.stringContaining(message)],
  );
});
