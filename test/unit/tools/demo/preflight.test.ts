import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireTools } from "../../../../tools/demo/preflight";
import { cleanUp, tempDir } from "../../../kit/processes";

afterAll(cleanUp);

/** Path of an executable that prints a version. */
function engine(name: string, version: string): string {
  const file = join(tempDir("engine-"), name);
  writeFileSync(file, `#!/bin/sh\necho '{"terraform_version": "${version}"}'\n`);
  chmodSync(file, 0o755);
  return file;
}

const has = { hasProvider: async () => true };
const failure = (binary: string | undefined, options = has) =>
  requireTools({ env: { TERRAFORM_BINARY_NAME: binary, PATH: "/nowhere" }, ...options }).then(
    () => undefined,
    ({ message }: Error) => message,
  );

it.each([
  [undefined, "terraform", "Terraform", "https://developer.hashicorp.com/terraform/install"],
  ["tofu", "tofu", "OpenTofu", "https://opentofu.org/docs/intro/install"],
])(
  "TERRAFORM_BINARY_NAME=%s: reports which engine is missing",
  async (binary, named, title, page) => {
    expect(await failure(binary)).toBe(
      `${named} is not on the PATH. Install ${title} 1.11 or newer: ${page}`,
    );
  },
);

it.each([
  ["terraform", "Terraform"],
  ["tofu", "OpenTofu"],
])("%s: reports an engine that is too old", async (name, title) => {
  expect(await failure(engine(name, "1.10.9"))).toBe(
    `${title} 1.10.9 is too old: 1.11 or newer is needed. docs/engines.md lists the tested versions.`,
  );
  expect(await failure(engine(name, "1.11.0"))).toBeUndefined();
  expect(await failure(engine(name, "2.0.0"))).toBeUndefined();
});

it.each([
  ["terraform", "registry.terraform.io"],
  ["tofu", "registry.opentofu.org"],
])("%s: reports where it searched for the provider", async (name, registry) => {
  const binary = engine(name, "1.12.0");
  expect(await failure(binary, { hasProvider: async () => false })).toBe(
    `the provider hashicorp/aws is not available from a mirror or from ${registry}. ` +
      `Connect to the registry, or set TF_PLUGIN_MIRROR to a folder created with \`${binary} providers mirror\`.`,
  );
});
