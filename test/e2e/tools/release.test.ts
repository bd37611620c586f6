import { readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STEPS } from "../../../tools/release/steps";
import { PROJECT } from "../../kit/project-copy";
import { cleanUp, run, start, tempDir } from "../../kit/processes";
import { commitAll, copyRepository, git, GIT_ENV } from "../../support/repository-copy";

const FIRST = "1.0.0";
const PERMISSIONS = "modules/permissions/sets.ts";
const INPUTS = "modules/ecs-connector/inputs.ts";

let [temp, folder] = ["", ""];

/** What was released, as far as it must not depend on interruptions. */
async function outcome(root: string, version: string) {
  const artefacts = join(root, "dist", "release", version);
  return {
    files: readdirSync(join(root, "dist", "release")),
    artefacts: readdirSync(artefacts).sort(),
    checksums: readFileSync(join(artefacts, "SHA256SUMS"), "utf8"),
    tag: await git(root, "rev-parse", `v${version}^{tree}`),
    tagged: await git(root, "cat-file", "-t", `v${version}`),
    head: await git(root, "rev-list", "--count", "HEAD"),
    status: await git(root, "status", "--porcelain", "--untracked-files=all"),
  };
}

const npmRun = (args: readonly string[]): readonly [string, string[]] => [
  "npm",
  ["run", "--silent", "release", "--", ...args],
];
const options = (root: string) => ({ cwd: root, env: { ...GIT_ENV, npm_config_offline: "true" } });

const release = (...args: readonly string[]) => run(...npmRun(args), options(folder));

/** Starts a release, and kills it as soon as it says that a step is done. */
async function killedAfter(title: string): Promise<number> {
  let kill = () => {};
  let output = "";
  const running = await start(...npmRun([FIRST]), {
    ...options(folder),
    onOutput: (text) => {
      output += text;
      if (output.includes(`done: ${title}\n`)) kill();
    },
  });
  kill = () => running.kill("SIGKILL");
  const { code } = await running.done;
  // A git that the signal met leaves its lock, and says to remove it.
  rmSync(join(folder, ".git", "index.lock"), { force: true });
  return code;
}

/** Links packages into a clone, which git does not see. */
function link(root: string): void {
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"), "dir");
  writeFileSync(join(root, ".git", "info", "exclude"), "node_modules\n");
}

function replace(file: string, before: string, after: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(before);
  writeFileSync(join(folder, file), text.replace(before, after));
}

const changelog = (entry: string) =>
  replace("CHANGELOG.md", "## [1.0.0]", `${entry}\n\n## [1.0.0]`);

/** The project as it was before its first release: version, changelog and records without one. */
beforeAll(async () => {
  temp = tempDir("release-");
  folder = await copyRepository(join(temp, "project"));
  link(folder);
  // Once the project is released itself.
  const file = join(folder, "CHANGELOG.md");
  const first = readFileSync(file, "utf8").replace(/^## \[[^]*(?=^## \[1\.0\.0\])/m, "");
  writeFileSync(file, first.replace(/^## \[1\.0\.0\].*$/m, "## [1.0.0]"));
  if ((await git(folder, "status", "--porcelain")) !== "") await commitAll(folder, "Unreleased");
}, 120_000);
afterAll(cleanUp);

describe("the first release", () => {
  it("gives the same when it is killed after each step and run again", async () => {
    const whole = join(temp, "whole");
    await git(temp, "clone", "--quiet", folder, whole);
    link(whole);
    const codes: number[] = [];
    for (const { title } of STEPS) codes.push(await killedAfter(title));
    // After the quick steps at the end, the command may be faster than the signal.
    expect(codes.slice(0, 5)).toEqual([137, 137, 137, 137, 137]);
    const { code, stdout, stderr } = await release(FIRST);
    expect(stderr.trim().split("\n")).toEqual(STEPS.map(({ title }) => `was done: ${title}`));
    expect(stdout).toContain("git push --atomic origin main v1.0.0");
    expect(code).toBe(0);

    const uninterrupted = await run(...npmRun([FIRST]), { ...options(whole), check: true });
    expect(uninterrupted.stderr.trim().split("\n")).toEqual(
      STEPS.map(({ title }) => `done: ${title}`),
    );
    const result = await outcome(folder, FIRST);
    expect(result).toEqual(await outcome(whole, FIRST));
    expect(result).toMatchObject({ files: [FIRST], tagged: "tag", status: "" });
  }, 900_000);

  it("has the npm package, the modules, a bill of materials and checksums that match", async () => {
    const artefacts = join(folder, "dist", "release", FIRST);
    expect(readdirSync(artefacts).sort()).toEqual([
      "SHA256SUMS",
      "SOURCE",
      "apono-connector-1.0.0.tgz",
      "bom.cdx.json",
      ...["account-delegation", "ecs-connector", "eks-connector", "org-delegation"].map(
        (name) => `terraform-aws-apono-${name}-1.0.0.tar.gz`,
      ),
    ]);
    const { stdout } = await run("sha256sum", ["--check", "SHA256SUMS"], {
      cwd: artefacts,
      check: true,
    });
    expect(stdout.match(/: OK$/gm)).toHaveLength(6);
    const bom = JSON.parse(readFileSync(join(artefacts, "bom.cdx.json"), "utf8"));
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    const named = bom.components.map(({ name }: { name: string }) => name);
    // Needed at run time; part of the command.
    expect(named).toEqual(expect.arrayContaining(["commander", "cdktf"]));
    expect(named).not.toContain("jest");
    expect(await git(folder, "show", "v1.0.0:CHANGELOG.md")).toMatch(
      /^## \[1\.0\.0\] - \d{4}-\d{2}-\d{2}$/m,
    );
  });
});

describe("the next release", () => {
  it("is refused as a patch that grants more", async () => {
    replace(PERMISSIONS, 'allow(["kms:Sign"]', 'allow(["kms:Sign", "kms:GetPublicKey"]');
    changelog("## [1.0.1]\n\n### Permissions\n\n- `kms:GetPublicKey`");
    await commitAll(folder, "Read public keys");
    const { code, stderr } = await release("1.0.1");
    expect(stderr).toContain(
      "1.0.1 is a patch version, but ecs-connector grants more than in 1.0.0:",
    );
    expect(stderr).toMatch(/MORE .*kms:GetPublicKey/);
    expect(code).toBe(1);
  });

  it("is refused as a minor version that does not list the permission, and that breaks a contract", async () => {
    replace("CHANGELOG.md", "## [1.0.1]\n\n### Permissions", "## [1.1.0]\n\n### Added");
    replace(INPUTS, "default: 30,", "default: 90,");
    await commitAll(folder, "Keep logs longer");
    const { code, stderr } = await release("1.1.0");
    expect(stderr).toContain(
      'The entry "## [1.1.0]" in CHANGELOG.md does not list new permissions.',
    );
    expect(stderr).toContain(
      "- The contract of ecs-connector breaks:\n" +
        "    input logGroupRetentionInDays has the default 90 instead of 30\n" +
        "  Fix: Restore it, or release 2.0.0.",
    );
    expect(code).toBe(1);
  });

  it("is made as a minor version that lists the permission", async () => {
    replace("CHANGELOG.md", "## [1.1.0]\n\n### Added", "## [1.1.0]\n\n### Permissions");
    replace(INPUTS, "default: 90,", "default: 30,");
    await commitAll(folder, "List the permission");
    const { code, stderr } = await release("1.1.0");
    expect(stderr).not.toContain("can't be released");
    expect(code).toBe(0);
    expect(await outcome(folder, "1.1.0")).toMatchObject({
      files: [FIRST, "1.1.0"],
      tagged: "tag",
      status: "",
    });
    const shown = (file: string) => git(folder, "show", `v1.1.0:${file}`);
    expect(JSON.parse(await shown("package.json")).version).toBe("1.1.0");
    const lock = JSON.parse(await shown("package-lock.json"));
    expect([lock.version, lock.packages[""].version]).toEqual(["1.1.0", "1.1.0"]);
    const record = await shown("cli/permissions/released/ecs-connector.json");
    expect(record).toContain("kms:GetPublicKey");
    expect(JSON.parse(record).version).toBe("1.1.0");
  }, 600_000);

  it("is refused again with other content", async () => {
    writeFileSync(join(folder, "later.txt"), "");
    await commitAll(folder, "Later");
    const { code, stderr } = await release("1.1.0");
    expect(stderr).toContain("The tag v1.1.0 exists with different content.");
    expect(code).toBe(1);
  });
});
