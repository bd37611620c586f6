import { readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../../../cli/files/make-folder";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";

afterAll(cleanUp);

it("makes a folder with those above it, and leaves what is there", () => {
  const root = tempDir("folders-");
  const folder = join(root, "a", "b", "c");
  makeFolder(folder);
  writeFileSync(join(folder, "kept"), "");
  makeFolder(folder);
  makeFolder(`${folder}/`);
  symlinkSync(join(root, "a"), join(root, "link"));
  makeFolder(join(root, "link", "d"));
  expect(readdirSync(folder)).toEqual(["kept"]);
  expect(statSync(join(root, "a", "d")).isDirectory()).toBe(true);
});

it("says what the system says where a file is in the way", () => {
  const root = tempDir("folders-");
  writeFileSync(join(root, "file"), "");
  expect(() => makeFolder(join(root, "file"))).toThrow(/^EEXIST/);
  expect(() => makeFolder(join(root, "file", "a"))).toThrow(/^ENOTDIR/);
});

// Linux's own example of a place that takes no folders, not even from root.
it("publishing to a folder below /proc ends, and says that the place is of no use", async () => {
  const packages = tempDir("packages-");
  await runCli(["modules", "package", "-m", "ecs-connector", "-o", packages, "--as", "1.0.0"]);
  const args = ["modules", "publish", "folder", "--packages", packages, "--as", "1.0.0"];
  expect(await runCli([...args, "/proc/apono/modules"])).toEqual({
    code: 2,
    out: "",
    err: "Can't create the folder /proc/apono/modules: /proc does not allow new folders. Choose another location.",
  });
  const build = await runCli(["modules", "build", "-m", "ecs-connector", "-o", "/proc/apono"]);
  expect(build).toMatchObject({ code: 2, out: "" });
  expect(build.err).toContain("/proc does not allow new folders. Choose another location.");
});
