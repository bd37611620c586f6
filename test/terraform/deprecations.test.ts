import { join } from "node:path";
import { writeModule } from "../../cli/registry/build/write-module";
import { MODULE_NAMES } from "../../modules/module-names";
import { cleanUp, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { mirrorsFor } from "../support/mirrors";
import { argumentsOf, referencesOf } from "../../tools/data/used-arguments";

jest.setTimeout(300_000);
afterAll(cleanUp);

/** What `terraform providers schema -json` says of a block. https://developer.hashicorp.com/terraform/cli/commands/providers/schema */
interface Block {
  readonly attributes?: Readonly<Record<string, { readonly deprecated?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
  readonly deprecated?: boolean;
}
type Schemas = Readonly<Record<string, { readonly block: Block }>>;
interface Provider {
  readonly resource_schemas?: Schemas;
  readonly data_source_schemas?: Schemas;
}

/** Whether a type, or what is at a path in it, is deprecated; what is below an attribute counts with it. */
function isDeprecated(block: Block, path: string): boolean {
  const [first = "", ...rest] = path.split(".");
  const inner = block.block_types?.[first]?.block;
  if (block.deprecated || inner?.deprecated || block.attributes?.[first]?.deprecated) return true;
  return inner !== undefined && rest.length > 0 && isDeprecated(inner, rest.join("."));
}

it("sees what is deprecated, wherever it is", () => {
  const attributes = { old: { deprecated: true }, own: {} };
  const block: Block = {
    attributes,
    block_types: {
      a: { block: { attributes, block_types: { gone: { block: { deprecated: true } } } } },
    },
  };
  const paths = ["own", "old", "old.x", "a", "a.own", "a.old", "a.gone", "a.gone.x", "none"];
  expect(paths.filter((path) => isDeprecated(block, path))).toEqual([
    "old",
    "old.x",
    "a.old",
    "a.gone",
    "a.gone.x",
  ]);
  expect(isDeprecated({ deprecated: true }, "any")).toBe(true);
});

it.each(MODULE_NAMES)("%s uses nothing that its providers deprecate", async (module) => {
  const terraform = new Terraform(writeModule(module, join(tempDir("module-"), module)), {
    extraMirrors: await mirrorsFor(module),
  });
  await terraform.init();
  const { code, stdout } = await terraform.run(["providers", "schema", "-json"]);
  expect(code).toBe(0);
  const { provider_schemas: providers } = JSON.parse(stdout) as {
    provider_schemas: Readonly<Record<string, Provider>>;
  };
  let checked = 0;
  for (const [address, { resource_schemas, data_source_schemas }] of Object.entries(providers)) {
    const provider = address.split("/").at(-1)!;
    if (provider === "terraform") continue;
    const blockOf = (type: string) =>
      (type.startsWith("data.")
        ? data_source_schemas?.[type.replace("data.", "")]
        : resource_schemas?.[type])!.block;
    const isBlock = (type: string, path: string) =>
      path
        .split(".")
        .reduce<Block | undefined>(
          (block, name) => block?.block_types?.[name]?.block,
          blockOf(type),
        ) !== undefined;
    const used = [...argumentsOf(module, provider, isBlock), ...referencesOf(module, provider)];
    checked += used.length;
    expect(used.filter(([type, path]) => isDeprecated(blockOf(type), path))).toEqual([]);
  }
  // The smallest module is one role with its policies.
  expect(checked).toBeGreaterThan(20);
});
