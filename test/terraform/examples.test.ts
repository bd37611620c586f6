import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../modules/module-names";
import { buildModule } from "../../modules";
import { PROJECT_ROOT } from "../kit/paths";
import { cleanUp, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { writeModule } from "../../cli/registry/build/write-module";
import { mirrorsFor } from "../support/mirrors";

jest.setTimeout(600_000); // the stand-in plugin may have to be built
afterAll(cleanUp);

describe.each(MODULE_NAMES)("the examples of %s", (name) => {
  const names = readdirSync(join(PROJECT_ROOT, "modules", name, "examples"));
  let built: string;
  let extraMirrors: readonly string[];

  beforeAll(async () => {
    built = writeModule(name, tempDir("examples-"));
    extraMirrors = await mirrorsFor(name);
  });

  it("are those that every module has", () => {
    expect(names).toEqual(expect.arrayContaining(["basic", "complete", "existing-pipeline"]));
  });

  it.each(names)("%s is valid, without a warning", async (example) => {
    const terraform = new Terraform(join(built, "examples", example), { extraMirrors });
    await terraform.init();
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    terraform.dispose();
  });

  it("complete gives every input", () => {
    const inputs = buildModule(name).toFiles()["variables.tf.json"] as { variable: object };
    const [, call = ""] = readFileSync(
      join(built, "examples", "complete", "main.tf"),
      "utf8",
    ).split(/^module "\w+" \{$/m);
    const given = [...call.matchAll(/^ {2}(\w+) += /gm)].map(([, input]) => input!);
    expect(given.filter((input) => input !== "source").sort()).toEqual(
      Object.keys(inputs.variable).sort(),
    );
  });
});
