import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFolder } from "../../../../../cli/registry/build/replace-folder";
import { writeFiles } from "../../../../../cli/registry/build/write-module";
import { cleanUp, run, tempDir } from "../../../../kit/processes";
import { PROJECT } from "../../../../kit/project-copy";

afterAll(cleanUp);

const filled = (word: string) => (folder: string) =>
  writeFiles(new Map([["a/b.txt", Buffer.from(word)]]), folder);

it("puts a folder where there was none, or another one", () => {
  const parent = tempDir();
  const folder = join(parent, "out", "module");
  replaceFolder(folder, filled("one"));
  writeFileSync(join(folder, "old.txt"), "");
  replaceFolder(folder, filled("two"));
  expect(readdirSync(folder)).toEqual(["a"]);
  expect(readFileSync(join(folder, "a/b.txt"), "utf8")).toBe("two");
  expect(readdirSync(join(parent, "out"))).toEqual(["module"]);
});

it("leaves the old one where the new one can't be made, and takes away what such a run has left", () => {
  const parent = tempDir();
  const folder = join(parent, "module");
  replaceFolder(folder, filled("one"));
  const broken = () =>
    replaceFolder(folder, (made) => {
      filled("half")(made);
      throw new Error("broken off");
    });
  expect(broken).toThrow("broken off");
  expect(readFileSync(join(folder, "a/b.txt"), "utf8")).toBe("one");
  // Numbers of processes end far below.
  mkdirSync(join(parent, ".module.99999999.new"));
  mkdirSync(join(parent, ".module.1.new"));
  mkdirSync(join(parent, ".module.x"));
  replaceFolder(folder, filled("two"));
  expect(readdirSync(parent).sort()).toEqual([".module.1.new", ".module.x", "module"]);
});

it("serves several at once: each ends well, and one of them stays, whole", async () => {
  const parent = tempDir();
  const cli = join(PROJECT, "cli", "apono-connector.js");
  const build = () =>
    run(process.execPath, [cli, "modules", "build", "--module", "ecs-connector", "-o", parent]);
  await build();
  const whole = filesBelow(parent);
  const results = await Promise.all([build(), build(), build(), build()]);
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array(4).fill({ code: 0, stderr: "" }),
  );
  expect(filesBelow(parent)).toEqual(whole);
});

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true }).map(String).sort();
