import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join, posix } from "node:path";
import { filesIn, moduleFiles } from "../../../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../../../modules/module-names";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { PROJECT } from "../../../../kit/project-copy";
import { keys } from "../../../../support/render";

afterAll(cleanUp);

describe.each(MODULE_NAMES)("the files of %s", (name) => {
  const files = moduleFiles(name);
  const text = (path: string) => files.get(path)!.toString("utf8");

  it("are those that registries and users expect", () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "main.tf.json",
        "outputs.tf.json",
        "variables.tf.json",
        "versions.tf.json",
      ]),
    );
    expect([...files.keys()].some((path) => /^tests\/.*\.tftest\.hcl$/.test(path))).toBe(true);
  });

  it("hold no provider, no backend, no metadata", () => {
    const blocks = [...files.keys()]
      .filter((path) => path.endsWith(".tf.json") && !path.includes("/"))
      .flatMap((path) => keys(JSON.parse(text(path))));
    expect(blocks.length).toBeGreaterThan(100);
    for (const key of ["//", "backend", "cloud"]) expect(blocks).not.toContain(key);
    for (const file of ["main", "variables", "outputs", "versions"]) {
      expect(Object.keys(JSON.parse(text(`${file}.tf.json`)))).not.toContain("provider");
    }
  });

  it("hold nothing of the machine", () => {
    const telling = [PROJECT, hostname(), userInfo().username, tmpdir()].filter(
      (word) => word.length > 4,
    );
    expect(telling.length).toBeGreaterThan(0);
    for (const [path, content] of files) {
      for (const word of telling) {
        if (content.includes(word)) throw new Error(`${path} holds "${word}"`);
      }
    }
  });

  it("link to nothing that is not there", () => {
    const dead = [...files.keys()]
      .filter((path) => path.endsWith(".md"))
      .flatMap((path) =>
        [...text(path).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
          .map(([, target]) => posix.join(posix.dirname(path), target!))
          .filter(
            (target) => ![...files.keys()].some((file) => `${file}/`.startsWith(`${target}/`)),
          ),
      );
    expect(dead).toEqual([]);
  });
});

it("what somebody's trial left in a folder is no part of a module", () => {
  const folder = tempDir("left-behind-");
  mkdirSync(join(folder, "basic", ".terraform"), { recursive: true });
  for (const file of [
    "basic/main.tf",
    "basic/.terraform/modules.json",
    "basic/.terraform.lock.hcl",
    "basic/terraform.tfstate",
    "basic/terraform.tfstate.backup",
    "basic/terraform.tfvars",
    "basic/my.auto.tfvars",
  ])
    writeFileSync(join(folder, file), "");
  expect(filesIn(folder).map(([path]) => path)).toEqual(["basic/main.tf"]);
  rmSync(folder, { recursive: true });
  expect(filesIn(folder)).toEqual([]);
});
