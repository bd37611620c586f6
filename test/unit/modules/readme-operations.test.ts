import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../../modules/module-names";
import { PROJECT } from "../../kit/project-copy";
import { commandsOf } from "../../support/readme";

/** What a module's end-to-end tests take from its README, by how it begins. */
function takenBy(name: string): string[] {
  const folder = join(PROJECT, "test", "e2e", name);
  const call = new RegExp(`fromReadme\\(\\s*"${name}",\\s*(["'])(.*?)\\1,?\\s*\\)`, "g");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(call)])
    .map(([, , start]) => start!.replaceAll("\\n", "\n"));
}

describe.each(MODULE_NAMES)("Living with it, in the README of %s", (name) => {
  it("has commands for every part of a deployment's life", () => {
    const readme = readFileSync(join(PROJECT, "modules", name, "README.md"), "utf8");
    const [section = ""] = readme
      .split(/^## /m)
      .filter((part) => part.startsWith("Living with it\n"));
    const headings = [...section.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading!);
    for (const part of [
      "Moving",
      "Renaming",
      "Scaling",
      "Policies",
      "Importing",
      "Destroying",
      "Testing",
    ])
      expect(headings.filter((heading) => heading.startsWith(part))).toHaveLength(1);
  });

  it.each(commandsOf(name))("a test runs: %s", (command) => {
    expect(takenBy(name).filter((start) => command.startsWith(start))).not.toEqual([]);
  });
});
