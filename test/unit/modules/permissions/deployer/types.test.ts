import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeModule } from "../../../../../cli/registry/build/write-module";
import { MODULE_NAMES, type ModuleName } from "../../../../../modules/module-names";
import { MODULE_TYPES } from "../../../../../modules/permissions/deployer";
import { RECORD_AGAIN, recordingOf } from "../../../../support/deployer-recording";

type Blocks = Readonly<Record<string, object>>;

/** The types of AWS resources and data sources in a built module. */
function typesIn(module: ModuleName): string[] {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  const main = join(writeModule(module, folder), "main.tf.json");
  const { resource = {}, data = {} } = JSON.parse(readFileSync(main, "utf8")) as {
    resource?: Blocks;
    data?: Blocks;
  };
  rmSync(folder, { recursive: true });
  return [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)].filter(
    (type) => /^(data\.)?aws_/.test(type),
  );
}

const howTo = (missing: readonly string[], module: ModuleName) =>
  missing.length === 0
    ? undefined
    : `Nothing says what the deployer of ${module} needs for ${missing.join(", ")}. ` +
      "Add it to modules/permissions/deployer: the actions to needs/, the inputs with which the module has it to module-types.ts. " +
      `Let test/e2e/deployer/${module}.test.ts make, change and destroy it, and record that: ${RECORD_AGAIN}`;

describe.each(MODULE_NAMES)("the deployer's policy of %s", (module) => {
  const known = Object.keys(MODULE_TYPES[module]);

  it("knows every type of resource and data source of the module, and no other", () => {
    const types = typesIn(module);
    expect(
      howTo(
        types.filter((type) => !known.includes(type)),
        module,
      ),
    ).toBeUndefined();
    expect(known.filter((type) => !types.includes(type))).toEqual([]);
  });

  it("has every type in a recording", () => {
    const recorded = new Set(
      Object.values(recordingOf(module)).flatMap((steps) => steps.flatMap(({ types }) => types)),
    );
    expect(
      howTo(
        known.filter((type) => !recorded.has(type)),
        module,
      ),
    ).toBeUndefined();
  });
});
