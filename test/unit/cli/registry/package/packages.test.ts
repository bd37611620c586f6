import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFiles } from "../../../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../../../modules/module-names";
import { readPackages, withVersion } from "../../../../../cli/registry/package/packages";
import { projectVersion } from "../../../../../cli/project";
import { cleanUp, run, tempDir } from "../../../../kit/processes";
import { runCli } from "../../../../support/cli";

afterAll(cleanUp);

describe("modules package", () => {
  const folder = tempDir("packages-");
  const file = join(folder, `terraform-aws-apono-ecs-connector-${projectVersion()}.tar.gz`);

  beforeAll(async () => {
    for (const version of ["1.10.0", "1.9.0", projectVersion()]) {
      expect(await runCli(["modules", "package", "-o", folder, "--as", version])).toMatchObject({
        code: 0,
      });
    }
  });

  it("packs every module in the asked version; others in the folder stay", async () => {
    const packages = await readPackages(folder);
    expect(packages.map(({ module, version }) => `${module} ${version}`)).toEqual(
      [...MODULE_NAMES]
        .sort()
        .flatMap((name) => [projectVersion(), "1.9.0", "1.10.0"].map((v) => `${name} ${v}`)),
    );
    const built = moduleFiles(packages[0]!.module as "ecs-connector");
    expect(packages[0]!.files).toEqual(withVersion(built, projectVersion()));
  });

  it("says in each package which version it is", async () => {
    for (const { version, files } of await readPackages(folder)) {
      const [title, , said] = files.get("README.md")!.toString().split("\n");
      expect([title, said]).toEqual([expect.stringMatching(/^# /), `Version ${version}`]);
      expect(files.get("main.tf.json")!.toString()).not.toContain('"//"');
    }
  });

  it("writes the same bytes again, into another folder too", async () => {
    const other = tempDir("packages-");
    await runCli(["modules", "package", "-o", other]);
    for (const name of readdirSync(other).filter((each) => each.endsWith(".gz"))) {
      expect(readFileSync(join(other, name)).equals(readFileSync(join(folder, name)))).toBe(true);
    }
  });

  it("writes checksums that sha256sum takes", async () => {
    const { code, stdout } = await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(3 * MODULE_NAMES.length);
  });

  it("leaves nothing unfinished behind", () => {
    expect(readdirSync(folder).filter((name) => !/\.tar\.gz$|^SHA256SUMS$/.test(name))).toEqual([]);
  });

  it("reads no package that has changed since, or that the checksums don't list", async () => {
    const sums = join(folder, "SHA256SUMS");
    const before = readFileSync(sums, "utf8");
    appendFileSync(file, "x");
    await expect(readPackages(folder)).rejects.toThrow(
      `${file} does not match its checksum in SHA256SUMS. Create it again: apono-connector modules package`,
    );
    writeFileSync(sums, before.replace(/.*ecs-connector-1\.0\.0.*\n/, ""));
    await expect(readPackages(folder)).rejects.toThrow(`${file} is not listed in SHA256SUMS.`);
    rmSync(file);
    writeFileSync(sums, before);
    expect(await readPackages(folder)).toHaveLength(3 * MODULE_NAMES.length - 1);
  });

  it("says what to do where there are no packages", async () => {
    const none = join(folder, "none");
    await expect(readPackages(none)).rejects.toThrow(
      `No packages found in ${none}. Create them first: apono-connector modules package --output ${none}`,
    );
  });
});

describe("modules build", () => {
  it("writes a folder for each module, without what was in it before", async () => {
    const folder = tempDir("dist-");
    await runCli(["modules", "build", "-o", folder]);
    const made = join(folder, "terraform-aws-apono-ecs-connector");
    writeFileSync(join(made, "old.tf"), "");
    const { code, out } = await runCli(["modules", "build", "-m", "ecs-connector", "-o", folder]);
    expect({ code, out }).toEqual({ code: 0, out: `built ${made}` });
    expect(readdirSync(folder).sort()).toEqual(
      MODULE_NAMES.map((name) => `terraform-aws-apono-${name}`).sort(),
    );
    expect(readdirSync(made)).not.toContain("old.tf");
    expect(readFileSync(join(made, "main.tf.json"))).toEqual(
      moduleFiles("ecs-connector").get("main.tf.json"),
    );
  });
});
