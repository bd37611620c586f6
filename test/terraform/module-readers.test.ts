import { join } from "node:path";
import { MODULE_NAMES } from "../../modules/module-names";
import { buildModule } from "../../modules";
import { goBuild } from "../kit/go-build";
import { USER_CACHE_FOLDER } from "../kit/paths";
import { cleanUp, run, tempDir } from "../kit/processes";
import { writeModule } from "../../cli/registry/build/write-module";
import type { Json } from "../support/render";

jest.setTimeout(300_000);
afterAll(cleanUp);

/** What registries and documentation generators read modules with. */
const INSPECT = "github.com/hashicorp/terraform-config-inspect";

describe("tools that read modules", () => {
  let inspect: string;

  beforeAll(async () => {
    const folder = await goBuild(
      {
        name: "terraform-config-inspect",
        module: {
          "go.mod": `module build\n\ngo 1.24\n\nrequire ${INSPECT} v0.0.0-20260904064934-75d64de68c31\n`,
        },
        commands: { "terraform-config-inspect": INSPECT },
        takes: "some seconds",
      },
      USER_CACHE_FOLDER,
    );
    inspect = join(folder, "terraform-config-inspect");
  });

  it.each(MODULE_NAMES)("find everything that %s declares", async (name) => {
    const folder = writeModule(name, tempDir("read-"));
    const { stdout } = await run(inspect, ["--json", folder], { check: true });
    const found = JSON.parse(stdout);
    const files: Json = buildModule(name).toFiles();
    const { variable } = files["variables.tf.json"];
    const { output } = files["outputs.tf.json"];
    const { required_version, required_providers } = files["versions.tf.json"].terraform;

    expect(found.diagnostics).toBeUndefined();
    const inputs = Object.entries<Json>(variable).map(([input, declared]) => [
      input,
      {
        type: declared.type,
        description: declared.description,
        default: declared.default ?? null,
        required: !("default" in declared),
        sensitive: declared.sensitive ?? false,
      },
    ]);
    const read = Object.entries<Json>(found.variables).map(([input, told]) => [
      input,
      {
        type: told.type,
        description: told.description,
        default: told.default ?? null,
        required: told.required ?? false,
        sensitive: told.sensitive ?? false,
      },
    ]);
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(inputs));
    const told = (outputs: Json) =>
      Object.fromEntries(
        Object.entries<Json>(outputs).map(([key, { description }]) => [key, description]),
      );
    expect(told(found.outputs)).toEqual(told(output));
    expect(found.required_core).toEqual([required_version]);
    for (const [provider, { source, version }] of Object.entries<Json>(required_providers)) {
      expect(found.required_providers[provider]).toEqual({
        source,
        version_constraints: [version],
      });
    }
  });
});
