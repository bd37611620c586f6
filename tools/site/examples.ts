import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, textOf } from "./pages";

/** In the order in which Terraform's documentation tells to read a module. */
const ORDER = ["main.tf", "variables.tf", "outputs.tf", "providers.tf", "versions.tf"];

/** The examples of a module as a section for its page, with each file in a tab. @param source the module's README */
export function examplesOf(source: string): string {
  const folder = source.replace(/README\.md$/, "examples");
  if (!existsSync(join(PROJECT, folder))) return "";
  const names = readdirSync(join(PROJECT, folder)).sort();
  return `\n## Examples\n\n${names.map((name) => exampleOf(`${folder}/${name}`, name)).join("\n")}`;
}

const exampleOf = (folder: string, name: string): string => {
  const files = ORDER.filter((file) => existsSync(join(PROJECT, folder, file)));
  const tabs = files.map(
    (file) => `\`\`\`hcl [${file}]\n${textOf(`${folder}/${file}`).trim()}\n\`\`\`\n`,
  );
  return `### Example ${name}\n\n::: code-group\n\n${tabs.join("\n")}\n:::\n`;
};
