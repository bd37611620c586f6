import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODULES, type ModuleName } from "../../../modules";
import { contractFile, contractOf } from "../../../tools/data/module-contract";
import { PROJECT } from "../../kit/project-copy";

it.each(Object.keys(MODULES) as ModuleName[])("the public contract of %s holds", (name) => {
  const file = join(PROJECT, contractFile(name));
  const current = `${JSON.stringify(contractOf(name), null, 2)}\n`;
  if (process.env["UPDATE_CONTRACTS"] === "1") writeFileSync(file, current);
  const written = existsSync(file) ? readFileSync(file, "utf8") : "{}";
  try {
    expect(JSON.parse(current)).toEqual(JSON.parse(written));
  } catch (error) {
    throw new Error(
      `The public contract of ${name} is not what ${contractFile(name)} says. If that is wanted, ` +
        `write it with UPDATE_CONTRACTS=1 npm run test:unit and say it in CHANGELOG.md.\n\n${(error as Error).message}`,
    );
  }
});
