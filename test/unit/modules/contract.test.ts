import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODULES, type ModuleName, buildModule } from "../../../modules";
import type { Json } from "../../support/render";

const CONTRACTS = join(__dirname, "..", "..", "fixtures", "module-contracts");

/** What users of a module rely on: names, types and flags, not words. */
function contractOf(name: ModuleName): object {
  const files: Json = buildModule(name).toFiles();
  const { variable } = files["variables.tf.json"];
  const inputs = Object.entries<Json>(variable).map(([input, declared]) => [
    input,
    {
      type: declared.type,
      ...("default" in declared && { default: declared.default }),
      nullable: declared.nullable,
      sensitive: declared.sensitive ?? false,
      ephemeral: declared.ephemeral ?? false,
    },
  ]);
  return {
    requires: files["versions.tf.json"].terraform,
    inputs: Object.fromEntries(inputs),
    outputs: Object.keys(files["outputs.tf.json"].output).sort(),
  };
}

it.each(Object.keys(MODULES) as ModuleName[])("the public contract of %s holds", (name) => {
  const file = join(CONTRACTS, `${name}.json`);
  const current = `${JSON.stringify(contractOf(name), null, 2)}\n`;
  if (process.env["UPDATE_CONTRACTS"] === "1") writeFileSync(file, current);
  const written = existsSync(file) ? readFileSync(file, "utf8") : "{}";
  try {
    expect(JSON.parse(current)).toEqual(JSON.parse(written));
  } catch (error) {
    throw new Error(
      `The public contract of ${name} is not what test/fixtures/module-contracts/${name}.json says. If that is wanted, ` +
        `write it with UPDATE_CONTRACTS=1 npm run test:unit and say it in CHANGELOG.md.\n\n${(error as Error).message}`,
    );
  }
});
