import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_SOURCES } from "../../../kit/engines/builds";
import { engineBinary, engineRegistry, isOpenTofu } from "../../../kit/engines/current";
import { findEngines } from "../../../kit/engines/find";
import { goBuildFolder } from "../../../kit/go-build";
import { cleanUp, tempDir } from "../../../kit/processes";

afterAll(cleanUp);

/** A program that says that it is an engine. */
function program(folder: string, name: string, says: string): string {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${says}"\necho "on linux_amd64"\n`);
  chmodSync(file, 0o755);
  return file;
}

const shown = async (search: Parameters<typeof findEngines>[0]) =>
  (await findEngines(search)).map(({ id, origin, unusable }) => ({ id, origin, unusable }));

it("finds what is on the PATH, and says why an old one is of no use", async () => {
  const folder = tempDir("bin-");
  const terraform = program(folder, "terraform", "Terraform v1.10.5");
  const tofu = program(folder, "tofu", "OpenTofu v1.12.6");
  const cache = tempDir("cache-");
  expect(await shown({ env: { PATH: `/nowhere:${folder}` }, sources: [], cache })).toEqual([
    {
      id: "terraform-1.10.5",
      origin: terraform,
      unusable: "it is older than 1.11.0, which the modules need",
    },
    { id: "opentofu-1.12.6", origin: tofu, unusable: undefined },
  ]);
});

it("takes TERRAFORM_BINARY_NAME first, and one engine once", async () => {
  const folder = tempDir("bin-");
  const named = program(join(folder, "own"), "tofu-of-mine", "OpenTofu v1.12.6");
  program(join(folder, "path"), "tofu", "OpenTofu v1.12.6");
  program(join(folder, "path"), "terraform", "no engine at all");
  const env = { PATH: join(folder, "path"), TERRAFORM_BINARY_NAME: named };
  expect(await shown({ env, sources: [], cache: folder })).toEqual([
    { id: "opentofu-1.12.6", origin: named, unusable: undefined },
  ]);
});

it("offers builds of what the machine has not, and builds none of them", async () => {
  const folder = tempDir("bin-");
  const path = program(folder, "terraform", "Terraform v1.13.3");
  const cache = tempDir("cache-");
  const search = { env: { PATH: folder }, cache };
  const toBuild = "to be built from its Go module (about three minutes on two processors)";
  expect(await shown(search)).toEqual([
    { id: "terraform-1.13.3", origin: path, unusable: undefined },
    { id: "opentofu-1.11.0", origin: toBuild, unusable: undefined },
    { id: "opentofu-1.12.6", origin: toBuild, unusable: undefined },
  ]);
  expect(readdirSync(cache)).toEqual([]);
  const { build } = ENGINE_SOURCES.find(({ version }) => version === "1.12.6")!;
  program(goBuildFolder(build, cache), "tofu", "OpenTofu v1.12.6");
  expect((await shown(search)).at(-1)).toEqual({
    id: "opentofu-1.12.6",
    origin: "built from its Go module",
    unusable: undefined,
  });
});

it("every build has a folder of its own", () => {
  const folders = ENGINE_SOURCES.map(({ build }) => goBuildFolder(build, "/cache"));
  expect(new Set(folders).size).toBe(ENGINE_SOURCES.length);
});

it.each([
  [undefined, "terraform", false, "registry.terraform.io"],
  ["terraform", "terraform", false, "registry.terraform.io"],
  ["tofu", "tofu", true, "registry.opentofu.org"],
  ["/opt/opentofu-1.12.6/tofu", "/opt/opentofu-1.12.6/tofu", true, "registry.opentofu.org"],
  ["/opt/tofu/terraform", "/opt/tofu/terraform", false, "registry.terraform.io"],
])("TERRAFORM_BINARY_NAME = %s", (name, binary, tofu, registry) => {
  const env = { TERRAFORM_BINARY_NAME: name };
  expect([engineBinary(env), isOpenTofu(env), engineRegistry(env)]).toEqual([
    binary,
    tofu,
    registry,
  ]);
});
