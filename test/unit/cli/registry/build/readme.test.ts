import { moduleFiles } from "../../../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../../../modules/module-names";
import { type Json, keys } from "../../../../support/render";

describe.each(MODULE_NAMES)("the README of %s", (name) => {
  const files = moduleFiles(name);
  const readme = files.get("README.md")!.toString("utf8");
  const json = (file: string): Json => JSON.parse(files.get(file)!.toString("utf8"));

  it.each(["Upgrading", "Requirements", "Inputs", "Outputs", "Resources"])("has %s", (title) => {
    expect(readme).toContain(`\n## ${title}\n`);
  });

  it("shows a call that takes the module from a registry", () => {
    expect(readme).toMatch(
      new RegExp(
        `\`\`\`hcl\n[^\`]*source += "<registry>/apono-${name}/aws"\n +version += "~> 1.0"`,
      ),
    );
  });

  it("names every input, output, resource and requirement", () => {
    const { resource, data } = json("main.tf.json");
    const addresses = (blocks: Json, prefix = "") =>
      Object.entries<Json>(blocks ?? {}).flatMap(([type, byName]) =>
        Object.keys(byName).map((id) => `[\`${prefix}${type}.${id}\`]`),
      );
    const rows = [
      ...Object.keys(json("variables.tf.json").variable).map((input) => `\n| \`${input}\` |`),
      ...Object.keys(json("outputs.tf.json").output).map((output) => `\n| \`${output}\` |`),
      ...addresses(resource),
      ...addresses(data, "data."),
      ...keys(json("versions.tf.json").terraform.required_providers)
        .filter((key) => !["source", "version"].includes(key))
        .map((provider) => `\n| provider \`hashicorp/${provider}\` |`),
    ];
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
  });
});
